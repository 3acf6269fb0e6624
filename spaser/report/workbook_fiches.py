"""The sheets of the fiches: each figure as a formula over its rows, beside what was measured, and its domaines where they add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.report.content import Figure
from spaser.report.workbook_formulas import (
    Formula,
    Terms,
    bound_formulas,
    completeness_formula,
    terms,
    value_formula,
)
from spaser.report.workbook_rows import Behind, measured_by_version
from spaser.report.workbook_style import CENTS, COUNT, EUROS, Book, Column, height, ref, safe
from spaser.wording import said, verdict_text

_TOP: Final = 3
_COLUMNS: Final = (
    Column("Code", 7),
    Column("Indicateur", 44, plie=True),
    Column("Valeur (formule)", 14),
    Column("Numérateur", 16),
    Column("Dénominateur", 16),
    Column("Non renseigné", 13),
    Column("Borne basse", 11),
    Column("Borne haute", 11),
    Column("Montant HT", 17),
    Column("Part du montant", 11),
    Column("Complétude", 11),
    Column("Valeur mesurée", 14),
    Column("Contrôle", 11),
    Column("N-1, même date", 14),
    Column("Écart (taux : points)", 12),
    Column("Cible", 10),
    Column("Année de la cible", 10),
    Column("Situation", 26, plie=True),
    Column("Provisoire", 10),
    Column("Lignes comptées", 20),
    Column("Exercice figé", 40, plie=True),
)
_SEGMENT_COLUMNS: Final = ("Valeur", "Numérateur", "Dénominateur")
_ADDING_UP: Final = frozenset({"part", "nombre", "part_montant", "montant"})
_SAME: Final = 1e-9


@dataclass(frozen=True)
class Placed:
    """Where the value of an indicator stands in the workbook, for the summary."""

    figure: Figure
    sheet: str
    cell: str
    valeur: float | str
    format: str


def fiche_sheet(
    book: Book, sheet: Worksheet, titre: str, figures: Sequence[Figure], behind: dict[str, Behind]
) -> list[Placed]:
    """Write one fiche: its indicators, then its domaines, and return where its values are."""
    book.title(
        sheet,
        titre,
        "Les valeurs sont des formules sur les feuilles de lignes. « Contrôle » compare à la valeur mesurée par le logiciel.",
    )
    book.headings(sheet, _TOP, _COLUMNS)
    placed = [
        _line(book, sheet, _TOP + 1 + number, figure, behind.get(figure.indicateur.code))
        for number, figure in enumerate(figures)
    ]
    last = _TOP + len(figures)
    sheet.autofilter(_TOP, 0, max(last, _TOP + 1), len(_COLUMNS) - 1)
    sheet.freeze_panes(_TOP + 1, 2)
    sheet.repeat_rows(_TOP)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_columns(0, 1)
    row = last + 3
    for figure in figures:
        known = behind.get(figure.indicateur.code)
        if known is not None and "domaine" in figure.indicateur.segmentation:
            row = _domains(book, sheet, row, figure, known) + 2
    return placed


def unit_format(indicateur: Indicateur, measure: Measure) -> str:
    """Return the number format of an indicator's values, with as many decimals as the screen shows."""
    match indicateur.unite:
        case "%":
            text = said(measure, indicateur).texte
            decimals = len(text.partition(",")[2].partition(fr.NARROW)[0]) or 1
            return f"0.{'0' * decimals}%"
        case "‰":
            return '0.00 "‰"'
        case "€":
            return EUROS
        case "heures":
            return '#,##0 "h"'
        case "jours":
            return '0.0 "j"'
        case _:
            return COUNT if measure.valeur is not None and measure.valeur % 1 else "#,##0"


def scaled(value: float | None, indicateur: Indicateur) -> float | None:
    """Return a value as its cell holds it: a rate in thousandths has no number format of its own."""
    return value if value is None or indicateur.unite != "‰" else value * 1000


def signed_cell(figure: Figure) -> float | str:
    """Return what the document shows of a figure, as its cell holds it: the signed value of a frozen year (R13), or its word."""
    value = scaled(figure.mesure.valeur, figure.indicateur)
    return said(figure.mesure, figure.indicateur).texte if value is None else value


