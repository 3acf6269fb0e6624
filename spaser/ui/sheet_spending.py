"""What was paid by year, drawn and written: the same part on the sheet of a contract and on that of a supplier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

import altair as alt
import streamlit as st

from spaser import francais as fr
from spaser.ui.theme import DEFAULT_COLOUR, INK, Spec, bound, kept

_SCALES: Final = ((1_000_000, "M€"), (10_000, "k€"))
_KILO: Final = 1_000


@cache
def spending(unit: str, colour: str) -> Spec:
    """Author what was paid by exercice. Data: ``annees`` (annee, valeur, texte)."""
    rows = alt.Chart(alt.NamedData("annees"))
    x = alt.X("annee:O", title="Exercice", axis=alt.Axis(labelAngle=0))
    y = alt.Y("valeur:Q", title=f"Payé ({unit} HT)", axis=alt.Axis(format=",~f", tickCount=5))
    bars = rows.mark_bar(color=colour, size=46).encode(
        x=x,
        y=y,
        tooltip=[alt.Tooltip("annee:O", title="Exercice"), alt.Tooltip("texte:N", title="Payé HT")],
    )
    labels = rows.mark_text(dy=-9, color=INK).encode(x=x, y=y, text="texte:N")
    return kept(alt.layer(bars, labels).properties(height=240))


def spending_chart(by_year: Mapping[int, Decimal], whose: str, key: str) -> None:
    """Draw what was paid by exercice; the years without a payment between two others are drawn at 0."""
    if not by_year:
        return
    years = range(min(by_year), max(by_year) + 1)
    scale, unit = _scale([by_year.get(year, Decimal(0)) for year in years])
    rows: list[dict[str, Any]] = [
        {
            "annee": year,
            "valeur": float(by_year.get(year, Decimal(0)) / scale),
            "texte": fr.euros_short(by_year.get(year, Decimal(0))),
        }
        for year in years
    ]
    said = ", ".join(f"{row['annee']} : {row['texte']}" for row in rows)
    st.vega_lite_chart(
        bound(spending(unit, DEFAULT_COLOUR), annees=rows), alt=f"Payé {whose} par exercice. {said}.", key=key
    )


def _scale(amounts: Sequence[Decimal]) -> tuple[int, str]:
    greatest = max(abs(amount) for amount in amounts)
    for size, unit in _SCALES:
        if greatest >= size:
            return (_KILO if unit == "k€" else size), unit
    return 1, "€"
