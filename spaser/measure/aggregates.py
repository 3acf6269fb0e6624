"""Many indicators counted at once: from the counts made ahead where they are exact, from their facts elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from weakref import WeakKeyDictionary

from spaser.measure.counts import Cles, compter
from spaser.measure.distinct_counts import compter_distincts
from spaser.measure.filters import Filters
from spaser.measure.held_counts import Entiers, HeldCounts, held_counts
from spaser.measure.perimeter import Perimeter
from spaser.measure.questions import Demande, Question, maille_de, questions_de, segments_numerotes
from spaser.measure.running_sums import RunningSums
from spaser.measure.version import VersionLike
from spaser.measure.windows import Window
from spaser.store import Agregats

_Methode = Callable[
    [VersionLike, Agregats, Sequence[Demande], Filters, Perimeter, str | None], dict[str, Cles]
]
_NON_AFFECTE = "Non affecté"
_GARDES: WeakKeyDictionary[VersionLike, dict[object, Mapping[str, Cles]]] = WeakKeyDictionary()
_GARDES_MAX = 200


def compter_ensemble(
    version: VersionLike,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
) -> dict[str, Cles]:
    """Count several indicators, in one statement at most where the version holds their counts; by code, as ``compter`` does.

    A window that the counts do not fit (an observation date in the middle of a month) is counted on the facts.
    """
    agregats = version.agregats
    connues: dict[Window, bool] = {}
    rapides = [] if agregats is None else [d for d in demandes if _exacte(agregats, d, connues)]
    comptees = {demande.indicateur.code for demande in rapides}
    trouves = {
        demande.indicateur.code: compter(
            version, demande.indicateur, filters, perimeter, demande.fenetres, par
        )
        for demande in demandes
        if demande.indicateur.code not in comptees
    }
    if agregats is not None:
        partagees: dict[_Methode, list[Demande]] = defaultdict(list)
        for demande in rapides:
            partagees[_methode(agregats, demande, filters, perimeter, par)].append(demande)
        for methode, choisies in partagees.items():
            trouves |= methode(version, agregats, choisies, filters, perimeter, par)
    return trouves


def _methode(
    agregats: Agregats, demande: Demande, filters: Filters, perimeter: Perimeter, par: str | None
) -> _Methode:
    if agregats.releves[demande.indicateur.vue].additif:
        return _additionner
    if not _observee(agregats, demande, filters, perimeter, par):
        return compter_distincts
    return _additionner if par is None else _observer


def presents(
    version: VersionLike, demandes: tuple[Demande, ...], filters: Filters, perimeter: Perimeter
) -> Mapping[str, Cles]:
    """Return where indicators have facts that the filtered dimensions tell apart: there, absence under the filter means 0.

    Meetings that bear no domaine are not « 0 meeting » of a domaine: nobody knows. The same for every filter on those dimensions, so kept.
    """
    tous = replace(filters, domaines=(), dga=(), territoires=())
    filtrees = {"domaine": filters.domaines, "dga": filters.dga, "territoire": filters.territoires}
    gardes = _GARDES.setdefault(version, {})
    trouves: dict[str, Cles] | None = None
    for par in (dimension for dimension, choisis in filtrees.items() if choisis):
        cle = (tuple((d.indicateur.code, d.fenetres) for d in demandes), tous, perimeter, par)
        lus = gardes.get(cle)
        if lus is None:
            lus = {
                code: _affectes(cles)
                for code, cles in compter_ensemble(version, demandes, tous, perimeter, par).items()
            }
            if len(gardes) >= _GARDES_MAX:
                gardes.clear()
            gardes[cle] = lus
        trouves = dict(lus) if trouves is None else {c: _communs(cles, lus[c]) for c, cles in trouves.items()}
    return trouves or {}


def _affectes(cles: Cles) -> Cles:
    """Keep the wholes of the windows in which a segment other than « Non affecté » has a fact."""
    dits = {fenetre for fenetre, segment in cles if segment not in (None, _NON_AFFECTE)}
    return {
        (fenetre, None): ligne
        for (fenetre, segment), ligne in cles.items()
        if segment is None and fenetre in dits
    }


def _communs(premiers: Cles, seconds: Cles) -> Cles:
    return {cle: ligne for cle, ligne in premiers.items() if cle in seconds}


def _exacte(agregats: Agregats, demande: Demande, connues: dict[Window, bool]) -> bool:
    """Whether the counts fit every window of an indicator; ``connues`` keeps the answer of each, the same for many indicators."""
    if demande.indicateur.vue not in agregats.releves:
        return False
    for fenetre in demande.fenetres:
        lue = fenetre.ouverte(demande.indicateur.periode)
        if lue not in connues:
            connues[lue] = agregats.exacts(lue.debut, lue.arrete)
        if not connues[lue]:
            return False
    return True


def _observee(
    agregats: Agregats, demande: Demande, filters: Filters, perimeter: Perimeter, par: str | None
) -> bool:
    """Whether distinct things were observed ahead as asked: one segment at most, or those of one dimension, from 1 January (or ever) to a known day."""
    stock = agregats.releves[demande.indicateur.vue].stock
    choisis = {"domaine": filters.domaines, "dga": filters.dga, "territoire": filters.territoires}
    dimensions = {dimension for dimension, noms in choisis.items() if noms} | ({par} if par else set())
    lues = (fenetre.ouverte(demande.indicateur.periode) for fenetre in demande.fenetres)
    return (
        perimeter.est_tout
        and len(dimensions) <= 1
        and max(map(len, choisis.values())) <= 1
        and all(
            f.arrete < f.debut
            or (
                f.debut == (date.min if stock else date(f.arrete.year, 1, 1))
                and f.arrete <= agregats.observees[1]
            )
            for f in lues
        )
    )


def _observer(
    version: VersionLike,
    agregats: Agregats,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
) -> dict[str, Cles]:
    """Count distinct things observed ahead, in each segment and as a whole: that is read apart, for segments do not add up to it."""
    tous, segments = (_additionner(version, agregats, demandes, filters, perimeter, p) for p in (None, par))
    return {
        code: cles | {cle: ligne for cle, ligne in segments[code].items() if cle[1] is not None}
        for code, cles in tous.items()
    }


def compter_mobiles(
    version: VersionLike,
    agregats: Agregats,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str,
) -> dict[str, Cles]:
    """Count indicators that add up, in windows that the counts fit: the whole, and the segments that changed between the first and the last window."""
    return _additionner(version, agregats, demandes, filters, perimeter, par, mobiles=True)


def _additionner(
    version: VersionLike,
    agregats: Agregats,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
    *,
    mobiles: bool = False,
) -> dict[str, Cles]:
    """Count what adds up, and distinct things observed ahead, by differences of running sums."""
    questions = questions_de(agregats, demandes, filters)
    numeros = segments_numerotes(agregats, filters, perimeter)
    maille = maille_de(filters, perimeter, par)
    sommes = {}
    for vue in {_vue(question) for question in questions}:
        comptes = held_counts(version, vue, maille)
        posees = [question for question in questions if _vue(question) == vue]
        rangs = comptes.retenues({question.releve for question in posees}, numeros)
        sommes[vue] = RunningSums.of(comptes, _dans_le_temps(comptes, rangs, posees), par)
    noms = None if par is None else {n: nom for nom, n in agregats.segments.get(par, {}).items()}
    trouves: dict[str, Cles] = {}
    for question in questions:
        lignes = sommes[_vue(question)].lignes(question, noms, mobiles)
        trouves.update(dict.fromkeys(question.codes, lignes))
    return trouves


def _dans_le_temps(comptes: HeldCounts, rangs: Entiers, questions: Iterable[Question]) -> Entiers:
    """Leave out the rows before or after all windows: no sum of theirs is asked."""
    lues = [
        (fenetre.arrete if question.observe else fenetre.debut, fenetre.arrete)
        for question in questions
        for fenetre in question.fenetres
    ]
    jours = comptes.jours[rangs]
    premier, dernier = min(debut for debut, _ in lues), max(arrete for _, arrete in lues)
    retenus: Entiers = rangs[(jours >= premier.toordinal()) & (jours <= dernier.toordinal())]
    return retenus


def _vue(question: Question) -> str:
    return "agregats.etats" if question.observe else "agregats.cumuls"
