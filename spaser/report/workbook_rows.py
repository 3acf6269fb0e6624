"""The rows behind the figures, gathered for a workbook: indicators that count the same things share a sheet, and its columns.

A column belongs to one or several indicators: what each row is worth in their numerator, its amount, the amounts that surely and
possibly belong. An empty cell is a row that the indicator does not count, or nothing in €; ``UNKNOWN`` is said in letters (R7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from spaser.catalogue import Indicateur
from spaser.measure import FactRow, Measure
from spaser.report.content import Figure, ReportContent
from spaser.report.document import Progress

UNKNOWN: Final = "inconnu"
MOST_ROWS: Final = 500_000
"""Beyond it an indicator's rows are not written: the workbook would not open."""

_SURE: Final = "HT qui appartient"
_POSSIBLE: Final = "HT qui peut appartenir"
_IN_EUROS: Final = frozenset({"part_montant", "montant"})
_IN_UNITS: Final = frozenset({"somme", "moyenne"})
_NAMES: Final = {
    "contrats": "contrats",
    "depenses": "dépenses",
    "fournisseurs": "fournisseurs",
    "heures": "heures",
    "evenements": "événements",
    "moyens": "feuille de route",
    "programmation": "programmation",
}

Value = float | str
Kind = Literal["part", "montant", "quantite"]


class Base(NamedTuple):
    """What a row is, whoever counts it; ``rang`` tells apart those that are written alike."""

    cle: str
    jour: date
    domaine: str
    dga: str
    territoire: str
    fichier: str
    ligne: int
    rang: int


@dataclass(eq=False)
class RowColumn:
    """Values by row number; ``codes`` are the indicators that read them."""

    titre: str
    genre: Kind
    codes: list[str]
    valeurs: dict[int, Value]


@dataclass(eq=False)
class RowSheet:
    """One sheet of rows."""

    nom: str
    lignes: list[Base] = field(default_factory=list)
    colonnes: list[RowColumn] = field(default_factory=list)
    numeros: dict[Base, int] = field(default_factory=dict)

    def ordre(self) -> list[int]:
        """Return the numbers of the rows, by day, key and line."""
        return sorted(range(len(self.lignes)), key=lambda n: (self.lignes[n].jour, self.lignes[n]))

    def column(self, titre: str, genre: Kind, code: str, valeurs: dict[int, Value]) -> RowColumn:
        """Return the column of these values: one that another indicator already reads, or a new one."""
        for known in self.colonnes:
            if known.genre == genre and known.titre == titre and known.valeurs == valeurs:
                known.codes.append(code)
                return known
        new = RowColumn(titre, genre, [code], valeurs)
        self.colonnes.append(new)
        return new


@dataclass(frozen=True, eq=False)
class Behind:
    """The columns of one indicator. ``compte`` for things, ``montant`` and the two others for what is in € or in its unit."""

    sheet: RowSheet
    compte: RowColumn | None
    montant: RowColumn | None
    sur: RowColumn | None
    possible: RowColumn | None


def measured_by_version(figure: Figure) -> Measure:
    """Return what the version measures: that of which the rows can be listed, be the year frozen or not."""
    return figure.mesure if figure.gel is None else figure.gel.recalcule


def rows_behind(content: ReportContent, progress: Progress) -> tuple[tuple[RowSheet, ...], dict[str, Behind]]:
    """Return the sheets of rows and, by indicator, its columns; an indicator without rows, or with too many, has none."""
    sheets: list[RowSheet] = []
    behind: dict[str, Behind] = {}
    populations: dict[object, Behind] = {}
    figures = content.chiffres
    for number, figure in enumerate(figures):
        indicateur = figure.indicateur
        progress(f"Lignes de {indicateur.code}", number / len(figures))
        shared = populations.get(_population(figure))
        known = None if shared is None else _in_shared_rows(content, figure, shared)
        if known is None:
            known = _in_rows(content.lignes(indicateur.code), sheets, indicateur)
        if known is not None:
            behind[indicateur.code] = known
            if indicateur.nature in _IN_EUROS:
                populations.setdefault(_population(figure), known)
    return tuple(sheets), behind


def _population(figure: Figure) -> object:
    """Return what the indicators on the same rows of spending have in common; whether they are the same is checked after."""
    measure, indicateur = measured_by_version(figure), figure.indicateur
    return indicateur.nature in _IN_EUROS, indicateur.extraits, measure.effectif, measure.denominateur


