"""The small trend of a card: closed years, the year in progress drawn apart, nothing where nothing is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import streamlit as st

from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.ui.figures import Reader
from spaser.ui.theme import INK, Spec, bound, kept
from spaser.wording import said


@cache
def authored_trend(colour: str) -> Spec:
    """Author the trend once for a colour; its data is named ``annees`` (annee, valeur, texte, provisoire)."""
    rows = alt.Chart(alt.NamedData("annees"))
    x = alt.X(
        "annee:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False, labelOverlap=True)
    )
    y = alt.Y("valeur:Q", title=None, axis=None, scale=alt.Scale(zero=True))
    bars = rows.mark_bar(color=colour, cornerRadiusEnd=2, stroke=colour, strokeWidth=1).encode(
        x=x,
        y=y,
        fillOpacity=alt.condition("datum.provisoire", alt.value(0.25), alt.value(0.85)),
        strokeDash=alt.condition("datum.provisoire", alt.value([3, 2]), alt.value([1, 0])),
        tooltip=[alt.Tooltip("annee:O", title="Exercice"), alt.Tooltip("texte:N", title="Valeur")],
    )
    zero = rows.mark_rule(color=INK, opacity=0.4).encode(y=alt.datum(0))
    return {
        **kept(alt.layer(bars, zero).properties(height=58)),
        "autosize": {"type": "fit-x", "contains": "padding"},
    }


def trend_rows(years: Sequence[Measure], indicateur: Indicateur) -> list[Mapping[str, Any]]:
    """Return one row per year; a value that nobody knows stays empty."""
    found: list[Mapping[str, Any]] = []
    for measure in years:
        value = said(measure, indicateur)
        found.append(
            {
                "annee": str(measure.annee),
                "valeur": float(measure.valeur)
                if value.aspect == "valeur" and measure.valeur is not None
                else None,
                "texte": value.texte,
                "provisoire": measure.provisoire,
            }
        )
    return found


def trend(reader: Reader, indicateur: Indicateur, colour: str) -> None:
    """Draw the trend of an indicator over the years."""
    rows = trend_rows(reader.years(indicateur), indicateur)
    if not any(row["valeur"] is not None for row in rows):
        st.caption("Aucune année mesurable : les extraits déposés ne renseignent pas cet indicateur.")
        return
    spoken = ", ".join(f"{row['annee']} : {row['texte']}" for row in rows)
    st.vega_lite_chart(
        bound(authored_trend(colour), annees=rows),
        alt=f"{indicateur.titre} par exercice. {spoken}.",
        key=f"tendance_{indicateur.code}",
    )
