"""A map as a picture that stands alone, for a slide or a report: title, outlines, circles, legend, date of the data, sources.

Black on white whatever the page's theme. What it holds is laid out once here, in pixels; ``map_files`` writes it as SVG or PNG.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, pi, radians, tan
from textwrap import wrap
from typing import Final, Literal

from spaser.geography import ATTRIBUTION, Level, Ring, middles, outlines, signed_area
from spaser.map_classes import Classes
from spaser.ui.map_legend import CIRCLE, legend_rows
from spaser.ui.maps import Place, classes_of_places, radius
from spaser.ui.theme import OUTLINE_GREY, UNKNOWN_GREY

WIDTH: Final = 1200
PAPER: Final = "#FFFFFF"
INK: Final = "#0B1620"
_FAINT: Final = "#4A5560"
_MARGIN: Final = 40
_MAP_HEIGHT: Final = 720
_CIRCLES: Final = 1.6
"""Circles are drawn larger than on the screen, as the map is."""
_LETTER: Final = 0.5
"""Mean width of a letter, in its size: lines are cut before they would run over the margin."""
_LEADING: Final = 1.35
_LEGEND_COLUMN: Final = 330
_LEGEND_ROW: Final = 28
_CHOSEN_LINE: Final = 5.0
_ITEM: Final = 18.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A polygon with its holes. ``rayures``: hatched, for what is not filled in."""

    anneaux: tuple[tuple[Point, ...], ...]
    fond: str
    trait: str
    epaisseur: float
    rayures: bool = False


@dataclass(frozen=True)
class Dot:
    """A circle."""

    centre: Point
    rayon: float
    fond: str


