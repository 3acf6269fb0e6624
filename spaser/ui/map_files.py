"""A picture written as a file: SVG, which stays sharp at any size, or PNG at twice its size, in the page's own font.

Drawn by the server, from the outlines that it holds: no browser without WebGL is left aside, and nothing is fetched.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import streamlit as st
from PIL import Image, ImageDraw, ImageFont

from spaser.ui.map_picture import PAPER, Area, Dot, Label, Picture, Point

_SCALE: Final = 2
_SMOOTH: Final = 2
"""Shapes are drawn so many times larger, then brought back: their edges are smooth."""
_HATCH: Final = 8
_HATCH_INK: Final = "#5C6770"
_CIRCLE_LINE: Final = 1.5
_HALO: Final = 3
_FAMILY: Final = "'Source Sans 3', 'Source Sans Pro', 'Source Sans', Arial, sans-serif"
_SVG_HATCH: Final = (
    f'<pattern id="rayures" width="{_HATCH}" height="{_HATCH}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<line y2="{_HATCH}" stroke="{_HATCH_INK}" stroke-width="2.5"/></pattern>'
)
_REGULAR, _BOLD = 400, 650


def to_svg(picture: Picture) -> bytes:
    """Write a picture as an SVG that stands alone; its texts stay texts."""
    size = f'width="{picture.largeur}" height="{picture.hauteur}" viewBox="0 0 {picture.largeur} {picture.hauteur}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FAMILY}" lang="fr">',
        f"<title>{escape(picture.titre)}</title>",
        _SVG_HATCH,
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        *(_svg_item(item) for item in picture.items),
        "</svg>",
    ]
    return "\n".join(lines).encode()


def to_png(picture: Picture) -> bytes:
    """Write a picture as a PNG at twice its size."""
    times = _SCALE * _SMOOTH
    image = Image.new("RGB", (picture.largeur * times, picture.hauteur * times), PAPER)
    shapes = [item for item in picture.items if not isinstance(item, Label)]
    for item in shapes:
        if isinstance(item, Area):
            _fill(image, item, times)
        else:
            _disc(image, item, times)
    image = image.reduce(_SMOOTH)
    draw = ImageDraw.Draw(image)
    for label in picture.items:
        if isinstance(label, Label):
            draw.text(
                (label.place[0] * _SCALE, label.place[1] * _SCALE),
                label.texte,
                fill=label.encre,
                font=_font(round(label.taille * _SCALE), _BOLD if label.gras else _REGULAR),
                anchor="ms" if label.ancre == "middle" else "ls",
                stroke_width=_HALO * _SCALE if label.halo else 0,
                stroke_fill=PAPER,
            )
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _svg_item(item: Area | Dot | Label) -> str:
    match item:
        case Area():
            path = "".join(f"M{_svg_points(ring)}Z" for ring in item.anneaux)
            line = f'stroke="{item.trait}" stroke-width="{item.epaisseur}" stroke-linejoin="round"'
            drawn = f'<path d="{path}" fill="{item.fond}" fill-rule="evenodd" {line}/>'
            return (
                f'{drawn}<path d="{path}" fill="url(#rayures)" fill-rule="evenodd"/>'
                if item.rayures
                else drawn
            )
        case Dot():
            return (
                f'<circle cx="{item.centre[0]}" cy="{item.centre[1]}" r="{item.rayon:.1f}" fill="{item.fond}" '
                f'fill-opacity="0.85" stroke="{PAPER}" stroke-width="{_CIRCLE_LINE}"/>'
            )
        case Label():
            halo = (
                f' stroke="{PAPER}" stroke-width="{2 * _HALO}" paint-order="stroke" stroke-linejoin="round"'
            )
            return (
                f'<text x="{item.place[0]:.1f}" y="{item.place[1]:.1f}" font-size="{item.taille}" '
                f'font-weight="{_BOLD if item.gras else _REGULAR}" fill="{item.encre}" text-anchor="{item.ancre}"'
                f"{halo if item.halo else ''}>{escape(item.texte)}</text>"
            )


def _svg_points(ring: tuple[Point, ...]) -> str:
    return "L".join(f"{across:g} {down:g}" for across, down in ring)


def _fill(image: Image.Image, area: Area, times: int) -> None:
    rings = [[(across * times, down * times) for across, down in ring] for ring in area.anneaux]
    draw = ImageDraw.Draw(image)
    draw.polygon(rings[0], fill=area.fond)
    if area.rayures:
        _hatch(image, rings[0], times)
    for hole in rings[1:]:
        draw.polygon(hole, fill=PAPER)
    for ring in rings:
        draw.line([*ring, ring[0]], fill=area.trait, width=round(area.epaisseur * times), joint="curve")


def _hatch(image: Image.Image, ring: list[Point], times: int) -> None:
    """Draw oblique lines inside a ring alone."""
    left, top = (int(min(axis)) for axis in zip(*ring, strict=True))
    right, bottom = (int(max(axis)) + 1 for axis in zip(*ring, strict=True))
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).polygon([(across - left, down - top) for across, down in ring], fill=255)
    lines = Image.new("L", mask.size)
    draw = ImageDraw.Draw(lines)
    height, step = bottom - top, round(_HATCH * 1.4 * times)
    # Steps from the left edge of the picture, not of the area: neighbours' lines meet.
    for start in range(-height - (left + top) % step, right - left, step):
        draw.line([(start, height), (start + height, 0)], fill=255, width=round(2.5 * times))
    inked = Image.composite(lines, Image.new("L", mask.size), mask)
    image.paste(_HATCH_INK, (left, top), inked)


def _disc(image: Image.Image, dot: Dot, times: int) -> None:
    across, down, radius = (value * times for value in (*dot.centre, dot.rayon))
    box = (across - radius, down - radius, across + radius, down + radius)
    ImageDraw.Draw(image).ellipse(box, fill=dot.fond, outline=PAPER, width=round(_CIRCLE_LINE * times))


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the page's own font, from the files of Streamlit: Pillow's has no accents."""
    folder = Path(st.__file__).parent / "static" / "static" / "media"
    (file,) = folder.glob("SourceSansVF-Upright*.woff2")
    font = ImageFont.truetype(file, size)
    font.set_variation_by_axes([weight])
    return font
