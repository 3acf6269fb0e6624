"""Segments side by side: each value against the median of its column, or what its purchases lead to expect. Pure.

The median is taken over the segments that can be compared: a known value, enough things (``segment_petit``), and a name
(« Non affecté » is nobody). « À achats égaux », each segment has a value of its own to be read against: see ``attendu``.
A gap of one thing at most, or within the stable band of the settings, is no gap; one that what is not filled in could undo is
not read (R7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isclose
from statistics import median

from spaser.catalogue import Indicateur, Reglages
from spaser.measure.counts import NATURES_AVEC_ZERO
from spaser.measure.model import Measure
from spaser.measure.statuses import Statut

NON_AFFECTE = "Non affecté"
_EXACT = 1e-9
_COMPARABLES_MIN = 2  # the median of a single value is that value


class Lecture(StrEnum):
    """How a cell reads against its median."""

    NETTEMENT_PLUS = "nettement_plus_favorable"
    PLUS = "plus_favorable"
    PROCHE = "proche"
    MOINS = "moins_favorable"
    NETTEMENT_MOINS = "nettement_moins_favorable"
    NON_CONCLUANT = "non_concluant"
    SANS_COMPARAISON = "sans_comparaison"
    PETIT = "petit"
    NON_RENSEIGNE = "non_renseigne"
    NON_APPLICABLE = "non_applicable"


_FAVORABLES = frozenset({Lecture.PLUS, Lecture.NETTEMENT_PLUS})
_DEFAVORABLES = frozenset({Lecture.MOINS, Lecture.NETTEMENT_MOINS})


@dataclass(frozen=True)
class Case:
    """One cell: the value of an indicator for a segment, ``effectif`` things, its gap from ``repere`` in the value's unit.

    ``repere`` is the median of the column, or what is expected of the segment's purchases; None where there is none.
    ``valeur`` is None where nothing is known or nothing exists; ``lecture`` says which. ``incomplet``: completeness under
    the setting of the method (step 2).
    """

    segment: str
    valeur: float | None
    effectif: int
    completude: float | None
    ecart: float | None
    lecture: Lecture
    incomplet: bool
    repere: float | None = None


@dataclass(frozen=True)
class Colonne:
    """An indicator over all segments: the median of the comparable ones, and one cell per segment, in the order asked."""

    code: str
    mediane: float | None
    comparables: int
    ensemble: Case
    cases: tuple[Case, ...]


def colonne(
    indicateur: Indicateur, mesures: Sequence[Measure], segments: Sequence[str], reglages: Reglages
) -> Colonne:
    """Compare the segments of one indicator; ``mesures`` is the whole, then its segments.

    A segment without any row is « 0 » for a number or an amount that exists elsewhere, « non applicable » for a rate.
    """
    lues = _lues(mesures, segments)
    compares = [
        mesure.valeur
        for nom, mesure in lues.items()
        if mesure is not None and mesure.valeur is not None and _comparable(nom, mesure, reglages)
    ]
    milieu = median(compares) if len(compares) >= _COMPARABLES_MIN else None
    reperes = {} if milieu is None else dict.fromkeys(segments, milieu)
    return _colonne(indicateur, mesures[0], lues, reperes, (milieu, len(compares)), reglages)


def colonne_a_achats_egaux(
    indicateur: Indicateur,
    mesures: Sequence[Measure],
    segments: Sequence[str],
    attendus: Mapping[str, float],
    reglages: Reglages,
) -> Colonne:
    """Compare each segment of one indicator with what its own purchases lead to expect (see ``attendu``); no median then."""
    lues = _lues(mesures, segments)
    comparables = sum(
        mesure is not None and nom in attendus and _comparable(nom, mesure, reglages)
        for nom, mesure in lues.items()
    )
    return _colonne(indicateur, mesures[0], lues, attendus, (None, comparables), reglages)


def attendu(ensemble: Sequence[Measure], segment: Sequence[Measure]) -> float | None:
    """Return the rate that a segment would have if it did as the whole in each domaine: Σ n(segment, d) × taux(d) ÷ n(segment).

    Both are the same rate: the whole, then its domaines. What is not filled in counts in n and never as a « yes », as in every
    rate (R7). None where the things of the segment are not the sum of those of its domaines (a supplier of two domaines), or where
    nothing says the rate of one of them.
    """
    choses = {m.segment: m.denominateur for m in segment[1:] if m.denominateur}
    communs = {m.segment: m.numerateur / m.denominateur for m in ensemble[1:] if m.denominateur}
    total = segment[0].denominateur
    if not total or not choses.keys() <= communs.keys():
        return None
    if not isclose(sum(choses.values()), total, rel_tol=_EXACT):
        return None
    return sum(nombre * communs[domaine] for domaine, nombre in choses.items()) / total


def _lues(mesures: Sequence[Measure], segments: Sequence[str]) -> dict[str, Measure | None]:
    par_segment = {m.segment: m for m in mesures[1:]}
    return {nom: par_segment.get(nom) for nom in segments}


def _colonne(
    indicateur: Indicateur,
    ensemble: Measure,
    lues: Mapping[str, Measure | None],
    reperes: Mapping[str, float],
    milieu: tuple[float | None, int],
    reglages: Reglages,
) -> Colonne:
    ecarts = [
        abs(mesure.valeur - reperes[nom])
        for nom, mesure in lues.items()
        if mesure is not None
        and mesure.valeur is not None
        and nom in reperes
        and _comparable(nom, mesure, reglages)
    ]
    dispersion = median(ecarts) if ecarts else 0.0
    zero = ensemble.valeur is not None and indicateur.nature in NATURES_AVEC_ZERO
    return Colonne(
        code=indicateur.code,
        mediane=milieu[0],
        comparables=milieu[1],
        ensemble=_case(indicateur, NON_AFFECTE, ensemble, None, 0.0, reglages),
        cases=tuple(
            _absente(nom, zero)
            if mesure is None
            else _case(indicateur, nom, mesure, reperes.get(nom), dispersion, reglages)
            for nom, mesure in lues.items()
        ),
    )


def segments_presents(mesures: Iterable[Sequence[Measure]], ordre: Sequence[str]) -> tuple[str, ...]:
    """Return the segments that any indicator counts: those known in their order, then the others, « Non affecté » last."""
    presents = {m.segment for mesure in mesures for m in mesure[1:] if m.segment is not None and m.effectif}
    connus = [nom for nom in ordre if nom in presents and nom != NON_AFFECTE]
    autres = sorted(presents - {*connus, NON_AFFECTE})
    return (*connus, *autres, *((NON_AFFECTE,) if NON_AFFECTE in presents else ()))


def ventiles(mesures: Mapping[str, Sequence[Measure]]) -> tuple[str, ...]:
    """Return the codes that have a fact in a named segment: the others cannot be split this way."""
    return tuple(
        code
        for code, trouvees in mesures.items()
        if any(m.segment not in (None, NON_AFFECTE) and m.effectif for m in trouvees[1:])
    )


def se_compare(indicateur: Indicateur) -> bool:
    """Whether a gap means something whatever the size: a rate or an average, with a wanted direction."""
    return (indicateur.est_un_taux or indicateur.nature == "moyenne") and indicateur.sens != "neutre"


def _comparable(nom: str, mesure: Measure, reglages: Reglages) -> bool:
    return nom != NON_AFFECTE and mesure.effectif >= reglages.segment_petit


def _case(
    indicateur: Indicateur,
    nom: str,
    mesure: Measure,
    repere: float | None,
    dispersion: float,
    reglages: Reglages,
) -> Case:
    ecart = None if mesure.valeur is None or repere is None else mesure.valeur - repere
    return Case(
        segment=nom,
        valeur=mesure.valeur,
        effectif=mesure.effectif,
        completude=mesure.completude,
        ecart=ecart,
        lecture=_lecture(indicateur, nom, mesure, repere, dispersion, reglages),
        incomplet=mesure.completude is not None and mesure.completude < reglages.couverture_min,
        repere=repere,
    )


def _lecture(
    indicateur: Indicateur,
    nom: str,
    mesure: Measure,
    repere: float | None,
    dispersion: float,
    reglages: Reglages,
) -> Lecture:
    if mesure.statut == Statut.NON_APPLICABLE:
        return Lecture.NON_APPLICABLE
    if mesure.valeur is None:
        sans_objet = not mesure.effectif and (indicateur.est_un_taux or indicateur.nature == "moyenne")
        return Lecture.NON_APPLICABLE if sans_objet else Lecture.NON_RENSEIGNE
    if mesure.effectif < reglages.segment_petit and se_compare(indicateur):
        return Lecture.PETIT
    if repere is None or nom == NON_AFFECTE or not se_compare(indicateur):
        return Lecture.SANS_COMPARAISON
    bande = _bande(indicateur, mesure, repere, reglages)
    bouts = {
        _d_un_ecart(indicateur, (mesure.valeur if bout is None else bout) - repere, bande, dispersion)
        for bout in (mesure.borne_basse, mesure.borne_haute)
    }
    if len(bouts) == 1:
        return bouts.pop()
    if bouts <= _FAVORABLES:
        return Lecture.PLUS
    return Lecture.MOINS if bouts <= _DEFAVORABLES else Lecture.NON_CONCLUANT


def _d_un_ecart(indicateur: Indicateur, ecart: float, bande: float, dispersion: float) -> Lecture:
    if abs(ecart) <= bande:
        return Lecture.PROCHE
    favorable = (ecart > 0) == (indicateur.sens == "hausse")
    if abs(ecart) > max(dispersion, 2 * bande):
        return Lecture.NETTEMENT_PLUS if favorable else Lecture.NETTEMENT_MOINS
    return Lecture.PLUS if favorable else Lecture.MOINS


def _bande(indicateur: Indicateur, mesure: Measure, repere: float, reglages: Reglages) -> float:
    """Return the gap under which two values are not told apart: a point or one thing for a % (as step 9), else relative."""
    if indicateur.unite == "%":
        return max(reglages.stable_taux_min, reglages.stable_taux_unites / max(1, mesure.effectif))
    return reglages.stable_relatif * abs(repere)


def _absente(nom: str, zero: bool) -> Case:
    if zero:
        return Case(nom, 0.0, 0, None, None, Lecture.SANS_COMPARAISON, incomplet=False)
    return Case(nom, None, 0, None, None, Lecture.NON_APPLICABLE, incomplet=False)
