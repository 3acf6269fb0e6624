"""The effect of the levers ticked, drawn: a hollow mark before, a full one after, the target under its triangle."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import altair as alt

from spaser.measure.levers_simulation import Simulation
from spaser.ui.levers_words import rate_text
from spaser.ui.theme import DEFAULT_COLOUR, INK, Spec, kept

_SMALL_TARGET: Final = 0.5
_ROOM: Final = 1.6


@cache
def effect() -> Spec:
    """Author the effect on one rate. Data: ``effet``, one row (see ``effect_row``)."""
    base = alt.Chart(alt.NamedData("effet")).encode(y=alt.value(40))
    axis = alt.Axis(format="~%", tickCount=4, title="Part (%)", grid=False, labelOverlap=True)
    track = base.mark_bar(height=14, color=INK, opacity=0.12).encode(
        x=alt.X("debut:Q", axis=axis, scale=alt.Scale(zero=False, nice=False)), x2="fin:Q"
    )
    move = base.mark_rule(strokeWidth=5, color=DEFAULT_COLOUR, opacity=0.55).encode(x="avant:Q", x2="apres:Q")
    tooltip = [alt.Tooltip("texte_avant:N", title="Avant"), alt.Tooltip("texte_apres:N", title="Après")]
    before = base.mark_point(size=130, color=INK, strokeWidth=2, opacity=1).encode(
        x="avant:Q", tooltip=tooltip
    )
    after = base.mark_point(size=130, filled=True, color=DEFAULT_COLOUR, opacity=1).encode(
        x="apres:Q", tooltip=tooltip
    )
    target = base.mark_tick(color=INK, thickness=3, size=32, orient="vertical").encode(x="cible:Q")
    head = (
        alt.Chart(alt.NamedData("effet"))
        .mark_point(shape="triangle-down", filled=True, size=100, color=INK, opacity=1)
        .encode(x="cible:Q", y=alt.value(16))
    )
    chart = alt.layer(track, move, before, after, target, head).properties(height=58)
    return {**kept(chart), "autosize": {"type": "fit-x", "contains": "padding"}}


def effect_row(simulation: Simulation) -> dict[str, Any]:
    """Return the row under the drawing, with the ends of its scale; nothing is clamped."""
    before, after, target = simulation.avant.taux, simulation.apres.taux, simulation.avant.cible
    marks = [float(mark) for mark in (before, after, target) if mark is not None]
    usual = 1.0 if target is None or target >= _SMALL_TARGET else float(target) * _ROOM
    return {
        "debut": min(0.0, *marks),
        "fin": max(usual, *marks),
        "avant": None if before is None else float(before),
        "apres": None if after is None else float(after),
        "cible": None if target is None else float(target),
        "texte_avant": rate_text(simulation.avant),
        "texte_apres": rate_text(simulation.apres),
    }
