"""On track or not: verdicts from measured values only, and saying when there is none. Pure functions.

**How the year asked is used.** The verdict shown for year N is that of the last closed year ≤ N. When N itself is closed it is
judged on its own data, even when they are too few to conclude. When N is in progress, the last closed year with enough coverage
speaks for it, but a year before the deadline never speaks once the year of the deadline is closed. Past years count as
comparable from the first year of the document on, when they have a value, enough things and enough coverage. The year
2020 is a base only where the document states that figure with that definition (``base_2020``).

**The order** is that of the method: definition, data, target reached or lost, deadline, too early, pace; then the interval of
the unknown, at whose two ends the verdict must be the same. All values are exact fractions; thresholds are
settings of the catalogue; nothing is clamped.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spaser.catalogue import Reglages, Sens
from spaser.measure.exact import Fraction
from spaser.measure.statuses import Statut


@dataclass(frozen=True)
class Point:
    """One year, measured exactly. ``effectif`` None: the number of things does not matter (a count is itself exact)."""

    annee: int
    valeur: Fraction | None
    basse: Fraction | None = None
    haute: Fraction | None = None
    effectif: int | None = None
    couverture: Fraction | None = None

    def suffisant(self, reglages: Reglages) -> bool:
        """Whether there is a value, on enough things (n_min), with enough coverage."""
        assez = self.effectif is None or self.effectif >= reglages.n_min
        return self.valeur is not None and assez and self.couvert(reglages)

    def couvert(self, reglages: Reglages) -> bool:
        """Whether enough of the things are known."""
        return self.couverture is not None and self.couverture >= exact(reglages.couverture_min)


@dataclass(frozen=True)
class Objectif:
    """A target as the verdict reads it: exact value, year, first year in which it holds (``decidee_en``)."""

    valeur: Fraction
    annee: int
    chaque_annee: bool
    decidee_en: int
    signe: int

    def atteinte(self, valeur: Fraction) -> bool:
        """Whether a value reaches the target, unrounded: 29,96 % is not 30 % (R12)."""
        return self.signe * (valeur - self.valeur) >= 0

    def echue(self, annee: int) -> bool:
        """Whether the year measured is that of the deadline, or later; a yearly target falls due each year."""
        return annee >= self.annee


@dataclass(frozen=True)
class Trajectoire:
    """What is printed beside a verdict, for the year judged. Rates: fractions, and fractions a year.

    ``ecart`` is value minus target; ``rythme`` the change from the previous comparable year, per year;
    ``rythme_requis`` what the target asks each year until its own; ``projection`` extends ``rythme`` linearly.
    """

    annee: int
    valeur: Fraction | None
    annee_base: int | None = None
    valeur_base: Fraction | None = None
    ecart: Fraction | None = None
    rythme: Fraction | None = None
    rythme_requis: Fraction | None = None
    projection: Fraction | None = None
    annee_projection: int | None = None


@cache
def exact(valeur: float) -> Fraction:
    """Return a number of the catalogue as it is written: 0.3 is three tenths."""
    return Fraction(repr(valeur))


def signe(sens: Sens) -> int:
    """Return +1 when a rise is wanted, −1 when a fall is, 0 without a direction."""
    return {"hausse": 1, "baisse": -1, "neutre": 0}[sens]


def annee_jugee(
    annee: int, closes: Sequence[Point], echeance: int | None, reglages: Reglages
) -> Point | None:
    """Choose the closed year that speaks for the year asked (see the module); None when no year is closed."""
    passees = [point for point in closes if point.annee <= annee]
    if not passees:
        return None
    derniere = passees[-1]
    if derniere.annee == annee:
        return derniere
    echue = echeance is not None and derniere.annee >= echeance
    admises = [point for point in passees if not echue or echeance is None or point.annee >= echeance]
    return next((point for point in reversed(admises) if point.couvert(reglages)), derniere)


def comparables(
    closes: Sequence[Point], jusqu_a: int, debut: int, base: Point | None, reglages: Reglages
) -> tuple[Point, ...]:
    """Return the closed years that can be compared, oldest first; a base stated by the document comes first."""
    mesures = [p for p in closes if debut <= p.annee <= jusqu_a and p.suffisant(reglages)]
    return ((base,) if base is not None and base.annee < jusqu_a else ()) + tuple(mesures)


def verdict(
    juge: Point | None,
    serie: Sequence[Point],
    objectif: Objectif,
    reglages: Reglages,
    definition_decidee: bool = True,
) -> Statut:
    """Judge a year against a target.

    Args:
        juge: the closed year judged, None when there is none.
        serie: the comparable closed years up to the judged one, oldest first (a stated base may come first).
        objectif: the target.
        reglages: thresholds of the catalogue.
        definition_decidee: False when what is counted is still to be decided.
    """
    if not definition_decidee:
        return Statut.DEFINITION_A_ARBITRER
    if juge is not None and objectif.chaque_annee and juge.annee < objectif.annee:
        return Statut.NON_APPLICABLE
    if juge is None or juge.valeur is None or not juge.suffisant(reglages):
        return Statut.DONNEE_INSUFFISANTE
    bouts = {
        _au_point(
            replace(juge, valeur=bout), juge.valeur if bout is None else bout, serie, objectif, reglages
        )
        for bout in (juge.basse, juge.haute)
    }
    return bouts.pop() if len(bouts) == 1 else Statut.NON_CONCLUANT


def _au_point(
    juge: Point, valeur: Fraction, serie: Sequence[Point], objectif: Objectif, reglages: Reglages
) -> Statut:
    """Steps 3 to 6 of the method, at one end of the interval."""
    if objectif.atteinte(valeur):
        return Statut.CIBLE_ATTEINTE
    passees = [p for p in serie if p.annee < juge.annee and p.valeur is not None]
    if any(
        p.annee >= objectif.decidee_en and p.valeur is not None and objectif.atteinte(p.valeur)
        for p in passees
    ):
        return Statut.CIBLE_PERDUE
    if objectif.echue(juge.annee):
        return Statut.CIBLE_NON_ATTEINTE
    if len(passees) + 1 < reglages.annees_comparables_min or objectif.decidee_en > juge.annee:
        return Statut.TROP_TOT
    base = passees[0]
    if base.valeur is None or objectif.atteinte(base.valeur):
        return Statut.TROP_TOT
    return selon_rythme(rapport(base.annee, base.valeur, juge.annee, valeur, objectif), reglages)


def rapport(annee_base: int, base: Fraction, annee: int, valeur: Fraction, objectif: Objectif) -> Fraction:
    """Return R = progress made ÷ share of the time gone by, on a linear path from the base to the target."""
    parcouru = (valeur - base) / (objectif.valeur - base)
    ecoule = Fraction(annee - annee_base, objectif.annee - annee_base)
    return parcouru / ecoule


def selon_rythme(r: Fraction, reglages: Reglages) -> Statut:
    """Name a ratio R by the thresholds of the settings."""
    if r >= exact(reglages.seuil_bonne_voie):
        return Statut.EN_BONNE_VOIE
    if r >= exact(reglages.seuil_acceleration):
        return Statut.A_ACCELERER
    if r >= exact(reglages.seuil_recul):
        return Statut.PROGRES_INSUFFISANT
    return Statut.RECUL


def trajectoire(
    juge: Point, serie: Sequence[Point], objectif: Objectif | None, annee_projection: int
) -> Trajectoire:
    """Return the gap, the paces and the indicative projection of the year judged."""
    passees = [p for p in serie if p.annee < juge.annee and p.valeur is not None]
    base, precedente = (passees[0], passees[-1]) if passees else (None, None)
    rythme = ecart = requis = projection = None
    if precedente is not None and precedente.valeur is not None and juge.valeur is not None:
        rythme = (juge.valeur - precedente.valeur) / (juge.annee - precedente.annee)
    if objectif is not None and juge.valeur is not None:
        ecart = juge.valeur - objectif.valeur
        reste = objectif.annee - juge.annee
        requis = -ecart / reste if reste > 0 else None
    if rythme is not None and juge.valeur is not None and annee_projection > juge.annee:
        projection = juge.valeur + rythme * (annee_projection - juge.annee)
    return Trajectoire(
        annee=juge.annee,
        valeur=juge.valeur,
        annee_base=base.annee if base else None,
        valeur_base=base.valeur if base else None,
        ecart=ecart,
        rythme=rythme,
        rythme_requis=requis,
        projection=projection,
        annee_projection=annee_projection if projection is not None else None,
    )


def manque(numerateur: Fraction, denominateur: Fraction, objectif: Objectif) -> int:
    """Return how many things are missing to reach a rate: ⌈target·N⌉ − n (n − ⌊target·N⌋ for a fall), 0 or less when reached."""
    voulu = objectif.valeur * denominateur
    if objectif.signe < 0:
        return math.ceil(numerateur - math.floor(voulu))
    return math.ceil(math.ceil(voulu) - numerateur)


def evolution(
    courant: Point,
    precedent: Point | None,
    sens: Sens,
    est_un_taux: bool,
    reglages: Reglages,
    effectifs: tuple[int, int],
) -> Statut:
    """Name the change from N-1, without a target (step 9).

    Args:
        courant: the year asked, at its observation date.
        precedent: N-1 at the same date.
        sens: direction wanted; without one there is only the plain change.
        est_un_taux: rates in % are compared in points, anything else (‰ too: a point would hide all) in relative terms.
        reglages: the stable band.
        effectifs: number of things of both years, for the band of rates.
    """
    if not courant.suffisant(reglages) or courant.valeur is None:
        return Statut.DONNEE_INSUFFISANTE
    if precedent is None or precedent.valeur is None or not precedent.suffisant(reglages) or sens == "neutre":
        return Statut.SANS_OBJET
    delta = courant.valeur - precedent.valeur
    if est_un_taux:
        bande = max(
            exact(reglages.stable_taux_min), exact(reglages.stable_taux_unites) / max(1, min(effectifs))
        )
    elif precedent.valeur == 0:
        return Statut.STABLE if delta == 0 else _favorable(delta, sens)
    else:
        delta /= abs(precedent.valeur)
        bande = exact(reglages.stable_relatif)
    return Statut.STABLE if abs(delta) < bande else _favorable(delta, sens)


def _favorable(delta: Fraction, sens: Sens) -> Statut:
    voulu = signe(sens) * delta > 0
    return Statut.EVOLUTION_FAVORABLE if voulu else Statut.EVOLUTION_DEFAVORABLE
