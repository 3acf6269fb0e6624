"""The same screen written the usual way: pandas frames kept by ``st.cache_data``, filtered and drawn afresh at each run.

The frames are read once from the published version (``SPASER_ENTREPOT``): ready, typed, derived. Its figures are those of the
committed targets and of spending; nothing is kept of completeness, N-1 at the same date, verdicts or perimeters.
"""

import altair as alt
import pandas as pd
import streamlit as st

from spaser.store import OpenVersion, Warehouse

YEAR = 2025


def version() -> OpenVersion:
    """Open the published version."""
    found = Warehouse.default().current()
    if found is None:
        raise RuntimeError("rien n'est publié")
    return found


@st.cache_data
def contracts() -> pd.DataFrame:
    """Return the contracts of the flow."""
    frame = version().cursor().execute("select * from contrats where dans_flux").df()
    return frame.assign(annee=pd.to_datetime(frame["jour"]).dt.year)


@st.cache_data
def spending() -> pd.DataFrame:
    """Return the purchase lines."""
    frame = (
        version()
        .cursor()
        .execute(
            "select jour, montant::double as montant, domaine, dga, territoire, solidaire, insertion, ess, dans_departement, siren_id, categorie "
            "from depenses where est_achat"
        )
        .df()
    )
    return frame.assign(annee=pd.to_datetime(frame["jour"]).dt.year)


st.set_page_config(layout="wide")
domain = st.query_params.get("domaine", "")
flow, lines = contracts(), spending()
if domain:
    flow, lines = flow[flow["domaine"] == domain], lines[lines["domaine"] == domain]
now, paid = flow[flow["annee"] == YEAR], lines[lines["annee"] == YEAR]
total = paid["montant"].sum() or 1.0
figures = {
    "F2.3": now["environnement"].eq(True).mean(),
    "F2.4": now["social"].eq(True).mean(),
    "X1": paid.loc[paid["solidaire"].eq(True), "montant"].sum() / total,
    "X7": paid.loc[paid["dans_departement"].eq(True), "montant"].sum() / total,
    "F3.1": paid.loc[paid["insertion"].eq(True), "montant"].sum() / total,
    "F9.2": paid.loc[paid["ess"].eq(True), "montant"].sum() / total,
}
st.title("Vue d’ensemble, à l’ordinaire")
for column, (name, value) in zip(st.columns(6), figures.items(), strict=True):
    column.metric(name, f"{100 * value:.1f} %")
by_year = flow.groupby("annee")["environnement"].apply(lambda s: s.eq(True).mean()).reset_index()
spent = lines.groupby("annee")["montant"].sum().reset_index()
by_domain = now.groupby("domaine")["environnement"].apply(lambda s: s.eq(True).mean()).reset_index()
panel = lines.groupby("annee")["siren_id"].nunique().reset_index()
st.altair_chart(alt.Chart(by_year).mark_line(point=True).encode(x="annee:O", y="environnement:Q"))
st.altair_chart(alt.Chart(spent).mark_bar().encode(x="annee:O", y="montant:Q"))
st.altair_chart(alt.Chart(by_domain).mark_bar().encode(x="environnement:Q", y=alt.Y("domaine:N", sort="-x")))
st.altair_chart(alt.Chart(panel).mark_line(point=True).encode(x="annee:O", y="siren_id:Q"))
st.dataframe(by_domain)
