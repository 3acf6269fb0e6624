"""Many indicators counted at once: from the counts made ahead where they are exact, from their facts elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from spaser.catalogue import Indicateur
from spaser.measure.counts import Cles, Ligne, compter, part
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Window
from spaser.store import NATURES_DE_PANEL, Comptage, sql

_Groupe = tuple[tuple[Window, ...], str]


@dataclass(frozen=True)
class Demande:
    """An indicator to count in some windows."""

    indicateur: Indicateur
    fenetres: tuple[Window, ...]


def compter_ensemble(
    version: VersionLike,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
) -> dict[str, Cles]:
    """Count several indicators, in two statements where the version holds their counts; by code, as ``compter`` does.

    A window that the counts do not fit (an observation date in the middle of a month) is counted on the facts.
    """
    rapides: dict[str, Comptage] = {}
    for demande in demandes:
        releve = _releve_exact(version, demande)
        if releve is not None:
            rapides[demande.indicateur.code] = releve
    trouves = {
        demande.indicateur.code: compter(
            version, demande.indicateur, filters, perimeter, demande.fenetres, par
        )
        for demande in demandes
        if demande.indicateur.code not in rapides
    }
    for additif in (True, False):
        choisies = [d for d in demandes if (r := rapides.get(d.indicateur.code)) and r.additif is additif]
        if choisies:
            trouves |= _compter(version, choisies, rapides, filters, perimeter, par, additif)
    return trouves


def _releve_exact(version: VersionLike, demande: Demande) -> Comptage | None:
    agregats = version.agregats
    if agregats is None:
        return None
    lues = (fenetre.ouverte(demande.indicateur.periode) for fenetre in demande.fenetres)
    if not all(agregats.exacts(fenetre.debut, fenetre.arrete) for fenetre in lues):
        return None
    return agregats.releves.get(demande.indicateur.vue)


def _compter(
    version: VersionLike,
    demandes: Sequence[Demande],
    releves: Mapping[str, Comptage],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
    additif: bool,
) -> dict[str, Cles]:
    groupes: dict[_Groupe, int] = {}
    voulus: dict[tuple[int, int], list[str]] = defaultdict(list)
    panels: dict[tuple[int, int], bool] = {}
    for demande in demandes:
        indicateur = demande.indicateur
        lues = tuple(fenetre.ouverte(indicateur.periode) for fenetre in demande.fenetres)
        perimetre = filters.perimetre or indicateur.perimetre_defaut
        groupe = groupes.setdefault((lues, perimetre), len(groupes))
        cle = (releves[indicateur.code].numero, groupe)
        voulus[cle].append(indicateur.code)
        panels[cle] = indicateur.nature in NATURES_DE_PANEL
    fenetres = [
        (groupe, numero, fenetre.debut, fenetre.arrete)
        for (lues, _), groupe in groupes.items()
        for numero, fenetre in enumerate(lues)
    ]
    perimetres = {groupe: perimetre for (_, perimetre), groupe in groupes.items()}
    parametres: dict[str, object] = {
        "vue": "agregats.cumuls" if additif else "agregats.choses",
        "entier": par is None and perimeter.est_tout and not filters.restreint,
        "releves": [releve for releve, _ in voulus],
        "groupes": [groupe for _, groupe in voulus],
        "perimetres_retenus": [perimetres[groupe] for _, groupe in voulus],
        "fenetres_groupes": [ligne[0] for ligne in fenetres],
        "fenetres": [ligne[1] for ligne in fenetres],
        "debuts": [ligne[2] for ligne in fenetres],
        "arretes": [ligne[3] for ligne in fenetres],
        "par": par,
        "domaines": list(filters.domaines) or None,
        "dga": list(filters.dga) or None,
        "territoires": list(filters.territoires) or None,
        **perimeter.parametres(),
    }
    if not additif:
        parametres["panels"] = [panels[cle] for cle in voulus]
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(sql("measure/compter_cumuls" if additif else "measure/compter_choses"), parametres)
    return _par_code(cursor.fetchall(), voulus)


def _par_code(
    lues: Iterable[tuple[Any, ...]], voulus: Mapping[tuple[int, int], list[str]]
) -> dict[str, Cles]:
    """Put the answers of each cell together, then give each indicator its cells."""
    cellules: dict[tuple[int, int], dict[tuple[int, str | None], list[tuple[Any, ...]]]] = {
        cle: defaultdict(list) for cle in voulus
    }
    for releve, groupe, fenetre, segmente, segment, *compte in lues:
        cellules[releve, groupe][fenetre, segment if segmente else None].append(tuple(compte))
    trouves: dict[str, Cles] = {}
    for cle, codes in voulus.items():
        cles = {cellule: _ligne(reponses) for cellule, reponses in cellules[cle].items()}
        trouves.update(dict.fromkeys(codes, cles))
    return trouves


def _ligne(reponses: Sequence[tuple[Any, ...]]) -> Ligne:
    connues = [(appartient, effectif) for appartient, effectif, *_ in reponses if appartient is not None]
    return Ligne(
        effectif=sum(reponse[1] for reponse in reponses),
        chiffres=sum(reponse[2] for reponse in reponses),
        oui=sum((part(appartient) * effectif for appartient, effectif in connues), Fraction(0)),
        connus=sum(effectif for _, effectif in connues),
        montant=_somme(reponse[3] for reponse in reponses),
        montant_min=_somme(reponse[4] for reponse in reponses),
        montant_max=_somme(reponse[5] for reponse in reponses),
    )


def _somme(montants: Iterable[Decimal | None]) -> Fraction | None:
    connus = [montant for montant in montants if montant is not None]
    return Fraction(sum(connus, Decimal(0))) if connus else None
