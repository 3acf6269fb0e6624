"""The formulas of a figure: what ``measure`` counts, written over the rows of the workbook so that a reader can check it.

Each formula goes with the value it gives, worked out on the same rows: a viewer that does not calculate shows it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spaser.catalogue import Indicateur
from spaser.report.workbook_rows import UNKNOWN, Behind, RowColumn, RowSheet, Value
from spaser.report.workbook_style import ref

FIRST_ROW: Final = 4
"""Row of the first line of a sheet of rows, from 0: a title, two lines under it, the headings."""
BASE_COLUMNS: Final = ("Compté", "Jour", "Domaine", "DGA", "Territoire", "Fichier", "Ligne")
DOMAIN: Final = 2
_IN_EUROS: Final = frozenset({"part_montant", "montant"})


@dataclass(frozen=True)
class Formula:
    """A formula without its « = », and the value that it gives on the rows written."""

    texte: str
    valeur: float


@dataclass(frozen=True)
class Terms:
    """What a figure is made of; None where it has none."""

    numerateur: Formula
    denominateur: Formula | None
    inconnus: Formula
    montant: Formula | None
    montant_total: Formula | None


def terms(behind: Behind, indicateur: Indicateur, segment: tuple[str, str] | None = None) -> Terms:
    """Return the terms of a figure over all its rows, or over those of a domaine: (its cell, its name)."""
    return _Writer(behind, segment).terms(indicateur)


def columns_of(sheet: RowSheet) -> dict[int, int]:
    """Return the position of each column on its sheet, by identity."""
    return {id(column): len(BASE_COLUMNS) + number for number, column in enumerate(sheet.colonnes)}


class _Writer:
    def __init__(self, behind: Behind, segment: tuple[str, str] | None) -> None:
        self._behind = behind
        self._segment = segment
        self._positions = columns_of(behind.sheet)
        self._last = FIRST_ROW + len(behind.sheet.lignes)
        self._kept = (
            None
            if segment is None
            else {n for n, base in enumerate(behind.sheet.lignes) if base.domaine == segment[1]}
        )

    def terms(self, indicateur: Indicateur) -> Terms:
        behind = self._behind
        if indicateur.nature in _IN_EUROS:
            if behind.montant is None or behind.sur is None or behind.possible is None:
                raise ValueError(f"{indicateur.code} : colonnes de montants absentes")
            sure, possible = self._sum(behind.sur), self._sum(behind.possible)
            return Terms(
                numerateur=sure,
                denominateur=self._sum(behind.montant),
                inconnus=Formula(f"{possible.texte}-{sure.texte}", possible.valeur - sure.valeur),
                montant=sure,
                montant_total=self._sum(behind.montant),
            )
        if behind.compte is None:
            raise ValueError(f"{indicateur.code} : colonne comptée absente")
        if indicateur.nature in ("somme", "moyenne"):
            if behind.montant is None:
                raise ValueError(f"{indicateur.code} : colonne de valeurs absente")
            listed, filled = self._count(behind.compte), self._count(behind.montant)
            return Terms(
                numerateur=self._sum(behind.montant),
                denominateur=filled if indicateur.nature == "moyenne" else None,
                inconnus=Formula(f"{listed.texte}-{filled.texte}", listed.valeur - filled.valeur),
                montant=None,
                montant_total=None,
            )
        return Terms(
            numerateur=self._sum(behind.compte),
            denominateur=self._count(behind.compte) if indicateur.nature in ("part", "part_panel") else None,
            inconnus=self._unknown(behind.compte),
            montant=None if behind.sur is None else self._sum(behind.sur),
            montant_total=None if behind.montant is None else self._sum(behind.montant),
        )

    def _values(self, column: RowColumn) -> list[Value]:
        """Return the values of a column on the rows of the segment."""
        if self._kept is None:
            return list(column.valeurs.values())
        return [column.valeurs[n] for n in self._kept if n in column.valeurs]

    def _sum(self, column: RowColumn) -> Formula:
        over = self._range(self._positions[id(column)])
        value = sum(value for value in self._values(column) if not isinstance(value, str))
        if self._segment is None:
            return Formula(f"SUM({over})", value)
        return Formula(f"SUMPRODUCT(--({self._domains()}={self._segment[0]}),{over})", value)

    def _count(self, column: RowColumn) -> Formula:
        over = self._range(self._positions[id(column)])
        value = float(len(self._values(column)))
        if self._segment is None:
            return Formula(f"COUNTA({over})", value)
        return Formula(f'SUMPRODUCT(({self._domains()}={self._segment[0]})*({over}<>""))', value)

    def _unknown(self, column: RowColumn) -> Formula:
        over = self._range(self._positions[id(column)])
        value = float(sum(v == UNKNOWN for v in self._values(column)))
        if self._segment is None:
            return Formula(f'COUNTIF({over},"{UNKNOWN}")', value)
        return Formula(f'SUMPRODUCT(({self._domains()}={self._segment[0]})*({over}="{UNKNOWN}"))', value)

    def _domains(self) -> str:
        return self._range(DOMAIN)

    def _range(self, position: int) -> str:
        letters = column_letters(position)
        return f"'{self._behind.sheet.nom}'!${letters}${FIRST_ROW + 1}:${letters}${self._last}"


def column_letters(position: int) -> str:
    """Return the letters of a column, from 0: « AA » is 26."""
    letters = ""
    rest = position + 1
    while rest:
        rest, number = divmod(rest - 1, 26)
        letters = chr(ord("A") + number) + letters
    return letters


def value_formula(indicateur: Indicateur, found: Terms, row: int) -> Formula:
    """Return the figure from its numerator and denominator, in columns D and E of a row."""
    top = ref(row, 3)
    if found.denominateur is None or indicateur.nature == "montant":
        return Formula(top, found.numerateur.valeur)
    factor, times = (1000, "1000*") if indicateur.unite == "‰" else (1, "")
    under = ref(row, 4)
    ratio = found.numerateur.valeur / found.denominateur.valeur if found.denominateur.valeur else 0.0
    return Formula(f'IF({under}=0,"sans objet",{times}{top}/{under})', factor * ratio)


def bound_formulas(indicateur: Indicateur, found: Terms, row: int, value: Formula) -> tuple[Formula, Formula]:
    """Return the value when the unknown do not belong, and when they do (R7); hours that miss leave no bound."""
    if indicateur.nature in ("somme", "moyenne"):
        return Formula(ref(row, 2), value.valeur), Formula(ref(row, 2), value.valeur)
    high = found.numerateur.valeur + found.inconnus.valeur
    both = f"({ref(row, 3)}+{ref(row, 5)})"
    if found.denominateur is None or indicateur.nature == "montant":
        return Formula(ref(row, 2), value.valeur), Formula(both, high)
    factor, times = (1000, "1000*") if indicateur.unite == "‰" else (1, "")
    return (
        Formula(ref(row, 2), value.valeur),
        Formula(f"{times}{both}/{ref(row, 4)}", factor * high / found.denominateur.valeur),
    )


def completeness_formula(indicateur: Indicateur, found: Terms, row: int) -> Formula | None:
    """Return the share of what is known; None where nothing is counted."""
    unknown, under = ref(row, 5), ref(row, 4)
    if indicateur.nature == "moyenne" and found.denominateur is not None:
        filled = found.denominateur.valeur
        return Formula(f"{under}/({under}+{unknown})", filled / (filled + found.inconnus.valeur))
    if found.denominateur is None or not found.denominateur.valeur:
        return None
    return Formula(f"1-{unknown}/{under}", 1 - found.inconnus.valeur / found.denominateur.valeur)
