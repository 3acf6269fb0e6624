"""The deck of a committee: a template that the authority can replace, its two layouts, and what stands on every slide."""

from __future__ import annotations

import copy
import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches, Pt

from spaser.report.same_bytes import same_bytes
from spaser.report.texte import french
from spaser.store import StoreError

ENVIRONMENT: Final = "SPASER_DIAPOSITIVES"
DEFAULT: Final = Path(__file__).resolve().parents[2] / "data" / "rapports" / "diapositives.pptx"
_GAP: Final = Inches(0.15)
_FOOT: Final = Pt(9)
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FEET: Final = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)


class Box(NamedTuple):
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class _Layouts:
    titre: SlideLayout
    page: SlideLayout


class Deck:
    """A presentation under way. ``pied`` stands at the foot of every slide, beside its number."""

    def __init__(self, pied: str) -> None:
        """Open the template named by SPASER_DIAPOSITIVES, else the one that is shipped.

        Raises:
            StoreError: it cannot be read, or lacks one of the two layouts.
        """
        self._path = Path(os.environ.get(ENVIRONMENT) or DEFAULT)
        try:
            self._presentation: Any = Presentation(str(self._path))
        except (OSError, KeyError, ValueError, BadZipFile, PackageNotFoundError) as error:
            raise StoreError(
                f"Le modèle de diapositives {self._path} ne peut pas être lu : remettez un fichier .pptx, ou retirez "
                f"{ENVIRONMENT} pour reprendre le modèle fourni."
            ) from error
        self._empty()
        self._layouts = self._find_layouts()
        self._pied = pied

    @property
    def area(self) -> Box:
        """The place under the title of a page and over its foot, as the template draws them."""
        shapes = list(self._layouts.page.placeholders)
        title = next(s for s in shapes if s.placeholder_format.type in _TITLES)
        feet = [s.top for s in shapes if s.placeholder_format.type in _FEET and s.top is not None]
        height = int(self._presentation.slide_height)
        bottom = min([top for top in feet if top > height / 2], default=height - Inches(0.4))
        top = int(title.top) + int(title.height) + _GAP
        return Box(int(title.left), top, int(title.width), int(bottom) - _GAP // 2 - top)

    def cover(self, titre: str, lignes: list[str]) -> Slide:
        """Add the first slide."""
        slide = self._add(self._layouts.titre, titre)
        under = next(s for s in slide.placeholders if s.placeholder_format.type not in (*_TITLES, *_FEET))
        under.text_frame.text = "\n".join(french(ligne) for ligne in lignes)
        return slide

    def page(self, titre: str, notes: str) -> Slide:
        """Add a page: its title, its foot, its number, and notes for whoever speaks."""
        slide = self._add(self._layouts.page, titre)
        slide.notes_slide.notes_text_frame.text = notes
        return slide

    def written(self, titre: str, auteur: str, sujet: str, moment: datetime) -> bytes:
        """Return the file: in French, dated as the version is, the same bytes for the same content."""
        properties = self._presentation.core_properties
        properties.title, properties.author, properties.subject = titre[:255], auteur[:255], sujet[:255]
        properties.last_modified_by, properties.language, properties.revision = auteur[:255], "fr-FR", 1
        properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
        for slide in self._presentation.slides:
            _in_french(slide._element)
            _in_french(slide.notes_slide._element)
        written = io.BytesIO()
        self._presentation.save(written)
        return same_bytes(written.getvalue(), moment)

    def _add(self, layout: SlideLayout, titre: str) -> Slide:
        slide: Slide = self._presentation.slides.add_slide(layout)
        title = slide.shapes.title
        if title is not None:
            title.text_frame.text = french(titre)
        for shape in layout.placeholders:
            kind = shape.placeholder_format.type
            if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                element = copy.deepcopy(shape.element)
                slide.shapes._spTree.append(element)
                if kind == PP_PLACEHOLDER.FOOTER:
                    self._foot(slide.shapes[-1], layout)
        return slide

    def _foot(self, shape: Any, layout: SlideLayout) -> None:
        """Write the foot over the whole width that the number leaves: templates made for a date are too narrow."""
        kinds = {s.placeholder_format.type: s for s in layout.placeholders}
        number = kinds.get(PP_PLACEHOLDER.SLIDE_NUMBER)
        box = kinds[PP_PLACEHOLDER.FOOTER]
        left, top, height = self.area.left, int(box.top), int(box.height)
        if number is not None and int(number.left) > left:
            shape.left, shape.top, shape.height = Emu(left), Emu(top), Emu(height)
            shape.width = Emu(int(number.left) - left)
        shape.text_frame.text = french(self._pied)
        shape.text_frame.paragraphs[0].runs[0].font.size = _FOOT

    def _empty(self) -> None:
        """Drop the slides that a template may hold."""
        listed = self._presentation.slides._sldIdLst
        for item in list(listed):
            self._presentation.part.drop_rel(item.rId)
            listed.remove(item)

    def _find_layouts(self) -> _Layouts:
        titre = page = None
        for layout in self._presentation.slide_layouts:
            kinds = [s.placeholder_format.type for s in layout.placeholders]
            kinds = [kind for kind in kinds if kind not in _FEET]
            titled = any(kind in _TITLES for kind in kinds)
            if titled and PP_PLACEHOLDER.SUBTITLE in kinds:
                titre = titre or layout
            elif titled and len(kinds) == 1:
                page = page or layout
        if titre is None or page is None:
            raise StoreError(
                f"Le modèle de diapositives {self._path.name} doit avoir une disposition avec un titre et un sous-titre, et une autre "
                "avec un titre seul : ajoutez celle qui manque dans son masque."
            )
        return _Layouts(titre, page)


def part(box: Box, left: float, top: float, width: float, height: float) -> Box:
    """Return a part of a box, given as fractions of it."""
    return Box(
        Emu(box.left + round(box.width * left)),
        Emu(box.top + round(box.height * top)),
        Emu(round(box.width * width)),
        Emu(round(box.height * height)),
    )


def below(box: Box, height: int) -> Box:
    """Return what is left of a box under so much of it, and a gap."""
    taken = height + 2 * _GAP
    return Box(box.left, Emu(box.top + taken), box.width, Emu(max(0, box.height - taken)))


def _in_french(element: Any) -> None:
    """Say that every text is French, for spelling checks and voices."""
    for paragraph in element.iter(qn("a:p")):
        for run in paragraph.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", "fr-FR")
