"""The yardstick of a page's cost: 6 metrics, 4 Altair charts, 1 map and 1 table, built afresh from small ready-made frames.

What anybody would write with Streamlit, without a query at all (docs: the performance targets).
"""

import altair as alt
import pandas as pd
import pydeck as pdk
import streamlit as st

DOMAINES = [f"Domaine {rank:02d}" for rank in range(19)]
ANNEES = list(range(2020, 2027))

st.set_page_config(layout="wide")
by_year = pd.DataFrame(
    {"annee": ANNEES, "valeur": [0.42, 0.47, 0.55, 0.61, 0.66, 0.71, 0.74], "cible": [1.0] * 7}
)
by_domain = pd.DataFrame(
    {"domaine": DOMAINES, "part": [0.9 - 0.03 * r for r in range(19)], "nombre": range(10, 29)}
)
quarters = pd.DataFrame(
    {
        "trimestre": ["T1", "T2", "T3", "T4"] * 2,
        "exercice": ["2025"] * 4 + ["2026"] * 4,
        "heures": [31_000, 38_000, 36_000, 45_000, 33_000, 41_000, 40_000, 0],
    }
)
places = pd.DataFrame(
    {
        "lat": [43.3 + 0.01 * r for r in range(40)],
        "lon": [5.1 + 0.01 * r for r in range(40)],
        "montant": range(40),
    }
)

st.title("Page ordinaire")
st.write("Filtre :", str(st.query_params.to_dict()))
for column, rank in zip(st.columns(6), range(6), strict=True):
    column.metric(f"Indicateur {rank}", f"{60 + rank} %", f"{rank - 2} points")

years = alt.Chart(by_year).encode(x=alt.X("annee:O", title="Exercice"))
layered = alt.layer(
    years.mark_line().encode(y=alt.Y("valeur:Q", title="Part")),
    years.mark_point(filled=True, size=90).encode(y="valeur:Q", tooltip=["annee", "valeur"]),
    years.mark_rule(strokeDash=[6, 4]).encode(y="cible:Q"),
    years.mark_text(dy=-12).encode(y="valeur:Q", text=alt.Text("valeur:Q", format=".0%")),
)
bars = (
    alt.Chart(by_domain)
    .mark_bar()
    .encode(x="part:Q", y=alt.Y("domaine:N", sort="-x"), tooltip=["domaine", "part", "nombre"])
)
grouped = (
    alt.Chart(quarters)
    .mark_bar()
    .encode(x="trimestre:O", xOffset="exercice:N", y="heures:Q", color="exercice:N")
)
lines = alt.Chart(quarters).mark_line(point=True).encode(x="trimestre:O", y="heures:Q", color="exercice:N")
for chart in (layered, bars, grouped, lines):
    st.altair_chart(chart)

st.pydeck_chart(
    pdk.Deck(
        map_provider=None,
        initial_view_state=pdk.ViewState(latitude=43.4, longitude=5.3, zoom=8),
        layers=[
            pdk.Layer("ScatterplotLayer", places, get_position=["lon", "lat"], get_radius="montant * 100")
        ],
    )
)
st.dataframe(by_domain)
