"""Maps of a report, laid out in points from local outlines: polygons, circles and names, drawn as vectors by the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, pi, radians, sqrt, tan
from typing import Any, Final

from spaser import francais as fr
from spaser.geography import Level, Ring, middles, names, outlines, signed_area
from spaser.map_classes import Classes, classes_of
from spaser.report.content import ReportContent
from spaser.report.figures_words import marked, shown
from spaser.report.situation import places_of
from spaser.report.texte import french

WIDTH: Final = 480.0
"""Of a map, in points: the text block of an A4 page."""
_HEIGHT: Final = 330.0
_RADIUS: Final = 22.0
_SMALLEST_POINT: Final = 0.4
"""Points of an outline nearer than this (in points) fall under one another on paper."""
_TO_SMES: Final = "F8.1"
_NAMED: Final = 10

Drawn = dict[str, Any]


@dataclass(frozen=True)
class _Projection:
    """Longitudes and latitudes to points: Mercator, the whole level in the room of the map."""

    echelle: float
    gauche: float
    haut: float
    hauteur: float

    @classmethod
    def of(cls, level: Level) -> _Projection:
        """Fit the outlines of a level."""
        points = [
            point
            for feature in outlines(level)["features"]
            for part in feature["geometry"]["coordinates"]
            for point in part[0]
        ]
        longitudes, latitudes = zip(*points, strict=True)
        west, east = min(longitudes) * pi / 180, max(longitudes) * pi / 180
        south, north = _mercator(min(latitudes)), _mercator(max(latitudes))
        scale = min(WIDTH / (east - west), _HEIGHT / (north - south))
        left = (WIDTH - (east - west) * scale) / 2 - west * scale
        return cls(scale, left, north * scale, (north - south) * scale)

    def __call__(self, longitude: float, latitude: float) -> list[float]:
        return [
            round(self.gauche + longitude * pi / 180 * self.echelle, 1),
            round(self.haut - _mercator(latitude) * self.echelle, 1),
        ]


def maps_of(content: ReportContent) -> list[Drawn]:
    """Return the maps of a report: who buys from SMEs, by territoire; where the paid suppliers are, by commune."""
    found = [_buyers(content), _suppliers(content)]
    return [drawn for drawn in found if drawn is not None]


def _buyers(content: ReportContent) -> Drawn | None:
    figure = content.figure(_TO_SMES)
    if figure is None or not figure.segments["territoire"]:
        return None
    codes = {nom: code for code, nom in names("territoires").items()}
    shares: dict[str, float | None] = {}
    labels: dict[str, str] = {}
    off_map = []
    for measure in figure.segments["territoire"]:
        value = shown(figure, measure)
        words = f"{marked(value)} ({fr.plural(measure.effectif, 'contrat')})"
        code = codes.get(measure.segment or "")
        if code is None:
            off_map.append(f"{measure.segment} : {words}")
            continue
        shares[code] = measure.valeur if value.aspect == "valeur" else None
        labels[code] = words
    return _drawn(
        "territoires",
        f"{figure.indicateur.titre}, par territoire qui achète",
        shares,
        {},
        labels,
        vide="aucun contrat",
        note=f"Hors carte – {' ; '.join(off_map)}." if off_map else "",
    )


def _suppliers(content: ReportContent) -> Drawn | None:
    places = places_of(content, "commune")
    known = names("communes")
    located = [place for place in places if place.lieu in known and place.montant > 0]
    if not located:
        return None
    amounts = {str(place.lieu): place.montant for place in located}
    shares = {str(place.lieu): place.part_pme for place in located}
    largest = " ; ".join(f"{known[str(p.lieu)]} {fr.euros_short(p.montant)}" for p in located[:_NAMED])
    outside = [place for place in places if place.lieu not in known]
    note = f"Les plus grands montants – {largest}."
    if outside:
        total = sum(place.montant for place in outside)
        note += f" Hors carte (autres départements, hors France, non localisé) : {fr.euros_short(total)}."
    return _drawn(
        "communes",
        "Part des TPE et PME dans les achats, par commune du fournisseur payé",
        shares,
        amounts,
        {},
        vide="aucune dépense",
        note=f"{note} La surface d’un cercle suit le montant payé (€ HT).",
    )


def _drawn(
    level: Level,
    titre: str,
    shares: Mapping[str, float | None],
    amounts: Mapping[str, float],
    labels: Mapping[str, str],
    *,
    vide: str,
    note: str,
) -> Drawn:
    project = _Projection.of(level)
    classes = classes_of([share for share in shares.values() if share is not None])
    known = names(level)
    spoken = " ; ".join(f"{known[code]} {text}" for code, text in labels.items()) or note
    return {
        "titre": french(titre),
        "alt": french(f"Carte – {titre}. {spoken}"),
        "hauteur": round(project.hauteur, 1),
        "surfaces": _areas(level, shares, classes, project),
        "cercles": _circles(level, amounts, project),
        "noms": [
            {"place": project(*middles(level)[code]), "nom": french(known[code]), "texte": french(text)}
            for code, text in labels.items()
        ],
        "legende": [
            {"couleur": colour, "texte": french(text)}
            for colour, text in zip(classes.couleurs, classes.textes, strict=True)
        ],
        "vide": french(vide),
        "inconnu": any(share is None for share in shares.values()),
        "note": french(note),
    }


def _areas(
    level: Level, shares: Mapping[str, float | None], classes: Classes, project: _Projection
) -> list[Drawn]:
    """Return the polygons, the largest first so that an enclave stands over what surrounds it."""
    found = []
    for feature in outlines(level)["features"]:
        code = feature["properties"]["code"]
        share = shares.get(code)
        state = "vide" if code not in shares else "inconnu" if share is None else "valeur"
        colour = "#FFFFFF" if share is None else classes.couleur(share)
        for rings in feature["geometry"]["coordinates"]:
            kept = [thinned for ring in rings if (thinned := _thinned(ring, project))]
            if kept:
                area = {"anneaux": kept, "etat": state, "couleur": colour}
                found.append((-abs(signed_area(rings[0])), area))
    return [area for _, area in sorted(found, key=lambda pair: pair[0])]


def _thinned(ring: Ring, project: _Projection) -> list[list[float]]:
    points: list[list[float]] = []
    for longitude, latitude in ring:
        point = project(longitude, latitude)
        if not points or abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) >= _SMALLEST_POINT:
            points.append(point)
    return points if len(points) > 2 else []  # noqa: PLR2004 – fewer points enclose nothing


def _circles(level: Level, amounts: Mapping[str, float], project: _Projection) -> list[Drawn]:
    where = middles(level)
    largest = max(amounts.values(), default=0.0)
    ordered = sorted(amounts.items(), key=lambda pair: -pair[1])
    return [
        {"centre": project(*where[code]), "rayon": round(_RADIUS * sqrt(amount / largest), 2)}
        for code, amount in ordered
    ]


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))
