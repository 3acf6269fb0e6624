"""An editable text document: real styles, headings and tables, in French, with its foot and page numbers on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from spaser.francais import NOT_FILLED
from spaser.report.same_bytes import same_bytes
from spaser.report.texte import french

_FONT: Final = "Calibri"
_NIGHT: Final = RGBColor(0x0B, 0x3C, 0x5D)
_FAINT: Final = RGBColor(0x4A, 0x55, 0x60)
_ALARM: Final = RGBColor(0xB3, 0x26, 0x1E)
_HEAD: Final = "0B3C5D"
_STRIPE: Final = "F1F4F6"
_HEADINGS: Final = ((1, 18), (2, 14), (3, 12))
_WIDTH: Final = Cm(17)

Look = Literal["texte", "nombre", "fort", "absent"]


@dataclass(frozen=True)
class _CellStyle:
    """A paragraph style of the document: whoever amends it changes all cells of a kind at once."""

    nom: str
    gras: bool = False
    italique: bool = False
    droite: bool = False
    couleur: RGBColor | None = None


_CELLS: Final = {
    "texte": _CellStyle("Cellule"),
    "nombre": _CellStyle("CelluleNombre", droite=True),
    "fort": _CellStyle("CelluleForte", gras=True),
    "absent": _CellStyle("CelluleAbsente", italique=True, couleur=_FAINT),
    "titre": _CellStyle("CelluleTitre", gras=True, couleur=RGBColor(0xFF, 0xFF, 0xFF)),
}


@dataclass(frozen=True)
class Cell:
    """A cell: ``absent`` (not filled in, not applicable) never looks like a value."""

    texte: str
    aspect: Look = "texte"


ABSENT: Final = Cell(f"◌ {NOT_FILLED}", "absent")


class Letter:
    """A document under way."""

    def __init__(self, titre: str, entete: str, pied: str, alarme: str) -> None:
        """Start it; ``alarme`` stands in red at the head of every page."""
        self._titre = titre
        self._document: Any = docx.Document()
        self._style()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
        head = section.header.paragraphs[0]
        _run(head, entete, size=9, colour=_FAINT)
        if alarme:
            _run(head, f" – {alarme}", size=9, colour=_ALARM, bold=True)
        foot = section.footer.paragraphs[0]
        _run(foot, f"{pied} · page ", size=8, colour=_FAINT)
        _field(foot, "PAGE")
        _run(foot, " / ", size=8, colour=_FAINT)
        _field(foot, "NUMPAGES")
        self._document.add_paragraph(french(titre), style="Title")

    def heading(self, texte: str, level: int = 1) -> None:
        """Add a heading."""
        self._document.add_heading(french(texte), level)

    def text(self, texte: str, *, aside: bool = False) -> None:
        """Add a paragraph; one ``aside`` is a note, smaller."""
        paragraph = self._document.add_paragraph()
        _run(paragraph, texte, size=9 if aside else None, colour=_FAINT if aside else None)

    def items(self, lignes: Sequence[str]) -> None:
        """Add a list."""
        for ligne in lignes:
            self._document.add_paragraph(french(ligne), style="List Bullet")

    def table(
        self, titres: Sequence[str], largeurs: Sequence[float], lignes: Sequence[Sequence[Cell]], alt: str
    ) -> None:
        """Add a table whose heading row is repeated on each page."""
        table = self._document.add_table(rows=1 + len(lignes), cols=len(titres), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _describe(table, alt)
        widths = [round(_WIDTH * share / sum(largeurs)) for share in largeurs]
        for column, width in zip(table.columns, widths, strict=True):
            column._gridCol.w = width
        rows = ([Cell(titre, "fort") for titre in titres], *lignes)
        for rank, (drawn, row) in enumerate(zip(table.rows, rows, strict=True)):
            _keep_whole(drawn, head=rank == 0)
            for target, cell, width in zip(drawn.cells, row, widths, strict=True):
                target.width = width
                _fill(target, _HEAD if rank == 0 else _STRIPE if rank % 2 == 0 else "FFFFFF")
                style = _CELLS["titre" if rank == 0 else cell.aspect].nom
                target.paragraphs[0]._p.style = style
                target.paragraphs[0].add_run(french(cell.texte))
        self._document.add_paragraph(style=_CELLS["texte"].nom)

    def written(self, auteur: str, sujet: str, moment: datetime) -> bytes:
        """Return the file, dated as the version is: the same bytes for the same content."""
        properties = self._document.core_properties
        properties.title, properties.author, properties.subject = self._titre[:255], auteur[:255], sujet[:255]
        properties.last_modified_by, properties.language, properties.comments = auteur[:255], "fr-FR", ""
        properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
        written = io.BytesIO()
        self._document.save(written)
        return same_bytes(written.getvalue(), moment)

    def _style(self) -> None:
        """Give the built-in styles the document's letters, and its language."""
        styles = self._document.styles
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name, size, colour in (
            ("Normal", 10.5, None),
            ("Title", 24, _NIGHT),
            *((f"Heading {level}", size, _NIGHT) for level, size in _HEADINGS),
        ):
            style = styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            if colour is not None:
                style.font.color.rgb = colour
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for side in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{side}"), _FONT)
            for side in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(qn(f"w:{side}"), None)
        for cell in _CELLS.values():
            style = styles.add_style(cell.nom, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.size = styles["Normal"], Pt(8.5)
            style.font.bold, style.font.italic = cell.gras or None, cell.italique or None
            style.paragraph_format.space_after = Pt(0)
            if cell.droite:
                style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if cell.couleur is not None:
                style.font.color.rgb = cell.couleur
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "fr-FR")


def _run(
    paragraph: Any, texte: str, *, size: float | None = None, colour: Any = None, bold: bool = False
) -> Any:
    run = paragraph.add_run(french(texte) if texte.strip() == texte else texte)
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _field(paragraph: Any, name: str) -> None:
    """Add a number that the word processor keeps up to date."""
    run = _run(paragraph, "", size=8, colour=_FAINT)
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind == "shown":
            run.add_text(text)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)


def _fill(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: Any, *, head: bool) -> None:
    """Keep a row on one page; repeat the heading row on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(table: Any, alt: str) -> None:
    """Give a table its text for who does not see it."""
    caption = OxmlElement("w:tblDescription")
    caption.set(qn("w:val"), french(alt))
    table._tbl.tblPr.append(caption)
