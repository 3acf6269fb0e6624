# ruff: noqa: INP001
"""Outlines: cleaned of the source's slits, simplified with their neighbours, rounded and written as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from paquets import exiger
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

EN_METRES = Transformer.from_crs(4326, 2154, always_xy=True)
EN_DEGRES = Transformer.from_crs(2154, 4326, always_xy=True)
_ENCLAVE_M2 = 5e6
_POINTS_ANNEAU = 3


def interieur(geometrie: BaseGeometry) -> BaseGeometry:
    """Give the centroid, or a point inside where the centroid falls outside."""
    centre = geometrie.centroid
    return centre if geometrie.contains(centre) else geometrie.point_on_surface()


def projeter(geometrie: BaseGeometry, vers: Transformer) -> BaseGeometry:
    """Change the projection of a geometry."""
    return shapely.transform(
        geometrie, lambda points: np.column_stack(vers.transform(points[:, 0], points[:, 1]))
    )


def morceaux(geometrie: BaseGeometry) -> list[Polygon]:
    """Give the polygons of a geometry, the largest first."""
    return sorted(
        (p for p in getattr(geometrie, "geoms", [geometrie]) if isinstance(p, Polygon)), key=lambda p: -p.area
    )


def sans_fentes(metres: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Close the slits and overlaps that the source leaves between neighbours."""
    propres = list(shapely.coverage_clean(np.array(metres), snapping_distance=1, gap_width=20))
    exiger(shapely.coverage_is_valid(np.array(propres)), "les contours se chevauchent encore")
    return propres


def simplifier(geometries: Sequence[BaseGeometry], tolerance: float, ilot_km2: float) -> list[BaseGeometry]:
    """Simplify together, so that neighbours keep their common border; drop small islands and false holes."""
    metres = [projeter(g, EN_METRES) for g in geometries]

    def enclave(trou: Any, rang: int) -> bool:
        polygone = Polygon(trou)
        point = polygone.representative_point()
        return polygone.area > _ENCLAVE_M2 and any(
            n != rang and autre.contains(point) for n, autre in enumerate(metres)
        )

    pleins = [
        MultiPolygon([Polygon(p.exterior, [t for t in p.interiors if enclave(t, rang)]) for p in morceaux(g)])
        for rang, g in enumerate(metres)
    ]
    resultat = []
    for geometrie in shapely.coverage_simplify(sans_fentes(pleins), tolerance):
        gardes = [p for rang, p in enumerate(morceaux(geometrie)) if rang == 0 or p.area >= ilot_km2 * 1e6]
        resultat.append(projeter(MultiPolygon(gardes), EN_DEGRES))
    return resultat


def arrondir(geometrie: BaseGeometry, decimales: int) -> BaseGeometry:
    """Round the coordinates, orient as RFC 7946 says, drop the rings that rounding flattens."""

    def anneau(coordonnees: Any) -> np.ndarray | None:
        points = np.round(np.asarray(coordonnees), decimales)
        return points if len(np.unique(points, axis=0)) >= _POINTS_ANNEAU else None

    polygones = []
    for polygone in morceaux(geometrie):
        exterieur = anneau(polygone.exterior.coords)
        if exterieur is None:
            continue
        trous = [t for t in (anneau(i.coords) for i in polygone.interiors) if t is not None]
        neuf = Polygon(exterieur, trous)
        if neuf.area > 0:
            polygones.append(orient(shapely.remove_repeated_points(neuf)))
    return polygones[0] if len(polygones) == 1 else MultiPolygon(polygones)


def ecrire_contours(
    chemin: Path, entites: Iterable[tuple[dict[str, Any], BaseGeometry]], decimales: int
) -> None:
    """Write a GeoJSON file and refuse one whose geometries are not valid."""
    traits = [
        {"type": "Feature", "properties": proprietes, "geometry": mapping(arrondir(geometrie, decimales))}
        for proprietes, geometrie in entites
    ]
    invalides = [t["properties"]["code"] for t in traits if not shape(t["geometry"]).is_valid]
    exiger(not invalides, f"{chemin.name} : géométries invalides {invalides}")
    collection = {"type": "FeatureCollection", "features": traits}
    chemin.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