def _in_shared_rows(content: ReportContent, figure: Figure, shared: Behind) -> Behind | None:
    """Place on rows already listed those that belong, or may: the rest of the population needs not be read again.

    None when a row is not there with the same amount, or when the sum is not the measured one.
    """
    code = figure.indicateur.code
    found = (*content.lignes(code, "oui"), *content.lignes(code, "inconnu"))
    numbers = [shared.sheet.numeros.get(base) for base in _bases(found)]
    amounts = {} if shared.montant is None else shared.montant.valeurs
    if any(
        n is None or row.montant is None or amounts.get(n) != float(row.montant)
        for n, row in zip(numbers, found, strict=True)
    ):
        return None
    sure = sum((row.montant_min for row in found if row.montant_min is not None), Decimal(0))
    if float(sure) != measured_by_version(figure).numerateur or shared.montant is None:
        return None
    placed = [(n, row) for n, row in zip(numbers, found, strict=True) if n is not None]
    shared.montant.codes.append(code)
    return replace(
        shared,
        sur=_euros(shared.sheet, _SURE, code, ((n, row.montant_min) for n, row in placed)),
        possible=_euros(shared.sheet, _POSSIBLE, code, ((n, row.montant_max) for n, row in placed)),
    )


def _in_rows(found: Sequence[FactRow], sheets: list[RowSheet], indicateur: Indicateur) -> Behind | None:
    if not found or len(found) > MOST_ROWS:
        return None
    bases = _bases(found)
    sheet = _sheet_for(sheets, indicateur, bases)
    numbers = [_number(sheet, base) for base in bases]
    return _behind(sheet, indicateur, tuple(zip(numbers, found, strict=True)))


def _bases(found: Iterable[FactRow]) -> list[Base]:
    """Tell apart rows that are written alike: the first, the second…."""
    seen: Counter[tuple[object, ...]] = Counter()
    bases = []
    for row in found:
        alike = (row.cle, row.jour, row.domaine, row.dga, row.territoire, row.fichier or "", row.ligne or 0)
        seen[alike] += 1
        bases.append(Base(*alike, seen[alike]))
    return bases


def _sheet_for(sheets: list[RowSheet], indicateur: Indicateur, bases: list[Base]) -> RowSheet:
    """Return the sheet that already holds most of these rows, or a new one."""
    for sheet in sheets:
        if 2 * sum(base in sheet.numeros for base in bases) > len(bases):
            return sheet
    name = f"Lignes {_NAMES[indicateur.extraits[0]]}"
    same = sum(sheet.nom.startswith(name) for sheet in sheets)
    sheets.append(RowSheet(f"{name} {same + 1}" if same else name))
    return sheets[-1]


def _number(sheet: RowSheet, base: Base) -> int:
    number = sheet.numeros.setdefault(base, len(sheet.lignes))
    if number == len(sheet.lignes):
        sheet.lignes.append(base)
    return number


def _behind(sheet: RowSheet, indicateur: Indicateur, listed: Sequence[tuple[int, FactRow]]) -> Behind:
    code, nature = indicateur.code, indicateur.nature
    in_units = nature in _IN_UNITS
    amounts = [(n, row.montant) for n, row in listed if row.montant is not None]
    counted: dict[int, Value] = (
        dict.fromkeys((n for n, _ in listed), 1.0)
        if in_units
        else {n: UNKNOWN if row.appartient is None else row.appartient for n, row in listed}
    )
    with_euros = nature in _IN_EUROS or indicateur.volume_financier
    return Behind(
        sheet=sheet,
        compte=None
        if nature in _IN_EUROS
        else sheet.column("Relevé" if in_units else "Appartient", "part", code, counted),
        montant=sheet.column(
            f"Valeur ({indicateur.unite})" if in_units else "Montant HT",
            "quantite" if in_units else "montant",
            code,
            {n: float(amount) for n, amount in amounts},
        )
        if in_units or with_euros
        else None,
        sur=_euros(sheet, _SURE, code, ((n, row.montant_min) for n, row in listed)) if with_euros else None,
        possible=_euros(sheet, _POSSIBLE, code, ((n, row.montant_max) for n, row in listed))
        if with_euros
        else None,
    )


def _euros(
    sheet: RowSheet, titre: str, code: str, amounts: Iterable[tuple[int, Decimal | None]]
) -> RowColumn:
    return sheet.column(titre, "montant", code, {n: float(amount) for n, amount in amounts if amount})
