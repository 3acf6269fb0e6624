"""The drawings of insertion hours, each authored once for the years that it names and shown with the run's rows."""

from __future__ import annotations

from functools import cache
from typing import Final

import altair as alt

from spaser.ui.theme import INK, PREVIOUS_GREY, UNKNOWN_GREY, Spec, kept, name_axis, with_room_for_labels

_HOURS_AXIS: Final = alt.Axis(format=",d", tickCount=5)


@cache
def quarters(colour: str, previous: str, current: str) -> Spec:
    """Author hours by quarter, two years side by side. Data: ``trimestres`` (trimestre, serie, valeur, texte)."""
    rows = alt.Chart(alt.NamedData("trimestres"))
    x = alt.X("trimestre:O", title="Trimestre", axis=alt.Axis(labelAngle=0))
    series = alt.XOffset("serie:N", sort=[previous, current])
    bars = rows.mark_bar().encode(
        x=x,
        xOffset=series,
        y=alt.Y("valeur:Q", title="Heures réalisées", axis=_HOURS_AXIS),
        color=_series(colour, previous, current),
        tooltip=_tooltip("Heures"),
    )
    return kept(bars.properties(height=280))


@cache
def cumulated(colour: str, previous: str, current: str) -> Spec:
    """Author cumulated hours, the year before dashed, its last known quarter open while it is provisional.

    Data: ``cumuls`` (trimestre, serie, valeur, texte, avant, ouvert), ``base`` (valeur, texte).
    """
    rows = alt.Chart(alt.NamedData("cumuls"))
    x = alt.X("trimestre:O", title="À la fin du trimestre", axis=alt.Axis(labelAngle=0))
    y = alt.Y("valeur:Q", title="Heures cumulées depuis janvier", axis=_HOURS_AXIS)
    series = _series(colour, previous, current)
    line = rows.mark_line(strokeWidth=3).encode(
        x=x,
        y=y,
        color=series,
        strokeDash=alt.condition("datum.avant", alt.value([6, 4]), alt.value([1, 0])),
    )
    points = rows.mark_point(filled=True, size=100, opacity=1, strokeWidth=2.5).encode(
        x=x,
        y=y,
        color=series,
        fill=alt.condition("datum.ouvert", alt.value("#FFFFFF"), series),
        stroke=series,
        shape=alt.condition("datum.ouvert", alt.value("diamond"), alt.value("circle")),
        tooltip=_tooltip("Cumul"),
    )
    labels = (
        rows.transform_filter("datum.ouvert")
        .transform_calculate(mention="datum.texte + ' – provisoire'")
        .mark_text(align="right", dx=-12, dy=-8, color=INK)
        .encode(x=x, y=y, text="mention:N")
    )
    base = alt.Chart(alt.NamedData("base"))
    rule = base.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.5).encode(y="valeur:Q")
    name = base.mark_text(align="right", dy=12, dx=-4, color=INK).encode(
        x=alt.value("width"), y="valeur:Q", text="texte:N"
    )
    return kept(alt.layer(line, points, labels, rule, name).properties(height=280))


@cache
def breakdown(colour: str, title: str, previous: str) -> Spec:
    """Author hours by public, structure or territoire, those of N-1 as a mark on each bar.

    Data: ``ventilation`` (valeur, heures, avant, texte, texte_avant, connu, rang).
    """
    rows = alt.Chart(alt.NamedData("ventilation"))
    y = alt.Y(
        "valeur:N",
        title=None,
        sort=alt.EncodingSortField("rang", op="min"),
        axis=name_axis(),
    )
    x = alt.X("heures:Q", title="Heures réalisées", axis=_HOURS_AXIS)
    tooltip = [
        alt.Tooltip("valeur:N", title=title),
        alt.Tooltip("texte:N", title="Heures"),
        alt.Tooltip("texte_avant:N", title=previous),
    ]
    bars = rows.mark_bar(stroke=INK, strokeWidth=0.4).encode(
        x=x,
        y=y,
        color=alt.condition("datum.connu", alt.value(colour), alt.value(UNKNOWN_GREY)),
        tooltip=tooltip,
    )
    before = rows.mark_tick(color=INK, thickness=2.5, size=20).encode(x="avant:Q", y=y, tooltip=tooltip)
    labels = rows.mark_text(align="left", dx=6, color=INK).encode(x="bout:Q", y=y, text="texte:N")
    return with_room_for_labels(kept(alt.layer(bars, before, labels).properties(height=alt.Step(30))))


def _series(colour: str, previous: str, current: str) -> alt.Color:
    return alt.Color(
        "serie:N",
        title="Exercice",
        sort=[previous, current],
        scale=alt.Scale(domain=[previous, current], range=[PREVIOUS_GREY, colour]),
    )


def _tooltip(value: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("trimestre:O", title="Trimestre"),
        alt.Tooltip("serie:N", title="Exercice"),
        alt.Tooltip("texte:N", title=value),
    ]
