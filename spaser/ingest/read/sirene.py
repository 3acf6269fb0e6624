"""SIRENE's national files: of tens of millions of rows, only those of known suppliers are read (decision 012)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spaser.ingest.read.feuille import Feuille, Ligne

OCTETS_ENTIER = 8 * 2**20
"""Up to this size a file of SIRENE is an extract that somebody made: it is read whole."""
OCTETS_STOCK = 4 * 2**30
"""A national file in Parquet: 0.7 GB for the legal units, 2 GB for the establishments."""
_TETE, _QUEUE = 1 << 16, 1 << 20
_NOMS = (b"etatAdministratifUniteLegale", b"etatAdministratifEtablissement")
_SIREN = 9


def est_un_stock(chemin: Path) -> bool:
    """Tell a national file by its size and by the names of its columns, looked for in its bytes: nothing is parsed."""
    taille = chemin.stat().st_size
    if taille <= OCTETS_ENTIER:
        return False
    with chemin.open("rb") as flux:
        tete = flux.read(_TETE)
        flux.seek(max(0, taille - _QUEUE))  # the footer of a Parquet holds its schema
        octets = tete + flux.read(_QUEUE)
    return any(nom in octets for nom in _NOMS)


class Connus:
    """Numbers of the suppliers that are known: SIRET, or SIREN where only that is known."""

    def __init__(self, chemin: Path) -> None:
        """Read the list that the warehouse wrote: one number a line."""
        numeros = chemin.read_text(encoding="ascii").split()
        self._par_colonne = {
            "siret": frozenset(numeros),
            "siren": frozenset(numero[:_SIREN] for numero in numeros),
        }

    def colonne(self, noms: list[str]) -> str | None:
        """Return the column that tells whose row it is: the establishment's number, else the legal unit's."""
        return next((nom for nom in self._par_colonne if nom in noms), None)

    def numeros(self, colonne: str) -> frozenset[str]:
        """Return the numbers to look for in a column."""
        return self._par_colonne[colonne]


def reduire(feuille: Feuille, connus: Connus) -> Feuille:
    """Return the sheet with the rows of known suppliers alone, numbered as in the file; the others are counted."""
    noms = [nom.strip() for nom in feuille.debut[0][1]]
    colonne = connus.colonne(noms)
    if colonne is None:
        return feuille
    rang, numeros, hors = noms.index(colonne), connus.numeros(colonne), [0]

    def lignes() -> Iterator[Ligne]:
        hors[0] = 0
        toutes = feuille.lignes()
        yield next(toutes)
        for numero, cellules in toutes:
            if rang < len(cellules) and cellules[rang].strip() not in numeros:
                hors[0] += 1
            else:
                yield numero, cellules

    return replace(feuille, lignes=lignes, blocs=None, debut=Feuille.apercu(lignes()), hors_fournisseurs=hors)
