"""The edits of the roadmap as an extract like any other: a workbook with the headings that the import knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from spaser import francais as fr
from spaser.measure.roadmap import LigneMoyen
from spaser.ui.roadmap_wording import state_word

_HEADINGS: Final = (
    "Moyen",
    "Année",
    "Statut",
    "Pilote",
    "Échéance",
    "Avancement",
    "Livrable",
    "Commentaire",
)
_SHEET: Final = "Feuille de route"
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""In a workbook « _x0041_ » means « A »: its first character is written as an escape of its own."""


def write_extract(path: Path, lignes: Sequence[LigneMoyen], origin: str) -> None:
    """Write rows of the roadmap; ``origin`` says above the headings which edit they come from."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    sheet.append([_text(sheet, origin)])
    sheet.append([])
    sheet.append(list(_HEADINGS))
    for ligne in lignes:
        sheet.append(
            [
                _text(sheet, ligne.moyen),
                ligne.annee,
                state_word(ligne.statut),
                _text(sheet, ligne.pilote),
                _day(sheet, ligne.echeance),
                _share(ligne.avancement),
                _text(sheet, ligne.livrable),
                _text(sheet, ligne.commentaire),
            ]
        )
    book.save(path)


def _text(sheet: Any, text: str | None) -> WriteOnlyCell | None:
    """Return a cell that holds a text and nothing else: « =1+1 » is no formula."""
    if text is None:
        return None
    cell = WriteOnlyCell(sheet, value=_ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    return cell


def _day(sheet: Any, day: date | None) -> WriteOnlyCell | None:
    if day is None:
        return None
    cell = WriteOnlyCell(sheet, value=day)
    cell.number_format = "DD/MM/YYYY"
    return cell


def _share(share: Decimal | None) -> str | None:
    """Write a share with its sign: « 1 » alone could be one per cent or the whole."""
    return None if share is None else f"{fr.number(share * 100, 2, trim=True)} %".replace(fr.MINUS, "-")
