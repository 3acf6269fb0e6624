"""Rows under the headings that are no data: repeated headings, totals that add up, notes under the table."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from spaser.ingest.read.entete_certaine import noms_connus
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.natures import Nature, en_nombre, est_nulle, nature_de

_TOTAL = re.compile(
    r"(?:sous[- ]?total|total|totaux|grand total|cumul|somme|moyenne|report|à reporter|consolidation|récapitulatif)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\(?[*†(]|(?:source|note|nb|n\.b|légende|édité|extrait|export|fin d|page|mis à jour|dernière)",
    re.IGNORECASE,
)
_REMEDE = "Retirez cette ligne du fichier, ou exportez le tableau seul, puis recommencez."
_SEULE = "une seule cellule est remplie : rien ne dit si c'est un titre, une note ou une donnée"
_PLEINE = 3
_VOISINES = 8

Rangee = tuple[int, list[str]]


def ecarter(
    entetes: list[str], donnees: Sequence[Rangee], natures: Sequence[Nature | None], occupees: set[int]
) -> tuple[list[Rangee], list[tuple[int, str]]]:
    """Part the rows under the headings: data, and rows that are certainly none, each with its reason.

    Args:
        entetes: the headings.
        donnees: the rows under them, none blank.
        natures: what each column holds.
        occupees: the numbers of all the rows that hold something: the others are blank.

    Raises:
        LectureRefuseeError: a row may be data or not, and nothing tells.
    """
    gardees: list[Rangee] = []
    ecartees: list[tuple[int, str]] = []
    usuel = median(sum(map(bool, c)) for _, c in donnees)
    derniere = max((n for n, c in donnees if sum(map(bool, c)) > 1), default=0)
    sommes = _Sommes(len(entetes))
    voisines: deque[list[Nature | None]] = deque(maxlen=_VOISINES)
    for numero, cellules in donnees:
        apres_un_blanc = numero - 1 not in occupees
        remplies = sum(map(bool, cellules))
        if cellules == entetes:
            ecartees.append((numero, "entete_repetee"))
        elif _a_l_air_d_un_total(cellules, remplies, usuel, natures):
            if not sommes.egale(cellules):
                raise _refus(
                    "total_incertain",
                    numero,
                    "cette ligne a l'air d'un total, mais n'est pas la somme des lignes qui la précèdent",
                )
            ecartees.append((numero, "ligne_total"))
        elif remplies == 1 and usuel >= _PLEINE:
            if numero < derniere or not _est_une_note(cellules, natures[0], apres_un_blanc=apres_un_blanc):
                raise _refus("ligne_incomplete", numero, _SEULE)
            ecartees.append((numero, "note"))
        else:
            if _est_etrangere(cellules, natures, apres_un_blanc=apres_un_blanc) or _rompt(cellules, voisines):
                raise _refus(
                    "autre_tableau",
                    numero,
                    "aucune cellule n'y ressemble à celles de sa colonne : c'est sans doute l'en-tête d'un autre tableau",
                )
            voisines.append([nature_de(c) if c else None for c in cellules])
            sommes.ajouter(cellules)
            gardees.append((numero, cellules))
    if not gardees:
        raise _refus("aucune_ligne", donnees[0][0], "il n'y a aucune ligne de données sous les en-têtes")
    return gardees, ecartees


def noter(
    dessous: Sequence[Rangee], premiere: Nature | None, rangees: Sequence[Rangee]
) -> list[tuple[int, str]]:
    """Set aside the texts alone in their line under the table; refuse one that may be the first cell of a row cut short.

    Args:
        dessous: those lines.
        premiere: what the first column holds.
        rangees: all the rows that hold something.
    """
    occupees = {n for n, _ in rangees} - {n for n, _ in dessous}
    for numero, cellules in dessous:
        if not _est_une_note(cellules, premiere, apres_un_blanc=numero - 1 not in occupees):
            raise _refus("ligne_incomplete", numero, _SEULE)
    return [(numero, "note") for numero, _ in dessous]


def _refus(regle: str, ligne: int, constat: str) -> LectureRefuseeError:
    return LectureRefuseeError(regle, f"Ligne {ligne} : {constat}.", _REMEDE, ligne=ligne)


def _a_l_air_d_un_total(
    cellules: Sequence[str], remplies: int, usuel: float, natures: Sequence[Nature | None]
) -> bool:
    """Tell a row named « Total » from a supplier of that name, whose row is as full as the others."""
    rang = next((r for r, c in enumerate(cellules) if c and en_nombre(c) is None), None)
    if rang is None or _TOTAL.match(cellules[rang]) is None:
        return False
    nature = natures[rang]
    return (
        remplies <= usuel * 2 / 3
        or remplies < usuel
        or (nature is not None and not nature.convient(cellules[rang]))
    )


def _est_une_note(cellules: Sequence[str], premiere: Nature | None, *, apres_un_blanc: bool) -> bool:
    texte = next(c for c in cellules if c)
    if texte != cellules[0]:
        return False
    if premiere is not None:
        return not premiere.convient(texte)
    return apres_un_blanc or _NOTE.match(texte) is not None


def _est_etrangere(
    cellules: Sequence[str], natures: Sequence[Nature | None], *, apres_un_blanc: bool
) -> bool:
    jugees = [(c, n) for c, n in zip(cellules, natures, strict=True) if n is not None and not est_nulle(c)]
    if not jugees:
        return apres_un_blanc and not any(natures)
    contraires = sum(not n.convient(c) for c, n in jugees)
    return contraires == len(jugees)


def _rompt(cellules: Sequence[str], voisines: Sequence[Sequence[Nature | None]]) -> bool:
    """Tell a row that begins another table: words that name columns, or nothing in common with the rows just above."""
    remplies = [c for c in cellules if c]
    if noms_connus(remplies) * 2 > max(len(remplies), 2):
        return True
    if len(voisines) < _PLEINE:
        return False
    communes = [colonne[0] if len(set(colonne)) == 1 else None for colonne in zip(*voisines, strict=True)]
    jugees = [
        (nature_de(c) == n, n.nom) for c, n in zip(cellules, communes, strict=True) if n and not est_nulle(c)
    ]
    if len(jugees) == 1 and jugees[0][1] == "code":
        return False  # the shape of one code may change: A-9, then A-10
    return bool(jugees) and not any(semblable for semblable, _ in jugees)


class _Sommes:
    """Running sums of every column, since the beginning and since the last total."""

    def __init__(self, largeur: int) -> None:
        self.toutes = [Decimal(0)] * largeur
        self.partielles = [Decimal(0)] * largeur

    def ajouter(self, cellules: Sequence[str]) -> None:
        for rang, cellule in enumerate(cellules):
            nombre = en_nombre(cellule) if cellule else None
            if nombre is not None:
                self.toutes[rang] += nombre
                self.partielles[rang] += nombre

    def egale(self, cellules: Sequence[str]) -> bool:
        """Tell whether every number of the row is the sum of its column; the partial sums then start again."""
        nombres = [(rang, n) for rang, c in enumerate(cellules) if c and (n := en_nombre(c)) is not None]
        prouve = any(n for _, n in nombres) and any(
            all(sommes[rang] == n for rang, n in nombres) for sommes in (self.toutes, self.partielles)
        )
        if prouve:
            self.partielles = [Decimal(0)] * len(self.partielles)
        return prouve
