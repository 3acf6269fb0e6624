"""The raw sheet that every reader gives, and the refusal that any of them may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

Ligne = tuple[int, list[str]]
"""A row: its number as Excel counts (from 1, blank rows included) and its cells as text."""

_LIGNES_VUES = 45


@dataclass(frozen=True)
class Bloc:
    """Rows of a text that follow each other, all of one width: the number of the first, and the columns of text."""

    premiere: int
    colonnes: list[pa.Array]


class LectureRefuseeError(Exception):
    """The file cannot be read; says why and what to do, in French."""

    def __init__(
        self, regle: str, message: str, remede: str, valeur: str | None = None, ligne: int | None = None
    ) -> None:
        """Keep what the report needs."""
        super().__init__(message)
        self.regle = regle
        self.message = message
        self.remede = remede
        self.valeur = valeur
        self.ligne = ligne


@dataclass(frozen=True)
class CelluleFautive:
    """A cell or a row that the reader itself must report (an Excel error, lost characters)."""

    regle: str
    ligne: int
    colonne: int | None = None
    valeur: str | None = None


@dataclass(frozen=True)
class Feuille:
    """One sheet of the file, readable as often as needed."""

    nom: str | None
    lignes: Callable[[], Iterator[Ligne]]
    largeur_stricte: bool = False
    """True for delimited text, where a row of another width may have shifted cells."""
    encodage: str | None = None
    separateur: str | None = None
    source: str | None = None
    epoque_1904: bool = False
    fautes: tuple[CelluleFautive, ...] = ()
    debut: list[Ligne] = field(default_factory=list)
    """The first rows, where the headings are looked for."""
    complement: bool = False
    """A workbook of refused rows, corrected: they complete what is published, they do not stand for the whole extract."""
    hors_fournisseurs: list[int] = field(default_factory=list)
    """Of a national file of SIRENE, how many rows seen so far are those of no known supplier; empty for any other sheet."""
    guillemets_nus: list[int] = field(default_factory=list)
    """Rows seen so far, in a text that quotes no cell, where quotation marks were read as any other sign."""
    blocs: Callable[[int, int], Iterator[Bloc | Ligne]] | None = None
    """The rows after a line, by blocks where they have a width; None where they are to be read one by one."""

    @staticmethod
    def apercu(lignes: Iterator[Ligne]) -> list[Ligne]:
        """Return the first rows of an iterator."""
        vues: list[Ligne] = []
        for ligne in lignes:
            vues.append(ligne)
            if len(vues) >= _LIGNES_VUES:
                break
        return vues