def _frozen_text(figure: Figure) -> str:
    """Say the signed value beside the formulas, which give what the version measures today; empty elsewhere (R13)."""
    return "" if figure.gel is None else f"Valeur signée : {figure.valeur}. {figure.mention_gel}"


def _line(book: Book, sheet: Worksheet, row: int, figure: Figure, behind: Behind | None) -> Placed:
    indicateur, shown = figure.indicateur, figure.mesure
    sheet.set_row(
        row, height([(indicateur.titre, 44), (verdict_text(shown), 26), (_frozen_text(figure), 40)])
    )
    measured = measured_by_version(figure)
    unit = unit_format(indicateur, measured)
    plain: dict[int, Any] = {
        0: indicateur.code,
        1: indicateur.titre,
        13: scaled(shown.n_moins_1, indicateur),
        14: scaled(shown.ecart, indicateur) if indicateur.est_un_taux else shown.ecart,
        15: scaled(shown.cible, indicateur),
        16: shown.annee_cible,
        17: verdict_text(shown),
        18: "oui" if shown.provisoire else "non",
        20: _frozen_text(figure) or None,
    }
    formats = {13: unit, 14: unit if indicateur.est_un_taux else "0.0%", 15: unit, 16: "0"}
    for position, value in plain.items():
        column = _COLUMNS[position]
        book.write(sheet, row, position, value, Column(column.titre, 0, formats.get(position), column.plie))
    if behind is None or measured.valeur is None:
        value = _as_measured(book, sheet, row, figure, measured, unit, behind)
    else:
        value = _as_formulas(book, sheet, row, indicateur, measured, unit, terms(behind, indicateur))
    if behind is not None:
        sheet.write_url(
            row,
            19,
            f"internal:'{behind.sheet.nom}'!A1",
            book.format(font_color="#0B5CAD", underline=1),
            behind.sheet.nom,
        )
    else:
        book.write(sheet, row, 19, "aucune ligne", _COLUMNS[19])
    return Placed(figure, sheet.get_name(), ref(row, 2, fixed=True), value, unit)


def _as_measured(
    book: Book,
    sheet: Worksheet,
    row: int,
    figure: Figure,
    measured: Measure,
    unit: str,
    behind: Behind | None,
) -> float | str:
    """Write a value that no formula can give (nothing known, no row): the word, or the number, as it was measured."""
    indicateur = figure.indicateur
    value: float | str = (
        said(measured, indicateur).texte
        if measured.valeur is None
        else scaled(measured.valeur, indicateur) or 0.0
    )
    book.write(sheet, row, 2, value, Column("", 0, unit))
    book.write(sheet, row, 11, value, Column("", 0, unit))
    amounts = EUROS if indicateur.nature in ("part_montant", "montant") else COUNT
    if behind is not None:
        book.write(sheet, row, 3, measured.numerateur, Column("", 0, amounts))
        book.write(sheet, row, 4, measured.denominateur, Column("", 0, amounts))
        book.write(sheet, row, 5, measured.inconnus, Column("", 0, amounts))
    book.write(sheet, row, 12, "sans ligne" if behind is None else "sans valeur", _COLUMNS[12])
    return value


