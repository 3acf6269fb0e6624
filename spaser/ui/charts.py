"""Trends and segments: each chart authored once per unit and colour, shown with the run's rows.

Values come in the unit that the axis names (fractions for rates, M€ or k€ for amounts): a browser's own « G » or « k »
never shows. Rows carry their text in ``texte``, so that a tooltip says exactly what the tables say.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import altair as alt

from spaser.ui.clicks import CHOICE
from spaser.ui.theme import INK, PREVIOUS_GREY, Spec, kept, name_axis, with_room_for_labels

_AXIS_TITLES: Final = {
    "%": "Part (%)",
    "‰": "Taux (‰)",
    "nombre": "Nombre",
    "heures": "Heures",
    "jours": "Jours",
}
CLOSED: Final = "Année close"
RUNNING: Final = "En cours, provisoire"
SAME_DAY: Final = "Exercice précédent à la même date"
CURRENT_YEAR: Final = "Exercice affiché"
PREVIOUS_YEAR: Final = "Exercice précédent"
_COLUMNS_OF_STATES: Final = alt.ExprRef("width < 480 ? 1 : 3")
"""On a phone the three states stand one under the other: side by side the last one would be cut."""


def axis_title(unit: str) -> str:
    """Return the title of a value axis."""
    return _AXIS_TITLES.get(unit, f"Montant ({unit})")


@cache
def evolution(unit: str, colour: str) -> Spec:
    """Author the evolution by year. Data: ``annees`` (annee, valeur, etat, texte), ``cibles`` (annee, cible, texte)."""
    years = alt.Chart(alt.NamedData("annees"))
    x = alt.X("annee:O", title="Exercice", axis=alt.Axis(labelAngle=0))
    y = alt.Y("valeur:Q", title=axis_title(unit), axis=_value_axis(unit), scale=alt.Scale(zero=True))
    tooltip = [
        alt.Tooltip("annee:O", title="Exercice"),
        alt.Tooltip("texte:N", title="Valeur"),
        alt.Tooltip("etat:N", title="État"),
    ]
    states = [CLOSED, RUNNING, SAME_DAY]
    drawn_years = years.transform_filter(alt.datum.etat != SAME_DAY)
    # A year in progress is no point of the line: nine months after twelve would look like a fall.
    line = (
        years.transform_filter(alt.datum.etat == CLOSED)
        .mark_line(color=colour, strokeWidth=2.5, opacity=0.65)
        .encode(x=x, y=y)
    )
    points = (
        years.mark_point(filled=True, size=130, opacity=1, strokeWidth=2, cursor="pointer")
        .encode(
            x=x,
            y=y,
            fill=alt.Fill(
                "etat:N",
                title="État",
                scale=alt.Scale(domain=states, range=[colour, "#FFFFFF", PREVIOUS_GREY]),
                legend=alt.Legend(
                    symbolStrokeColor=colour, symbolStrokeWidth=2, title="", columns=_COLUMNS_OF_STATES
                ),
            ),
            stroke=alt.condition(alt.datum.etat == SAME_DAY, alt.value(PREVIOUS_GREY), alt.value(colour)),
            shape=alt.Shape(
                "etat:N",
                title="État",
                scale=alt.Scale(domain=states, range=["circle", "diamond", "triangle-left"]),
                legend=alt.Legend(columns=_COLUMNS_OF_STATES),
            ),
            tooltip=tooltip,
        )
        .add_params(alt.selection_point(name=CHOICE, fields=["annee"], on="click", clear=False))
    )
    labels = drawn_years.mark_text(dy=-14, color=INK, fontSize=12).encode(x=x, y=y, text="texte:N")
    targets = alt.Chart(alt.NamedData("cibles"))
    rule = targets.mark_rule(color=INK, strokeDash=[6, 4], strokeWidth=1.5).encode(y="cible:Q")
    mark = targets.mark_point(shape="triangle-down", filled=True, size=140, color=INK, opacity=1).encode(
        x=x,
        y="cible:Q",
        tooltip=[alt.Tooltip("annee:O", title="Échéance"), alt.Tooltip("texte:N", title="Cible")],
    )
    name = targets.mark_text(align="left", dy=-12, dx=4, color=INK, fontWeight="bold").encode(
        x=alt.value(0), y="cible:Q", text="texte:N"
    )
    return kept(alt.layer(rule, line, points, labels, mark, name).properties(height=320))


@cache
def quarters(unit: str, colour: str) -> Spec:
    """Author the quarters of a year beside those of N-1. Data: ``trimestres`` (trimestre, serie, valeur, texte)."""
    chart = (
        alt.Chart(alt.NamedData("trimestres"))
        .mark_bar()
        .encode(
            x=alt.X("trimestre:O", title="Trimestre", axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("serie:N", sort=[PREVIOUS_YEAR, CURRENT_YEAR]),
            y=alt.Y("valeur:Q", title=axis_title(unit), axis=_value_axis(unit)),
            color=alt.Color(
                "serie:N",
                title="Exercice",
                sort=[PREVIOUS_YEAR, CURRENT_YEAR],
                scale=alt.Scale(domain=[PREVIOUS_YEAR, CURRENT_YEAR], range=[PREVIOUS_GREY, colour]),
            ),
            tooltip=[
                alt.Tooltip("trimestre:O", title="Trimestre"),
                alt.Tooltip("serie:N", title="Exercice"),
                alt.Tooltip("texte:N", title="Valeur"),
            ],
        )
        .properties(height=280)
    )
    return kept(chart)


@cache
def segments(unit: str, colour: str, title: str) -> Spec:
    """Author a ranked bar per segment. Data: ``segments`` (segment, valeur, texte, petit), ``ensemble`` (valeur, texte)."""
    rows = alt.Chart(alt.NamedData("segments"))
    y = alt.Y(
        "segment:N",
        title=None,
        sort=alt.EncodingSortField("valeur", op="max", order="descending"),
        axis=name_axis(),
    )
    x = alt.X("valeur:Q", title=axis_title(unit), axis=_value_axis(unit))
    small = alt.condition("datum.petit", alt.value(0.35), alt.value(1.0))
    bars = (
        rows.mark_bar(color=colour, stroke=INK, strokeWidth=0.4, cursor="pointer")
        .encode(
            x=x,
            y=y,
            opacity=small,
            tooltip=[alt.Tooltip("segment:N", title=title), alt.Tooltip("texte:N", title="Valeur")],
        )
        .add_params(alt.selection_point(name=CHOICE, fields=["segment"], on="click", clear=False))
    )
    labels = rows.mark_text(align="left", dx=5, color=INK).encode(x=x, y=y, text="texte:N")
    whole = alt.Chart(alt.NamedData("ensemble"))
    rule = whole.mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.5, opacity=0.55).encode(
        x="valeur:Q", tooltip=[alt.Tooltip("texte:N", title="Ensemble")]
    )
    return with_room_for_labels(kept(alt.layer(rule, bars, labels).properties(height=alt.Step(30))))


@cache
def families(names: tuple[str, ...], colours: tuple[str, ...]) -> Spec:
    """Author the synthesis by axis. Data: ``familles`` (axe, famille, nombre, rang)."""
    rows = alt.Chart(alt.NamedData("familles"))
    y = alt.Y("axe:N", title=None, sort=None)
    x = alt.X(
        "nombre:Q", title="Nombre d’indicateurs", stack="zero", axis=alt.Axis(format="d", tickMinStep=1)
    )
    bars = rows.mark_bar().encode(
        x=x,
        y=y,
        order=alt.Order("rang:Q"),
        color=alt.Color(
            "famille:N",
            title=None,
            sort=list(names),
            scale=alt.Scale(domain=list(names), range=list(colours)),
            legend=alt.Legend(columns=1, title=""),
        ),
        tooltip=[
            alt.Tooltip("axe:N", title="Axe"),
            alt.Tooltip("famille:N", title="Situation"),
            alt.Tooltip("nombre:Q", title="Indicateurs"),
        ],
    )
    return kept(bars.properties(height=alt.Step(38)))


def _value_axis(unit: str) -> alt.Axis:
    return alt.Axis(format="~%" if unit == "%" else ",~r" if unit in {"‰", "jours"} else ",d", tickCount=5)
