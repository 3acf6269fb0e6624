"""Choropleths and circles drawn by deck.gl from local outlines: no base map, no tile server, no other host.

``map_provider=None`` is what keeps Streamlit from asking for a base map (any other value, an empty style included, falls
back to one). The text sent to the browser is written here once per drawing: pydeck's own, indented and sorted, is three
times as long and ten times as slow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from typing import Any, Final

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from spaser.geography import Level, middles, outlines
from spaser.map_classes import Classes, classes_of
from spaser.ui.map_legend import CIRCLE
from spaser.ui.map_tooltip import STYLE, TEMPLATE, side, step_back
from spaser.ui.theme import OUTLINE_GREY, UNKNOWN_GREY

HEIGHT: Final = 370
NOTHING_SPENT: Final = "aucune dépense"
_DRAWINGS: Final = 64
_PIXELS: Final = pdk.types.String("pixels")
"""A bare text would be read as the name of a column."""
_RADII: Final = (2.0, 22.0)
_CHOSEN_LINE: Final = 4
_HERE: Final = "\ue000"
"""Stands before a code where the outline of a place goes, in no text of ours."""
_PLACE: Final = re.compile(f'"{_HERE}([^"]*)"')
_LINES_UNDER_NO_POINTER: Final = {"_subLayerProps": {"polygons-stroke": {"pickable": False}}}
"""A browser without a graphics card takes a quarter of a second to find what is under the pointer, and then loses the click."""
_VIEWS: Final[dict[Level, tuple[float, float, float]]] = {
    "territoires": (5.27, 43.465, 7.85),
    "communes": (5.02, 43.54, 7.3),
    "departements": (2.3, 46.5, 4.1),
}
"""Longitude, latitude and zoom that show a whole level in a phone's width."""


@dataclass(frozen=True)
class Place:
    """One place of a map: its share as a fraction (None: not filled in), its amount, and all of it as a reader says it."""

    code: str
    nom: str
    part: float | None
    montant: float
    texte_part: str
    texte_montant: str
    texte_compte: str


class OfflineDeck(pdk.Deck):  # type: ignore[misc]
    """A drawing whose text is ready: Streamlit asks for it at every run."""

    def __init__(self, text: str) -> None:
        self.__dict__.update(vars(_blank()))
        self._text = text

    def to_json(self) -> str:
        """Return what the browser draws."""
        return self._text


@cache
def _blank() -> pdk.Deck:
    """Return a drawing without anything, made once: pydeck looks for a notebook's packages each time it makes one."""
    return pdk.Deck(map_provider=None, tooltip={"html": TEMPLATE, "style": STYLE}, height=HEIGHT)


def radius(montant: float, largest: float) -> float:
    """Return the radius of a circle in pixels: its area follows the amount."""
    least, most = _RADII
    return round(max(least, most * sqrt(montant / largest)), 1)


def classes_of_places(places: Sequence[Place]) -> Classes:
    """Return the classes that the known shares of some places fall in."""
    return classes_of([place.part for place in places if place.part is not None])


def choropleth(
    level: Level,
    share_title: str,
    places: Sequence[Place],
    chosen: frozenset[str] = frozenset(),
    empty: str = NOTHING_SPENT,
) -> OfflineDeck:
    """Return the map of some places; those whose codes are ``chosen`` are outlined.

    A place of unknown share is grey; a place without amount has no circle; a place of which nothing is known says ``empty``.
    """
    return OfflineDeck(_drawn(level, share_title, tuple(places), chosen, empty))


