"""The workbook (.xlsx): one sheet a fiche with formulas a reader can check, the rows behind them, definitions, choices and sources."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from spaser.report.content import ReportContent
from spaser.report.document import Document, Progress
from spaser.report.workbook_fiches import Placed, fiche_sheet
from spaser.report.workbook_formulas import BASE_COLUMNS, FIRST_ROW, columns_of
from spaser.report.workbook_front import (
    definitions_sheet,
    reading_sheet,
    roadmap_sheet,
    rules_sheet,
    sources_sheet,
    summary_sheet,
)
from spaser.report.workbook_rows import RowSheet, rows_behind
from spaser.report.workbook_style import CENTS, DAY, Book, Column, day_number, safe

_WIDTHS: Final = (26, 12, 30, 24, 24, 32, 8)
_OTHERS: Final = "Hors fiches"


def workbook(content: ReportContent, progress: Progress) -> bytes:
    """Write the workbook of an exercise, under the filters and the perimeter of its content."""
    sheets, behind = rows_behind(content, lambda step, share: progress(step, share * 0.5))
    book = Book(content)
    reading_sheet(book, book.sheet("Lire ce classeur"), content)
    summary = book.sheet("Synthèse")
    placed: list[Placed] = []
    for axe in content.axes:
        for fiche in axe.fiches:
            sheet = book.sheet(fiche.fiche.code, axe.axe.couleur)
            title = f"Fiche {fiche.fiche.code[1:]} – {fiche.fiche.titre}"
            placed += fiche_sheet(book, sheet, title, fiche.chiffres, behind)
    others = (*(f for axe in content.axes for f in axe.complements), *content.autres)
    if others:
        title = "Hors fiches – indicateurs complémentaires et statutaires"
        placed += fiche_sheet(book, book.sheet(_OTHERS), title, others, behind)
    summary_sheet(book, summary, placed)
    definitions_sheet(book, book.sheet("Définitions"), content)
    rules_sheet(book, book.sheet("Règles et choix"), content)
    roadmap_sheet(book, book.sheet("Feuille de route"), content)
    sources_sheet(book, book.sheet("Sources"), content)
    for number, rows in enumerate(sheets):
        progress(f"Feuille « {rows.nom} »", 0.5 + 0.4 * number / len(sheets))
        _rows_sheet(book, book.sheet(rows.nom), rows)
    progress("Écriture du classeur", 0.9)
    return book.close()


def _rows_sheet(book: Book, sheet: Worksheet, rows: RowSheet) -> None:
    """Write the rows: what each is, then what each is worth for the indicators named over the columns."""
    codes = sorted({code for column in rows.colonnes for code in column.codes})
    book.title(
        sheet,
        f"Ce que comptent {', '.join(codes)}",
        "Une ligne par chose comptée, avec le fichier et la ligne d’où elle vient.",
    )
    columns = [
        *(Column(name, width) for name, width in zip(BASE_COLUMNS, _WIDTHS, strict=True)),
        *(Column(f"{column.titre} – {', '.join(column.codes)}", 18) for column in rows.colonnes),
    ]
    book.headings(sheet, FIRST_ROW - 1, columns)
    text, day, line = book.format(), book.format(num_format=DAY, align="left"), book.format(num_format="0")
    texts, numbers = sheet.write_string, sheet.write_number
    order = rows.ordre()
    for row, number in enumerate(order, FIRST_ROW):
        base = rows.lignes[number]
        texts(row, 0, safe(base.cle), text)
        numbers(row, 1, day_number(base.jour), day)
        texts(row, 2, safe(base.domaine), text)
        texts(row, 3, safe(base.dga), text)
        texts(row, 4, safe(base.territoire), text)
        texts(row, 5, safe(base.fichier), text)
        if base.ligne:
            numbers(row, 6, base.ligne, line)
    where = {number: row for row, number in enumerate(order, FIRST_ROW)}
    positions = columns_of(rows)
    for column in rows.colonnes:
        position = positions[id(column)]
        style = book.format(num_format=CENTS) if column.genre == "montant" else book.format(align="right")
        for number, value in column.valeurs.items():
            if isinstance(value, str):
                texts(where[number], position, value, style)
            else:
                numbers(where[number], position, value, style)
    sheet.autofilter(FIRST_ROW - 1, 0, FIRST_ROW - 1 + len(order), len(columns) - 1)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(FIRST_ROW - 1)


WORKBOOK: Final = Document(
    nom="classeur",
    titre="Classeur des indicateurs",
    description="Une feuille par fiche avec des formules à vérifier, les lignes comptées, les définitions, les choix et les sources. Document interne.",
    extension="xlsx",
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ecrire=workbook,
)
