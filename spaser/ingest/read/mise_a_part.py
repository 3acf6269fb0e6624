"""Rows under the headings that are no data: repeated headings, totals that add up, notes under the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.natures import Nature, contredit, en_nombre, nature
from spaser.ingest.read.ruptures import Rangee, Ruptures

_TOTAL = re.compile(
    r"(?:sous[- ]?total|total|totaux|grand total|cumul|somme|moyenne|report|à reporter|consolidation|récapitulatif)\b",
    re.IGNORECASE,
)
_TOTAL_SEUL = re.compile(r"(?:sous[- ]?)?tota(?:l|ux)(?: g[ée]n[ée]ra(?:l|ux))?\s*:?", re.IGNORECASE)
_NOTE = re.compile(
    r"\(?[*†(]|\d+ (?:lignes?|enregistrements?|résultats?)\b|(?:source|note|nb|n\.b|légende|édité|extrait|export|fin d|page|mis à jour|dernière)",
    re.IGNORECASE,
)
_REMEDE = "Retirez cette ligne du fichier, ou exportez le tableau seul, puis recommencez."
_SEULE = "une seule cellule est remplie : rien ne dit si c'est un titre, une note ou une donnée"
_PLEINE = 3
_COURT = 20
_USUELS = (";", ",", "\t", "|")


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
    comptes = [sum(map(bool, c)) for _, c in donnees]
    usuel, toutes = median([n for n in comptes if n > 1] or [1]), median(comptes)
    derniere = max((n for n, c in donnees if sum(map(bool, c)) > 1), default=0)
    sommes = _Sommes(len(entetes))
    ruptures = Ruptures(donnees, natures, occupees)
    for rang, (numero, cellules) in enumerate(donnees):
        a_part = numero - 1 not in occupees or (bool(ecartees) and ecartees[-1] == (numero - 1, "note"))
        remplies = sum(map(bool, cellules))
        if cellules == entetes:
            if remplies == 1 and not any(map(contredit, cellules, natures)):
                raise _refus(
                    "entete_repetee",
                    numero,
                    "rien ne dit si cette ligne répète l'en-tête ou si c'est une donnée",
                )
            ecartees.append((numero, "entete_repetee"))
        elif _a_l_air_d_un_total(cellules, remplies, usuel, natures, derniere=rang == len(donnees) - 1):
            if not sommes.egale(cellules):
                raise _refus(
                    "total_incertain",
                    numero,
                    "cette ligne a l'air d'un total, mais n'est pas la somme des lignes qui la précèdent",
                )
            ecartees.append((numero, "ligne_total"))
        elif remplies == 1 and _est_seule(
            cellules, _natures_sans(rang, donnees, natures), usuel, toutes, a_part=a_part
        ):
            if (
                numero < derniere
                or not _est_une_note(cellules, natures, a_part=a_part)
                or (usuel < _PLEINE and _NOTE.match(cellules[0]) is None)
            ):
                raise _refus("ligne_incomplete", numero, _SEULE)
            ecartees.append((numero, "note"))
        else:
            if constat := ruptures.constat(rang):
                raise _refus("autre_tableau", numero, constat)
            ruptures.admettre(cellules)
            sommes.ajouter(cellules)
            gardees.append((numero, cellules))
    if not gardees:
        raise _refus("aucune_ligne", donnees[0][0], "il n'y a aucune ligne de données sous les en-têtes")
    return gardees, ecartees


def noter(
    dessous: Sequence[Rangee], natures: Sequence[Nature | None], rangees: Sequence[Rangee]
) -> list[tuple[int, str]]:
    """Set aside the texts alone in their line under the table; refuse one that may be the first cell of a row cut short.

    Args:
        dessous: those lines.
        natures: what each column holds.
        rangees: all the rows that hold something.
    """
    occupees = {n for n, _ in rangees} - {n for n, _ in dessous}
    for numero, cellules in dessous:  # under another note, a line is no more a row than after a blank
        if not _est_une_note(cellules, natures, a_part=numero - 1 not in occupees):
            raise _refus("ligne_incomplete", numero, _SEULE)
    return [(numero, "note") for numero, _ in dessous]


def _refus(regle: str, ligne: int, constat: str) -> LectureRefuseeError:
    return LectureRefuseeError(regle, f"Ligne {ligne} : {constat}.", _REMEDE, ligne=ligne)


def _a_l_air_d_un_total(
    cellules: Sequence[str], remplies: int, usuel: float, natures: Sequence[Nature | None], *, derniere: bool
) -> bool:
    """Tell a row named « Total » from a supplier of that name, whose row is as full as the others."""
    rang = next((r for r, c in enumerate(cellules) if c and en_nombre(c) is None), None)
    if rang is None or _TOTAL.match(cellules[rang]) is None:
        return False
    sienne = natures[rang]
    if _TOTAL_SEUL.fullmatch(cellules[rang]) and derniere:
        return True
    return (
        remplies <= usuel * 2 / 3
        or remplies < usuel
        or (sienne is not None and not sienne.convient(cellules[rang]))
    )


def _natures_sans(
    rang: int, donnees: Sequence[Rangee], natures: Sequence[Nature | None]
) -> Sequence[Nature | None]:
    """Return what the columns hold in the other rows: in a short table, one row changes it."""
    if len(donnees) > _COURT:
        return natures
    autres = [c for r, (_, c) in enumerate(donnees) if r != rang]
    return [nature(colonne) for colonne in zip(*autres, strict=True)] if autres else natures


def _est_seule(
    cellules: Sequence[str], natures: Sequence[Nature | None], usuel: float, toutes: float, *, a_part: bool
) -> bool:
    """Tell the one filled cell of a row that nothing says to be a value of its column.

    Args:
        cellules: the row.
        natures: what the other rows hold in each column.
        usuel: filled cells of a row that has several.
        toutes: filled cells of any row.
        a_part: a blank or a note is just above.
    """
    place = next(rang for rang, c in enumerate(cellules) if c)
    if place == 0 and len(cellules) > 1 and (_NOTE.match(cellules[0]) or (a_part and usuel >= _PLEINE)):
        return True
    sienne = natures[place]
    if sienne is None:
        return toutes >= _PLEINE
    if contredit(cellules[place], sienne):
        return len(cellules) > 1
    return place == 0 and toutes >= _PLEINE


def _est_une_note(cellules: Sequence[str], natures: Sequence[Nature | None], *, a_part: bool) -> bool:
    """Tell a text under the table; ``a_part`` when a blank or another note is just above."""
    texte = next(c for c in cellules if c)
    annoncee = a_part or _NOTE.match(texte) is not None
    if texte != cellules[0] or _est_une_rangee(texte, natures, annoncee=annoncee):
        return False
    return annoncee if natures[0] is None else not natures[0].convient(texte)


def _est_une_rangee(texte: str, natures: Sequence[Nature | None], *, annoncee: bool) -> bool:
    """Tell a text that may be a row written with another separator, or none: as many signs as a row, or values of its columns."""
    if any(texte.count(signe) >= max(len(natures) - 1, 2) for signe in _USUELS):
        return True
    mots = [mot for mot in texte.split() if any(c.isdigit() for c in mot)]
    connues = {n for n in natures if n is not None}
    trouvees = sum(any(n.convient(mot) for mot in mots) for n in connues)
    return 1 < trouvees == len(connues) if annoncee else trouvees > 0


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
