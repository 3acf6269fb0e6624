"""Choropleths drawn by Vega from local outlines: no tile server, no WebGL, readable in print and by assistive tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import altair as alt

from spaser.ui.geography import Level, middles, outlines
from spaser.ui.theme import INK, SEQUENCE, UNKNOWN_GREY, Spec, bound, kept

HEIGHT: Final = 440
_ABSENT: Final = "!isValid(datum.part)"


@dataclass(frozen=True)
class Place:
    """One place of a map: its share as a fraction (None: not filled in), its amount, and both as a reader says them."""

    code: str
    nom: str
    part: float | None
    montant: float
    texte_part: str
    texte_montant: str


def choropleth(level: Level, share_title: str, places: Sequence[Place]) -> Spec:
    """Return the map of some places. A place of unknown share is grey; a place without amount has no circle."""
    where = middles(level)
    rows: list[dict[str, Any]] = [
        {
            "code": place.code,
            "nom": place.nom,
            "part": place.part,
            "montant": place.montant,
            "texte_part": place.texte_part,
            "texte_montant": place.texte_montant,
            "longitude": where[place.code][0],
            "latitude": where[place.code][1],
        }
        for place in places
        if place.code in where
    ]
    return bound(
        authored_map(share_title),
        contours=outlines(level),
        lieux=rows,
        cercles=[r for r in rows if r["montant"] > 0],
    )


@cache
def authored_map(share_title: str) -> Spec:
    """Author the map once. Data: ``contours`` (outlines), ``lieux`` (one row per place), ``cercles`` (those with an amount)."""
    fields = ["nom", "part", "texte_part", "texte_montant"]
    tooltip = [
        alt.Tooltip("nom:N", title="Lieu"),
        alt.Tooltip("texte_part:N", title=share_title),
        alt.Tooltip("texte_montant:N", title="Montant"),
    ]
    outline_data = alt.NamedData("contours", format={"property": "features", "type": "json"})
    ground = alt.Chart(outline_data).mark_geoshape(fill=INK, fillOpacity=0.05, stroke=INK, strokeWidth=0.4)
    areas = (
        alt.Chart(outline_data)
        .transform_lookup(
            lookup="properties.code",
            from_=alt.LookupData(data=alt.NamedData("lieux"), key="code", fields=fields),
        )
        .transform_filter("isValid(datum.nom)")
        .mark_geoshape(stroke=INK, strokeWidth=0.6, invalid="show")
        .encode(
            color=alt.condition(
                _ABSENT,
                alt.value(UNKNOWN_GREY),
                alt.Color(
                    "part:Q",
                    title=share_title,
                    scale=alt.Scale(type="quantize", range=list(SEQUENCE), nice=True),
                    legend=alt.Legend(
                        format=".0%", orient="bottom", direction="horizontal", symbolStrokeWidth=0.5
                    ),
                ),
            ),
            tooltip=tooltip,
        )
    )
    circles = (
        alt.Chart(alt.NamedData("cercles"))
        .mark_circle(color="#D55E00", opacity=0.55, stroke=INK, strokeWidth=0.8)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("montant:Q", legend=None, scale=alt.Scale(range=[6, 900])),
            tooltip=tooltip,
        )
    )
    return kept(alt.layer(ground, areas, circles).project("mercator").properties(height=HEIGHT))
