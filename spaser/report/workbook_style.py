"""How the workbook looks: French formats, widths, panes, filters, what a printed page carries. Text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from spaser import francais as fr
from spaser.inert import inert
from spaser.report.content import ReportContent

DAY: Final = "dd/mm/yyyy"
EUROS: Final = '#,##0 "€"'
CENTS: Final = '#,##0.00 "€"'
COUNT: Final = "#,##0.##"
_LONGEST: Final = 32_000
_LINE: Final = 13.5
_TALLEST: Final = 400.0
_HEADER_FILL: Final = "#123B5D"
_FONT: Final = "Calibri"

Cell = str | float | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in characters, the number format of its cells, whether text wraps."""

    titre: str
    largeur: float
    format: str | None = None
    plie: bool = False


_DAY_ZERO: Final = date(1899, 12, 30)


class Book:
    """A workbook being written in memory; formats are made once."""

    def __init__(self, content: ReportContent) -> None:
        self._content = content
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": DAY,
            },
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._book.set_properties(
            {
                "title": _title(content),
                "author": content.auteur,
                "company": content.autorite.nom,
                "created": content.publiee_le.replace(tzinfo=None, microsecond=0),
            }
        )
        self._book.set_calc_mode("auto")

    def sheet(self, nom: str, couleur: str | None = None, *, paysage: bool = True) -> Worksheet:
        """Add a sheet with its print settings: page numbers, title, perimeter, as-of date and version on each page."""
        sheet: Worksheet = self._book.add_worksheet(nom)
        if couleur:
            sheet.set_tab_color(couleur)
        if paysage:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.7, 0.7)
        sheet.hide_gridlines(2)
        content = self._content
        made_up = " – DONNÉES DE DÉMONSTRATION" if content.demonstration else ""
        sheet.set_header(f"&L&8{_plain(_title(content))}{made_up}&R&8{_plain(nom)}")
        sheet.set_footer(
            f"&L&8Arrêté au {fr.day(content.arrete)} – version {content.version.numero}, publiée le {fr.day(content.publiee_le)}"
            f"&C&8{_plain(content.auteur)[:60]}&R&8Page &P / &N"
        )
        return sheet

    def format(self, **how: Any) -> Any:
        """Return a cell format, made once."""
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            base = {"font_name": _FONT, "font_size": 10, "valign": "top"}
            self._formats[key] = self._book.add_format({**base, **how})
        return self._formats[key]

    def title(self, sheet: Worksheet, text: str, under: str) -> None:
        """Write the title of a sheet and a line under it, in its first two rows."""
        sheet.write_string(0, 0, safe(text), self.format(bold=True, font_size=14, font_color=_HEADER_FILL))
        sheet.write_string(1, 0, safe(under), self.format(italic=True, font_color="#44505A"))

    def headings(self, sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
        """Write the headings of a table and set the widths of its columns."""
        style = self.format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=_HEADER_FILL,
            text_wrap=True,
            border=1,
            border_color="#FFFFFF",
        )
        for number, column in enumerate(columns):
            sheet.write_string(row, number, safe(column.titre), style)
            sheet.set_column(number, number, column.largeur)
        sheet.set_row(row, height([(column.titre, column.largeur) for column in columns]))

    def table(
        self, sheet: Worksheet, row: int, columns: Sequence[Column], lines: Sequence[Sequence[Cell]]
    ) -> None:
        """Write a table of values with its headings, a filter on each column, and panes that keep the headings in sight."""
        self.headings(sheet, row, columns)
        for number, line in enumerate(lines, row + 1):
            folded = [
                (v, c.largeur) for c, v in zip(columns, line, strict=True) if c.plie and isinstance(v, str)
            ]
            sheet.set_row(number, height(folded))
            for position, (column, value) in enumerate(zip(columns, line, strict=True)):
                self.write(sheet, number, position, value, column)
        sheet.autofilter(row, 0, row + max(len(lines), 1), len(columns) - 1)
        sheet.freeze_panes(row + 1, 1)
        sheet.repeat_rows(row)

    def write(self, sheet: Worksheet, row: int, position: int, value: Cell, column: Column) -> None:
        """Write one cell; an absent value is an empty cell."""
        how: dict[str, Any] = {"bottom": 4, "bottom_color": "#C9D1D8"}
        if column.plie:
            how["text_wrap"] = True
        if value is None:
            sheet.write_blank(row, position, None, self.format(**how))
        elif isinstance(value, str):
            sheet.write_string(row, position, safe(value), self.format(**how))
        elif isinstance(value, date):
            sheet.write_number(
                row, position, day_number(value), self.format(num_format=DAY, align="left", **how)
            )
        else:
            sheet.write_number(
                row, position, float(value), self.format(num_format=column.format or COUNT, **how)
            )

    def close(self) -> bytes:
        """Return the bytes of the workbook: the same for the same content, its parts bear no date of their own."""
        self._book.close()
        return self._stream.getvalue()


@lru_cache(maxsize=4_096)
def safe(text: str) -> str:
    """Return a text as a cell may hold it: inert, without control characters, not longer than a cell."""
    visible = "".join(char if char == "\n" or char >= " " else " " for char in inert(text))
    return visible[:_LONGEST]


def day_number(day: date) -> int:
    """Return a day as a cell holds it: counted from the last day of 1899."""
    return (day - _DAY_ZERO).days


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row of folded texts, each with the width of its column in characters."""
    lines = [
        sum(ceil((len(line) + 1) / max(width - 1, 1)) for line in text.split("\n")) for text, width in texts
    ]
    return min(_LINE * max((1, *lines)) + 2, _TALLEST)


def ref(row: int, position: int, *, fixed: bool = False) -> str:
    """Return the address of a cell, from 0: « C5 »."""
    return str(xl_rowcol_to_cell(row, position, row_abs=fixed, col_abs=fixed))


def _title(content: ReportContent) -> str:
    authority = content.autorite
    return f"SPASER {authority.periode_debut}-{authority.periode_fin} – {authority.nom} – classeur des indicateurs, exercice {content.filters.annee}"


def _plain(text: str) -> str:
    """Return a text for a header or a footer, where « & » starts a code."""
    return text.replace("&", "et")
