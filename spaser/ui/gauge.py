"""The gauge of an indicator that has a target: value, interval of the unknown, target mark, N-1 mark.

Drawn to be read at 200 pixels wide and in greyscale: the target is a tall rule under a triangle, N-1 a diamond, the
unknown a dashed outline. Nothing is clamped: the scale stretches to a value above 100 % or below 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import altair as alt

from spaser.ui.theme import INK, Spec, bound, kept

_SMALL_TARGET: Final = 0.5
_ROOM_BEYOND_TARGET: Final = 1.6


@dataclass(frozen=True)
class GaugeReading:
    """What a gauge shows; every number is a fraction, None where there is none."""

    valeur: float | None
    borne_basse: float | None
    borne_haute: float | None
    cible: float
    n_moins_1: float | None


def scale_of(reading: GaugeReading) -> tuple[float, float]:
    """Return both ends of the scale: 0 to 100 %, or a little beyond a small target, stretched to hold every mark."""
    usual = 1.0 if reading.cible >= _SMALL_TARGET else reading.cible * _ROOM_BEYOND_TARGET
    marks = [
        mark
        for mark in (
            reading.valeur,
            reading.borne_basse,
            reading.borne_haute,
            reading.cible,
            reading.n_moins_1,
        )
        if mark is not None
    ]
    # An interval up to « all of the unknown » would crush a 5 % target: its drawn end says « and beyond ».
    if reading.cible < _SMALL_TARGET and reading.borne_haute is not None:
        firm = [mark for mark in (reading.valeur, reading.cible, reading.n_moins_1) if mark is not None]
        marks = [*firm, min(reading.borne_haute, max(usual, *firm))]
    return min(0.0, *marks), max(usual, *marks)


def gauge_row(reading: GaugeReading) -> Mapping[str, Any]:
    """Return the single row under the gauge, with the ends of its scale."""
    low, high = scale_of(reading)
    unknown = (
        reading.borne_haute is not None
        and reading.borne_basse is not None
        and reading.borne_haute > reading.borne_basse
    )
    return {
        "debut": low,
        "fin": high,
        "zero": 0.0,
        "valeur": reading.valeur,
        "basse": reading.borne_basse if unknown else None,
        "haute": min(reading.borne_haute, high) if unknown and reading.borne_haute is not None else None,
        "cible": reading.cible,
        "n1": reading.n_moins_1,
    }


def gauge(reading: GaugeReading, colour: str) -> Spec:
    """Return the gauge of one reading, ready to show."""
    return bound(authored_gauge(colour), jauge=[gauge_row(reading)])


@cache
def authored_gauge(colour: str) -> Spec:
    """Author the gauge once for a colour; its data is named ``jauge``."""
    base = alt.Chart(alt.NamedData("jauge")).encode(y=alt.value(40))
    axis = alt.Axis(
        format="~%", tickCount=4, title=None, grid=False, domain=False, ticks=True, labelOverlap=True
    )
    track = base.mark_bar(height=16, color=INK, opacity=0.13).encode(
        x=alt.X("debut:Q", axis=axis, scale=alt.Scale(zero=False, nice=False)), x2="fin:Q"
    )
    value = base.mark_bar(height=16, color=colour).encode(x="zero:Q", x2="valeur:Q")
    unknown = base.mark_bar(
        height=16, filled=True, fill=colour, fillOpacity=0.25, stroke=INK, strokeDash=[3, 2], strokeWidth=1
    ).encode(x="basse:Q", x2="haute:Q")
    target = base.mark_tick(color=INK, thickness=3, size=34, orient="vertical").encode(x="cible:Q")
    target_head = (
        alt.Chart(alt.NamedData("jauge"))
        .mark_point(shape="triangle-down", filled=True, size=110, color=INK, opacity=1)
        .encode(x="cible:Q", y=alt.value(16))
    )
    previous = (
        alt.Chart(alt.NamedData("jauge"))
        .mark_point(shape="diamond", filled=True, size=90, color=INK, opacity=1)
        .encode(x="n1:Q", y=alt.value(53))
    )
    chart = alt.layer(track, unknown, value, target, target_head, previous).properties(height=62)
    # The height is that of the plot alone: the marks stand at fixed heights, the axis goes below them.
    return {**kept(chart), "autosize": {"type": "fit-x", "contains": "padding"}}