@lru_cache(maxsize=_DRAWINGS)
def _drawn(
    level: Level, share_title: str, places: tuple[Place, ...], chosen: frozenset[str], empty: str
) -> str:
    longitude, latitude, zoom = _VIEWS[level]
    by_code = {place.code: place for place in places}
    classes = classes_of_places(places)
    # The chosen come last: no neighbour's line runs over theirs.
    ordered = sorted(outlines(level)["features"], key=lambda feature: feature["properties"]["code"] in chosen)
    features = [
        {
            "type": "Feature",
            "geometry": _HERE + code,
            "properties": {
                **_area(by_code.get(code), feature["properties"]["nom"], share_title, classes, empty),
                **_outline(chosen=code in chosen),
                **_bubble(level, code),
            },
        }
        for feature in ordered
        for code in (feature["properties"]["code"],)
    ]
    deck = copy(_blank())
    deck.initial_view_state = pdk.ViewState(
        longitude=longitude, latitude=latitude, zoom=zoom, min_zoom=zoom - 1
    )
    deck.views = [pdk.View(type="MapView", controller={"scrollZoom": False, "dragRotate": False})]
    deck.layers = [
        pdk.Layer(
            "GeoJsonLayer",
            data={"type": "FeatureCollection", "features": features},
            id="lieux",
            pickable=True,
            stroked=True,
            filled=True,
            get_fill_color="properties.fond",
            get_line_color="properties.bord",
            line_width_min_pixels=1,
            get_line_width="properties.trait",
            line_width_units=_PIXELS,
            **_LINES_UNDER_NO_POINTER,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            data=_circles(level, share_title, places),
            id="montants",
            pickable=True,
            stroked=True,
            get_position="position",
            get_radius="rayon",
            radius_units=_PIXELS,
            get_fill_color=_rgba(CIRCLE, 215),
            get_line_color=[255, 255, 255, 230],
            line_width_units=_PIXELS,
            get_line_width=1,
        ),
    ]
    written = json.dumps(deck, default=default_serialize, separators=(",", ":"), ensure_ascii=False)
    geometries = _geometries(level)
    return _PLACE.sub(lambda place: geometries.get(place[1], "null"), written)


@cache
def _geometries(level: Level) -> dict[str, str]:
    """Write the outlines once: they are most of a map, and never change."""
    return {
        feature["properties"]["code"]: json.dumps(feature["geometry"], separators=(",", ":"))
        for feature in outlines(level)["features"]
    }


def _area(place: Place | None, nom: str, share_title: str, classes: Classes, empty: str) -> dict[str, Any]:
    if place is None:
        return {**_words(nom, share_title, empty, "–", ""), "fond": _rgba(UNKNOWN_GREY, 18)}
    colour = UNKNOWN_GREY if place.part is None else classes.couleur(place.part)
    return {**_said(place, share_title), "fond": _rgba(colour, 235)}


def _outline(*, chosen: bool) -> dict[str, Any]:
    return {"bord": _rgba(CIRCLE if chosen else OUTLINE_GREY, 255), "trait": _CHOSEN_LINE if chosen else 1}


def _bubble(level: Level, code: str) -> dict[str, Any]:
    """Say which place an object is about, for a click, and where its words stand, for a pointer."""
    longitude, latitude, zoom = _VIEWS[level]
    return {
        "code": code,
        "recul": step_back(level, code, longitude, zoom),
        "montee": side(level, code, latitude),
    }


def _circles(level: Level, share_title: str, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return the circles, the largest first so that none hides a smaller one; their areas follow the amounts."""
    where = middles(level)
    shown = sorted((p for p in places if p.code in where and p.montant > 0), key=lambda p: -p.montant)
    return [
        {
            **_said(place, share_title),
            **_bubble(level, place.code),
            "position": [round(degree, 4) for degree in where[place.code]],
            "rayon": radius(place.montant, shown[0].montant),
        }
        for place in shown
    ]


def _said(place: Place, share_title: str) -> dict[str, str]:
    return _words(place.nom, share_title, place.texte_part, place.texte_montant, place.texte_compte)


def _words(nom: str, titre: str, texte_part: str, texte_montant: str, compte: str) -> dict[str, str]:
    return {
        "nom": nom,
        "titre": titre,
        "texte_part": texte_part,
        "texte_montant": texte_montant,
        "compte": compte,
    }


def _rgba(colour: str, alpha: int) -> list[int]:
    return [*(int(colour[start : start + 2], 16) for start in (1, 3, 5)), alpha]