@dataclass(frozen=True)
class Label:
    """A line of text on its baseline; ``halo`` draws paper around it, over what it covers."""

    texte: str
    place: Point
    taille: float
    gras: bool = False
    encre: str = INK
    ancre: Literal["start", "middle"] = "start"
    halo: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in pixels, its items in the order in which they are drawn."""

    largeur: int
    hauteur: int
    titre: str
    items: tuple[Area | Dot | Label, ...]


@dataclass(frozen=True)
class Words:
    """What a picture says around its map: title, lines under it (date of the data, filters), lines under the map, an empty place."""

    titre: str
    sous_titres: tuple[str, ...]
    notes: tuple[str, ...]
    vide: str


def map_picture(level: Level, places: Sequence[Place], chosen: Collection[str], words: Words) -> Picture:
    """Lay out the map of some places; those whose codes are ``chosen`` are outlined, the few of a small level are named."""
    items: list[Area | Dot | Label] = []
    down = _paragraph(items, words.titre, 30, _MARGIN + 24, bold=True)
    for line in words.sous_titres:
        down = _paragraph(items, line, 17, down, ink=_FAINT)
    project = _projection(level, down)
    classes = classes_of_places(places)
    items += _areas(level, places, chosen, classes, project)
    items += _dots(level, places, project)
    if level == "territoires":
        items += _names(level, places, project)
    down = _legend(items, classes, places, words.vide, down + _MAP_HEIGHT + 30)
    for note in (*words.notes, ATTRIBUTION):
        down = _paragraph(items, note, 14, down, ink=_FAINT)
    return Picture(WIDTH, round(down + _MARGIN / 2), words.titre, tuple(items))


class _Projection:
    """Longitudes and latitudes to pixels: Mercator, as on the screen, the whole level in the room of the map."""

    def __init__(self, west: float, east: float, south: float, north: float, top: float) -> None:
        width, height = (east - west) * pi / 180, _mercator(north) - _mercator(south)
        self._scale = min((WIDTH - 2 * _MARGIN) / width, _MAP_HEIGHT / height)
        self._left = (WIDTH - width * self._scale) / 2 - west * pi / 180 * self._scale
        self._top = top + (_MAP_HEIGHT - height * self._scale) / 2 + _mercator(north) * self._scale

    def __call__(self, longitude: float, latitude: float) -> Point:
        return (
            round(self._left + longitude * pi / 180 * self._scale, 1),
            round(self._top - _mercator(latitude) * self._scale, 1),
        )


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


def _projection(level: Level, top: float) -> _Projection:
    points = [
        point
        for feature in outlines(level)["features"]
        for part in feature["geometry"]["coordinates"]
        for point in part[0]
    ]
    longitudes, latitudes = zip(*points, strict=True)
    return _Projection(min(longitudes), max(longitudes), min(latitudes), max(latitudes), top)


def _areas(
    level: Level, places: Sequence[Place], chosen: Collection[str], classes: Classes, project: _Projection
) -> list[Area]:
    """Return the outlines, the largest part first so that an enclave stands over what surrounds it, the chosen last."""
    by_code = {place.code: place for place in places}
    found: list[tuple[bool, float, Area]] = []
    for feature in outlines(level)["features"]:
        code = feature["properties"]["code"]
        place = by_code.get(code)
        part = None if place is None else place.part
        unknown = place is not None and part is None
        fill = UNKNOWN_GREY if unknown else PAPER if part is None else classes.couleur(part)
        picked = code in chosen
        for rings in feature["geometry"]["coordinates"]:
            area = Area(
                anneaux=tuple(_projected(ring, project) for ring in rings),
                fond=fill,
                trait=CIRCLE if picked else OUTLINE_GREY,
                epaisseur=_CHOSEN_LINE if picked else 1.0,
                rayures=unknown,
            )
            found.append((picked, -abs(signed_area(rings[0])), area))
    return [area for _, _, area in sorted(found, key=lambda item: item[:2])]


def _projected(ring: Ring, project: _Projection) -> tuple[Point, ...]:
    return tuple(project(point[0], point[1]) for point in ring)


def _dots(level: Level, places: Sequence[Place], project: _Projection) -> list[Dot]:
    where = middles(level)
    shown = sorted((p for p in places if p.code in where and p.montant > 0), key=lambda p: -p.montant)
    return [
        Dot(project(*where[place.code]), _CIRCLES * radius(place.montant, shown[0].montant), CIRCLE)
        for place in shown
    ]


def _names(level: Level, places: Sequence[Place], project: _Projection) -> list[Label]:
    """Name the places and say their figures: nothing tells them under the pointer here."""
    where = middles(level)
    largest = max((place.montant for place in places if place.code in where), default=0.0)
    labels = []
    for place in places:
        if place.code not in where:
            continue
        across, down = project(*where[place.code])
        below = down + (_CIRCLES * radius(place.montant, largest) if place.montant > 0 else 0.0)
        labels += [
            Label(place.nom, (across, below + 20), 17, gras=True, ancre="middle", halo=True),
            Label(
                f"{place.texte_part} · {place.texte_montant}",
                (across, below + 40),
                16,
                ancre="middle",
                halo=True,
            ),
        ]
    return labels


def _legend(
    items: list[Area | Dot | Label], classes: Classes, places: Sequence[Place], empty: str, top: float
) -> float:
    largest = max(places, key=lambda place: place.montant, default=None)
    circles = "montant (surface du cercle)"
    if largest is not None and largest.montant > 0:
        circles += f" ; le plus grand : {largest.nom}, {largest.texte_montant}"
    rows = legend_rows(classes, circles, empty)
    for row in rows:
        left, middle = _MARGIN + row["colonne"] * _LEGEND_COLUMN, top + row["rang"] * _LEGEND_ROW
        if row["forme"] == "circle":
            items.append(Dot((left + _ITEM / 2, middle), _ITEM / 2, row["couleur"]))
        else:
            fill = PAPER if row["couleur"] == "transparent" else row["couleur"]
            box = (
                (left, middle - _ITEM / 2),
                (left + _ITEM, middle - _ITEM / 2),
                (left + _ITEM, middle + _ITEM / 2),
                (left, middle + _ITEM / 2),
            )
            items.append(Area((box,), fill, OUTLINE_GREY, 1.0, rayures=fill == UNKNOWN_GREY))
        items.append(Label(row["texte"], (left + _ITEM + 10, middle + 6), 16))
    lines = 1 + max(int(row["rang"]) for row in rows)
    return top + lines * _LEGEND_ROW + 10


def _paragraph(
    items: list[Area | Dot | Label],
    text: str,
    size: float,
    top: float,
    *,
    bold: bool = False,
    ink: str = INK,
) -> float:
    """Add a text cut into lines; return where the next one starts."""
    for line in wrap(text, int((WIDTH - 2 * _MARGIN) / (_LETTER * size))):
        items.append(Label(line, (_MARGIN, top), size, gras=bold, encre=ink))
        top += size * _LEADING
    return top + 4