def _as_formulas(
    book: Book, sheet: Worksheet, row: int, indicateur: Indicateur, measured: Measure, unit: str, found: Terms
) -> float:
    in_euros = indicateur.nature in ("part_montant", "montant")
    amount = CENTS if in_euros else COUNT
    strong = book.format(bold=True, num_format=unit, bg_color="#EEF3F7", align="right")
    value = value_formula(indicateur, found, row)
    sheet.write_formula(row, 2, f"={value.texte}", strong, value.valeur)
    _put(book, sheet, row, 3, found.numerateur, amount)
    if found.denominateur is not None:
        _put(book, sheet, row, 4, found.denominateur, amount)
    _put(book, sheet, row, 5, found.inconnus, amount)
    if measured.borne_basse is not None and measured.borne_haute is not None:
        low, high = bound_formulas(indicateur, found, row, value)
        _put(book, sheet, row, 6, low, unit)
        _put(book, sheet, row, 7, high, unit)
    if found.montant is not None and not in_euros:
        _put(book, sheet, row, 8, found.montant, CENTS)
        if found.montant_total is not None and found.montant_total.valeur:
            share = Formula(
                f"{ref(row, 8)}/{found.montant_total.texte}",
                found.montant.valeur / found.montant_total.valeur,
            )
            _put(book, sheet, row, 9, share, "0.0%")
    if measured.completude is not None:
        known = completeness_formula(indicateur, found, row)
        if known is not None:
            _put(book, sheet, row, 10, known, "0%")
    expected = scaled(measured.valeur, indicateur) or 0.0
    book.write(sheet, row, 11, expected, Column("", 0, unit))
    equal = isclose(value.valeur, expected, rel_tol=_SAME, abs_tol=_SAME)
    sheet.write_formula(
        row,
        12,
        f'=IF(ABS({ref(row, 2)}-{ref(row, 11)})<={_SAME:.0E}*MAX(1,ABS({ref(row, 11)})),"égal","différent")',
        book.format(font_color="#1B6E3C" if equal else "#B3261E"),
        "égal" if equal else "différent",
    )
    return value.valeur


def _domains(book: Book, sheet: Worksheet, row: int, figure: Figure, behind: Behind) -> int:
    """Write the domaines of an indicator under the table; return the row after. Signed years keep their signed values."""
    indicateur = figure.indicateur
    measured = figure.segments["domaine"]
    unit = unit_format(indicateur, figure.mesure)
    adding_up = indicateur.nature in _ADDING_UP and figure.gel is None
    under = "formules" if adding_up else "valeurs mesurées"
    sheet.write_string(
        row,
        1,
        safe(f"{indicateur.code} par domaine d’achat ({under})"),
        book.format(bold=True, font_size=11, font_color="#123B5D"),
    )
    style = book.format(bold=True, bottom=1)
    for number, name in enumerate(("Domaine", *_SEGMENT_COLUMNS)):
        sheet.write_string(row + 1, 1 + number, name, style)
    for number, part in enumerate(measured, row + 2):
        _domain_line(book, sheet, number, indicateur, part, behind if adding_up else None, unit)
    return row + 2 + len(measured)


def _domain_line(
    book: Book,
    sheet: Worksheet,
    row: int,
    indicateur: Indicateur,
    part: Measure,
    behind: Behind | None,
    unit: str,
) -> None:
    amount = CENTS if indicateur.nature in ("part_montant", "montant") else COUNT
    name = part.segment or fr.UNKNOWN
    book.write(sheet, row, 1, name, Column("", 0, plie=True))
    found = None if behind is None else terms(behind, indicateur, (ref(row, 1), name))
    same = found is not None and all(
        isclose(one, other or 0.0, rel_tol=_SAME, abs_tol=_SAME)
        for one, other in (
            (found.numerateur.valeur, part.numerateur),
            (
                found.denominateur.valeur if found.denominateur else 0.0,
                part.denominateur if found.denominateur else 0,
            ),
        )
    )
    if found is None or not same or part.valeur is None:
        value: float | str | None = (
            said(part, indicateur).texte if part.valeur is None else scaled(part.valeur, indicateur)
        )
        book.write(sheet, row, 2, value, Column("", 0, unit))
        book.write(sheet, row, 3, part.numerateur, Column("", 0, amount))
        book.write(sheet, row, 4, part.denominateur, Column("", 0, amount))
        return
    _put(book, sheet, row, 2, value_formula(indicateur, found, row), unit)
    _put(book, sheet, row, 3, found.numerateur, amount)
    if found.denominateur is not None:
        _put(book, sheet, row, 4, found.denominateur, amount)


def _put(book: Book, sheet: Worksheet, row: int, position: int, formula: Formula, number_format: str) -> None:
    sheet.write_formula(
        row,
        position,
        f"={formula.texte}",
        book.format(num_format=number_format, align="right"),
        formula.valeur,
    )
