"""Tables as CSV files that French Excel opens right: utf-8 with BOM, semicolons, decimal commas, formulas made inert."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from spaser.catalogue import Indicateur
from spaser.inert import inert

Cell = str | int | float | Decimal | date | bool | None

_BOM: Final = "\ufeff"


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table as CSV. Numbers are not rounded; an absent value is an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(heading) for heading in headings])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BOM + stream.getvalue()).encode("utf-8")


def csv_unit(indicateur: Indicateur) -> str:
    """Say in which unit the values of an indicator are written in a CSV: rates are fractions there (decision 004)."""
    return "fraction (0,5 = 50 %)" if indicateur.est_un_taux else indicateur.unite


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int() | float() | Decimal():
            return f"{Decimal(str(value)):f}".replace(".", ",")
        case date():
            return f"{value:%d/%m/%Y}"
    return inert(value)
