"""Facts → ``Measure``: one function measures any indicator under filters and a perimeter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from spaser.catalogue import Catalogue, Indicateur
from spaser.measure.aggregates import compter_ensemble, presents
from spaser.measure.cells import Cellule, Releve, cellules
from spaser.measure.counts import NATURES_AVEC_ZERO, NATURES_DE_PART, Cles, Compte
from spaser.measure.exact import Fraction
from spaser.measure.filters import Filters
from spaser.measure.lists import years
from spaser.measure.model import Measure, Segmentation
from spaser.measure.perimeter import Perimeter
from spaser.measure.progress import (
    Objectif,
    Point,
    Trajectoire,
    annee_jugee,
    comparables,
    evolution,
    exact,
    manque,
    trajectoire,
    verdict,
)
from spaser.measure.questions import Demande
from spaser.measure.statuses import Statut
from spaser.measure.targets import objectif_de
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar, Window

_ANNEE_DE_REFERENCE = 2020


def measure(
    version: VersionLike,
    code: str,
    filters: Filters,
    perimeter: Perimeter,
    by: Segmentation | None = None,
) -> tuple[Measure, ...]:
    """Measure an indicator: the whole first (``segment`` None), then its segments, sorted.

    ``by='trimestre'`` gives the quarters of the year that began by the observation date (« 2025-T3 »), ``by='annee'`` the years
    up to the one asked that have data, each at the same month and day, each with its own N-1; ``by='avant'`` the same figure at
    the end of the quarter before; ``by='exercices'`` the whole years before, from the reference year on.

    Raises:
        CatalogueError: the catalogue does not define this code.
    """
    return measure_many(version, (code,), filters, perimeter, by)[code]


def measure_many(
    version: VersionLike,
    codes: Iterable[str],
    filters: Filters,
    perimeter: Perimeter,
    by: Segmentation | None = None,
) -> Mapping[str, tuple[Measure, ...]]:
    """Measure several indicators under the same filters and perimeter, in one pass; by code, in the order asked.

    Raises:
        CatalogueError: the catalogue does not define one of these codes.
    """
    premiere = min((filters.annee, *years(version))) if by in ("annee", "exercices") else filters.annee
    mesures = [
        _Mesure(version, version.catalogue.indicateur(code), filters, perimeter, by, premiere)
        for code in dict.fromkeys(codes)
    ]
    par = by if by in ("domaine", "dga", "territoire") else None
    comptes = compter_ensemble(version, [m.demande for m in mesures], filters, perimeter, par)
    presentes: Mapping[str, Cles] = {}
    if filters.restreint:
        a_zero = tuple(m.demande for m in mesures if m.demande.indicateur.nature in NATURES_AVEC_ZERO)
        presentes = presents(version, a_zero, filters, perimeter)
    return {m.code: m.resultats(comptes[m.code], presentes.get(m.code, {})) for m in mesures}


@dataclass(frozen=True)
class _Juge:
    """A verdict, and what is printed beside it."""

    statut: Statut
    trajectoire: Trajectoire | None
    manque: float | None


class _Mesure:
    """One request: the windows that it needs, then its counts read cell by cell."""

    def __init__(
        self,
        version: VersionLike,
        indicateur: Indicateur,
        filters: Filters,
        perimeter: Perimeter,
        by: Segmentation | None,
        premiere: int,
    ) -> None:
        self.code = indicateur.code
        self._indicateur = indicateur
        self._catalogue: Catalogue = version.catalogue
        self._filters = filters
        self._entier = perimeter.est_tout and not filters.restreint
        self._by = by
        self._calendrier = Calendar.de(filters, version.date_pour(indicateur.extraits))
        debut = version.catalogue.autorite.periode_debut
        self._cellules = cellules(self._calendrier, by, premiere, debut)
        self._closes = {n: self._calendrier.annee_entiere(n) for n in self._annees_closes()}
        self.demande = Demande(indicateur, self._fenetres())

    def resultats(self, comptes: Cles, presentes: Cles) -> tuple[Measure, ...]:
        """Read the counts of this request; ``presentes`` are those without segment filters, where absence may mean 0."""
        self._releve = Releve(comptes, self.demande.fenetres, presentes, self._indicateur)
        tout = self._cellules[0]
        lues = [tout]
        if self._by in ("annee", "exercices"):
            lues += [c for c in self._cellules[1:] if self._releve.existe(c.fenetre)]
        elif self._by == "trimestre" and self._indicateur.dit_l_annee_seule:
            pass  # what only says a year would stand in its first quarter
        elif self._by in ("trimestre", "avant"):
            lues += self._cellules[1:]
        elif self._by is not None:
            lues += [
                replace(tout, etiquette=segment, segment=segment)
                for segment in self._releve.segments(tout.fenetre)
            ]
        return tuple(self._figure(cellule) for cellule in lues)

    def _fenetres(self) -> tuple[Window, ...]:
        voulues = [f for cellule in self._cellules for f in (cellule.fenetre, cellule.precedente) if f]
        voulues += self._closes.values()
        # A year with facts makes 0 of a part of it without any.
        if self._indicateur.nature in NATURES_AVEC_ZERO:
            annees = {f.debut.year for f in voulues if f.debut <= f.arrete}
            voulues += [self._calendrier.annee_entiere(annee) for annee in sorted(annees)]
        return tuple(dict.fromkeys(voulues))

    def _annees_closes(self) -> list[int]:
        """Return the closed years that a verdict may use: those of the document, or those asked before it."""
        if not self._indicateur.cibles:
            return []
        demandees = {cellule.annee for cellule in self._cellules}
        du_document = range(self._catalogue.autorite.periode_debut, self._filters.annee + 1)
        return sorted(n for n in demandees.union(du_document) if self._calendrier.annee_close(n))

    def _figure(self, cellule: Cellule) -> Measure:
        courant = self._releve.compte(cellule.fenetre, cellule.segment)
        precedent = self._releve.compte(cellule.precedente, cellule.segment) if cellule.precedente else None
        entier = self._entier and cellule.segment is None
        objectif = objectif_de(self._indicateur, cellule.annee, entier) if cellule.annuelle else None
        if objectif and objectif.chaque_annee and cellule.annee <= objectif.annee:
            precedent = None  # the year before is « non applicable »: there is nothing to compare with
        juge = self._juge(cellule, objectif) if objectif else None
        suite = juge.trajectoire if juge else None
        annee_cible = None
        if objectif:
            annee_cible = max(objectif.annee, cellule.annee) if objectif.chaque_annee else objectif.annee
        tendance = self._evolution(cellule, courant, precedent)
        part_montant = None
        if courant.montant is not None and courant.montant_total and courant.completude != 0:
            part_montant = courant.montant / courant.montant_total
        return Measure(
            code=self._indicateur.code,
            annee=cellule.annee,
            segment=cellule.etiquette,
            valeur=_nombre(courant.valeur),
            numerateur=float(courant.numerateur),
            denominateur=_nombre(courant.denominateur),
            inconnus=float(courant.inconnus),
            borne_basse=_nombre(courant.basse),
            borne_haute=_nombre(courant.haute),
            montant=_nombre(courant.montant),
            montant_haut=_nombre(courant.montant_haut),
            montant_total=_nombre(courant.montant_total),
            part_montant=_nombre(part_montant),
            completude=_nombre(courant.completude),
            n_moins_1=_nombre(precedent.valeur) if precedent else None,
            ecart=_nombre(self._ecart(courant.valeur, precedent.valeur)) if precedent else None,
            cible=_nombre(objectif.valeur) if objectif else None,
            annee_cible=annee_cible,
            statut=juge.statut if juge else tendance,
            arrete=cellule.fenetre.arrete,
            provisoire=self._provisoire(cellule, courant),
            effectif=courant.effectif,
            annee_jugee=suite.annee if suite else None,
            valeur_jugee=_nombre(suite.valeur) if suite else None,
            annee_base=suite.annee_base if suite else None,
            valeur_base=_nombre(suite.valeur_base) if suite else None,
            ecart_cible=_nombre(suite.ecart) if suite else None,
            manque=juge.manque if juge else None,
            rythme=_nombre(suite.rythme) if suite else None,
            rythme_requis=_nombre(suite.rythme_requis) if suite else None,
            projection=_nombre(suite.projection) if suite else None,
            annee_projection=suite.annee_projection if suite else None,
            tendance=tendance,
        )

    def _juge(self, cellule: Cellule, objectif: Objectif) -> _Juge:
        """Judge the last closed year that speaks for the cell's year."""
        reglages, autorite = self._catalogue.reglages, self._catalogue.autorite
        closes = [
            self._point(n, self._releve.compte(fenetre, cellule.segment))
            for n, fenetre in self._closes.items()
        ]
        echeance = None if objectif.chaque_annee else objectif.annee
        point = annee_jugee(cellule.annee, closes, echeance, reglages)
        base = self._base_de_reference(cellule)
        serie = comparables(closes, point.annee, autorite.periode_debut, base, reglages) if point else ()
        statut = verdict(point, serie, objectif, reglages, self._indicateur.definition_decidee)
        if point is None:
            return _Juge(statut, None, None)
        juge = self._releve.compte(self._calendrier.annee_entiere(point.annee), cellule.segment)
        return _Juge(
            statut,
            trajectoire(point, serie, objectif, autorite.periode_fin),
            self._manque(juge, objectif),
        )

    def _base_de_reference(self, cellule: Cellule) -> Point | None:
        """Return the figure of 2020 that the document states under this definition; it holds for the whole only."""
        valeur = self._indicateur.base_2020
        if valeur is None or not self._entier or cellule.segment is not None:
            return None
        return Point(_ANNEE_DE_REFERENCE, exact(valeur))

    def _manque(self, juge: Compte, objectif: Objectif) -> float | None:
        """Return what the numerator lacks: whole things for rates of things, € for rates of spending."""
        if juge.valeur is None or juge.denominateur is None:
            return None
        if self._indicateur.nature in NATURES_DE_PART:
            return manque(juge.numerateur, juge.denominateur, objectif)
        if self._indicateur.nature == "part_montant":
            return float(objectif.signe * (objectif.valeur * juge.denominateur - juge.numerateur))
        return None

    def _evolution(self, cellule: Cellule, courant: Compte, precedent: Compte | None) -> Statut:
        if not self._indicateur.definition_decidee:
            return Statut.DEFINITION_A_ARBITRER
        return evolution(
            self._point(cellule.annee, courant),
            self._point(cellule.annee - 1, precedent) if precedent else None,
            self._indicateur.sens,
            self._indicateur.unite == "%",
            self._catalogue.reglages,
            (courant.effectif, precedent.effectif if precedent else 0),
        )

    def _point(self, annee: int, compte: Compte) -> Point:
        """Read a cell as a year to judge; n_min is asked of rates and averages, not of counts and volumes."""
        sur_effectif = self._indicateur.est_un_taux or self._indicateur.nature == "moyenne"
        return Point(
            annee=annee,
            valeur=compte.valeur,
            basse=compte.basse,
            haute=compte.haute,
            effectif=compte.effectif if sur_effectif else None,
            couverture=compte.completude,
        )

    def _ecart(self, valeur: Fraction | None, avant: Fraction | None) -> Fraction | None:
        """Compare with N-1 (R8): points for rates, relative change otherwise."""
        if valeur is None or avant is None:
            return None
        if self._indicateur.est_un_taux:
            return valeur - avant
        return (valeur - avant) / avant if avant != 0 else None

    def _provisoire(self, cellule: Cellule, courant: Compte) -> bool:
        seuil = exact(self._catalogue.reglages.completude_provisoire)
        return not self._calendrier.close(cellule.fin) or (
            courant.completude is not None and courant.completude < seuil
        )


def _nombre(valeur: Fraction | None) -> float | None:
    return None if valeur is None else float(valeur)
