"""A file as it was read, beside what it says: the first cell that differs, or none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from spaser.ingest.read.natures import en_nombre, rogner
from spaser.ingest.read.tableau import Tableau
from spaser.ingest.rendu import accorde

Difference = tuple[int | None, str]
"""The row of the file that was read (None: no row), and what differs, in French."""

_CELLULE_MAX = 1 << 30
_FIN_DE_LIGNE = re.compile(r"\r\n?")
_JOUR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTREE = 60
_OUI_NON = {"vrai": "oui", "true": "oui", "faux": "non", "false": "non"}


def lire_propre(chemin: Path) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of a clean file: RFC 4180, UTF-8; blank rows and empty columns on the right are nothing."""
    csv.field_size_limit(_CELLULE_MAX)
    with chemin.open(encoding="utf-8-sig", newline="") as texte:
        rangees = [[_cellule(c) for c in cellules] for cellules in csv.reader(texte)]
    rangees = [cellules for cellules in rangees if any(cellules)]
    if not rangees:
        return [], []
    entetes, *lignes = [_sans_fin_vide(c, max(map(_fin, rangees))) for c in rangees]
    return [_entete(e) for e in entetes], lignes


def premiere_difference(lu: Tableau, propre: tuple[list[str], list[list[str]]]) -> Difference | None:
    """Compare cell by cell, without the blanks around cells: the importer never keeps them.

    In a workbook a cell is compared by its value: the same number, the same day.
    """
    entetes, lignes = propre
    lus = [_entete(e) for e in lu.entetes]
    if lus != entetes:
        return lu.ligne_entete, f"en-têtes lus {_liste(lus)} au lieu de {_liste(entetes)}"
    par_valeur = not lu.feuille.largeur_stricte
    for (numero, cellules), attendues in zip(lu.lignes, lignes, strict=False):
        lues = [_cellule(c) for c in cellules]
        if len(lues) != len(attendues):
            return numero, f"{accorde(len(lues), 'cellule lue', 'cellules lues')} au lieu de {len(attendues)}"
        for entete, lue, attendue in zip(entetes, lues, attendues, strict=True):
            if lue != attendue and not (par_valeur and _valeur(lue) == _valeur(attendue)):
                return (
                    numero,
                    f"colonne « {entete} » : lu « {_court(lue)} » au lieu de « {_court(attendue)} »",
                )
    if len(lu.lignes) != len(lignes):
        return None, f"{accorde(len(lu.lignes), 'ligne lue', 'lignes lues')} au lieu de {len(lignes)}"
    return None


def _cellule(texte: str) -> str:
    return rogner(_FIN_DE_LIGNE.sub("\n", texte))


def _entete(texte: str) -> str:
    return " ".join(texte.split())


def _fin(cellules: Sequence[str]) -> int:
    return max((rang for rang, c in enumerate(cellules, start=1) if c), default=0)


def _sans_fin_vide(cellules: list[str], largeur: int) -> list[str]:
    return [*cellules, *[""] * (largeur - len(cellules))][:largeur]


def _valeur(texte: str) -> object:
    nombre = en_nombre(texte)
    if nombre is not None:
        return nombre
    if jour := _JOUR.fullmatch(texte):
        j, m, a = map(int, jour.groups())
        try:
            return date(a, m, j).isoformat()
        except ValueError:
            return texte
    return _OUI_NON.get(texte.lower(), texte)


def _liste(textes: Sequence[str]) -> str:
    return _court(" | ".join(textes))


def _court(texte: str) -> str:
    return texte if len(texte) <= _MONTREE else texte[:_MONTREE] + "…"


def en_texte(verdicts: Sequence[tuple[str, str, int | None, str, float]]) -> Iterator[str]:
    """Lay the verdicts out as a French table, the differences first; then the counts."""
    ordre = {"different": 0, "refuse": 1, "lu": 2, "exact": 3}
    large = max((len(v[0]) for v in verdicts), default=0)
    for fichier, verdict, ligne, message, secondes in sorted(verdicts, key=lambda v: (ordre[v[1]], v[0])):
        yield f"{_LIBELLES[verdict]:<9} {fichier:<{large}} {ligne or '':>7} {secondes:>7.2f} s  {message}".rstrip()
    yield ""
    yield " · ".join(f"{_LIBELLES[nom]} : {sum(v[1] == nom for v in verdicts)}" for nom in ordre)


_LIBELLES = {"different": "différent", "refuse": "refusé", "lu": "lu", "exact": "exact"}
