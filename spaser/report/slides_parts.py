"""What a slide is made of: native tables and charts, which stay editable, with a text for who does not see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final, Literal

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Emu, Pt

from spaser.report.slides_deck import Box
from spaser.report.texte import french

INK: Final = "0B1620"
FAINT: Final = "4A5560"
HEAD: Final = "0B3C5D"
PREVIOUS: Final = "7B8791"
_STRIPE: Final = "F1F4F6"
_PAPER: Final = "FFFFFF"
_EMU_PT: Final = 12_700
_LETTER: Final = 0.52
"""Mean width of a letter, in its size: how many lines a cell will take."""
_LINE: Final = 1.22
_CELL: Final = 7.0
"""Margins of a cell above and below, in points."""
_MARGIN: Final = Pt(4)
_SMALLEST: Final = 8.0
_BRIGHT: Final = 120
"""Luma above which dark ink reads better than white, of 255."""

Look = Literal["texte", "nombre", "fort", "absent"]


@dataclass(frozen=True)
class Cell:
    """A cell: ``absent`` (not filled in, not applicable) never looks like a value."""

    texte: str
    aspect: Look = "texte"


@dataclass(frozen=True)
class Table:
    """A table: headings, shares of its width, rows; ``alt`` says what it holds. ``taille``: letters, in points."""

    titres: tuple[str, ...]
    largeurs: tuple[float, ...]
    lignes: tuple[tuple[Cell, ...], ...]
    alt: str
    taille: float = 11


def pages(table: Table, box: Box) -> Iterator[Table]:
    """Cut a table where it would run over its place."""
    room = box.height / _EMU_PT
    kept: list[tuple[Cell, ...]] = []
    used = start = _height(tuple(Cell(title) for title in table.titres), table, box)
    for row in table.lignes:
        height = _height(row, table, box)
        if kept and used + height > room:
            yield Table(table.titres, table.largeurs, tuple(kept), table.alt, table.taille)
            used, kept = start, []
        kept.append(row)
        used += height
    yield Table(table.titres, table.largeurs, tuple(kept), table.alt, table.taille)


def table_height(table: Table, box: Box) -> int:
    """Return the height that a table will take in a box, in EMU."""
    rows = (tuple(Cell(title) for title in table.titres), *table.lignes)
    return sum(Pt(_height(row, table, box)) for row in rows)


def fitted(table: Table, box: Box) -> Table:
    """Return a table whose letters are as small as its place asks, no smaller than can be read."""
    taille = table.taille
    while taille > _SMALLEST and table_height(replace(table, taille=taille), box) > box.height:
        taille -= 0.5
    return replace(table, taille=taille)


def add_table(slide: Slide, box: Box, table: Table) -> None:
    """Draw a table at the top of a box."""
    rows = [tuple(Cell(title, "fort") for title in table.titres), *table.lignes]
    heights = [Pt(_height(row, table, box)) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(table.titres), Emu(box.left), Emu(box.top), Emu(box.width), Emu(sum(heights))
    )
    _describe(frame, table.alt)
    drawn = frame.table
    drawn.horz_banding = False
    for column, share in zip(drawn.columns, table.largeurs, strict=True):
        column.width = Emu(round(box.width * share / sum(table.largeurs)))
    for rank, (row, height) in enumerate(zip(rows, heights, strict=True)):
        drawn.rows[rank].height = Emu(height)
        fill = HEAD if rank == 0 else _STRIPE if rank % 2 == 0 else _PAPER
        for place, cell in enumerate(row):
            _write(drawn.cell(rank, place), cell, table.taille, fill, head=rank == 0)


def add_text(slide: Slide, box: Box, lines: Sequence[Cell], size: float) -> None:
    """Write paragraphs in a box."""
    frame = slide.shapes.add_textbox(*(Emu(side) for side in box)).text_frame
    frame.word_wrap = True
    for rank, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        run = paragraph.add_run()
        run.text = french(line.texte)
        run.font.size, run.font.bold = Pt(size), line.aspect == "fort"
        run.font.color.rgb = RGBColor.from_string(FAINT if line.aspect == "absent" else INK)


@dataclass(frozen=True)
class Bars:
    """Horizontal bars: one row a category, one colour a series; a None is a gap, never a bar of 0."""

    titre: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...], str], ...]
    """Name, values, colour."""
    format: str
    alt: str
    empilees: bool = False
    etiquettes: tuple[str, ...] = ()
    """Names of the series whose values are written; all of them when stacked."""


def add_bars(slide: Slide, box: Box, bars: Bars) -> None:
    """Draw a native chart, its numbers in a workbook of its own."""
    data = CategoryChartData(number_format=bars.format)
    data.categories = [french(name) for name in bars.categories]
    for name, values, _ in bars.series:
        data.add_series(french(name), values)
    kind = XL_CHART_TYPE.BAR_STACKED if bars.empilees else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *(Emu(side) for side in box), data)
    _describe(frame, bars.alt)
    chart: Any = frame.chart
    _in_french(chart)
    chart.font.size, chart.font.color.rgb = Pt(11), RGBColor.from_string(INK)
    chart.has_title = True
    chart.chart_title.text_frame.text = french(bars.titre)
    chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(PREVIOUS)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = min((0.0, *_known(bars)))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (50, 100) if bars.empilees else (40, -5)
    for series, (name, _, colour) in zip(plot.series, bars.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#"))
        series.invert_if_negative = False
        if bars.empilees or name in bars.etiquettes:
            labels = series.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = (
                True,
                bars.format,
                False,
            )
            labels.font.size = Pt(11)
            labels.font.color.rgb = RGBColor.from_string(_over(colour) if bars.empilees else INK)
            labels.position = XL_LABEL_POSITION.CENTER if bars.empilees else XL_LABEL_POSITION.OUTSIDE_END


def _in_french(chart: Any) -> None:
    """Say that a chart is French: a comma before its decimals."""
    language = OxmlElement("c:lang")
    language.set("val", "fr-FR")
    chart._chartSpace.find(qn("c:date1904")).addnext(language)


def _known(bars: Bars) -> Iterator[float]:
    return (value for _, values, _ in bars.series for value in values if value is not None)


def _over(colour: str) -> str:
    """Return the ink that reads best over a colour."""
    red, green, blue = (int(colour.lstrip("#")[start : start + 2], 16) for start in (0, 2, 4))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > _BRIGHT else _PAPER


def _height(row: Sequence[Cell], table: Table, box: Box) -> float:
    """Return the height that a row will take, in points."""
    lines = 1
    for cell, share in zip(row, table.largeurs, strict=True):
        width = box.width * share / sum(table.largeurs) / _EMU_PT - 2 * _MARGIN / _EMU_PT
        letters = max(1.0, width / (_LETTER * table.taille))
        lines = max(lines, sum(ceil(max(1, len(part)) / letters) for part in cell.texte.split("\n")))
    return lines * table.taille * _LINE + _CELL


def _write(target: Any, cell: Cell, size: float, fill: str, *, head: bool) -> None:
    target.margin_left = target.margin_right = _MARGIN
    target.margin_top = target.margin_bottom = Pt(2)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    target.fill.solid()
    target.fill.fore_color.rgb = RGBColor.from_string(fill)
    ink = _PAPER if head else FAINT if cell.aspect == "absent" else INK
    frame = target.text_frame
    for rank, line in enumerate(cell.texte.split("\n")):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if cell.aspect == "nombre" else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = french(line)
        run.font.size = Pt(size)
        run.font.bold, run.font.italic = head or cell.aspect == "fort", cell.aspect == "absent"
        run.font.color.rgb = RGBColor.from_string(ink)


def _describe(frame: Any, alt: str) -> None:
    """Give a drawing its text for who does not see it."""
    properties = frame._element.find(f".//{qn('p:cNvPr')}")
    properties.set("descr", french(alt))
