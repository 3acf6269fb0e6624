"""The roadmap in one drawing, for « Vue d'ensemble »: how many means stand in each state, per axis, and how many are late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import ETATS, FeuilleDeRoute, MoyenSuivi, by_state
from spaser.ui.figures import Reader
from spaser.ui.folded import folded
from spaser.ui.roadmap_charts import state_rows, states_by_axis
from spaser.ui.roadmap_rows import roadmap_of, why_no_roadmap
from spaser.ui.roadmap_selection import LATE
from spaser.ui.roadmap_wording import signed_state, states_in_words
from spaser.ui.tables import Column, show_table
from spaser.ui.theme import bound

ROADMAP_PAGE: Final = "pages/suivi/feuille_de_route.py"


def roadmap_by_status(reader: Reader) -> None:
    """Draw the states of the means per axis, in a bar and in words, with the way to the roadmap and to the late ones."""
    if reason := why_no_roadmap(reader):
        st.caption(reason)
        return
    feuille = roadmap_of(reader)
    axes = {axe.numero: f"Axe {axe.numero}" for axe in reader.catalogue.axes}
    spoken = states_in_words(by_state(feuille.moyens))
    late = sum(moyen.en_retard for moyen in feuille.moyens)
    dated = sum(moyen.ligne is not None and moyen.ligne.echeance is not None for moyen in feuille.moyens)
    st.vega_lite_chart(
        bound(states_by_axis(), etats=state_rows(feuille.moyens, axes)),
        alt=f"Moyens du schéma par état et par axe en {feuille.annee}. {spoken}.",
        key="fdr_synthese",
    )
    st.caption(
        f"{fr.plural(len(feuille.moyens), 'moyen')} en {feuille.annee} : {spoken}. "
        + (
            f"Parmi eux, {fr.count(late)} en retard au {fr.day(feuille.reference)}."
            if late
            else f"Aucun retard au {fr.day(feuille.reference)} parmi les {fr.count(dated)} qui ont une échéance ; "
            f"{fr.count(len(feuille.moyens) - dated)} n’en ont pas."
        )
    )
    folded("Les mêmes nombres en tableau", "fdr_nombres", lambda: _table(feuille, axes))
    with st.container(horizontal=True, gap="small"):
        st.page_link(ROADMAP_PAGE, label="Ouvrir la feuille de route", icon=":material/flag:")
        if late:
            st.page_link(
                ROADMAP_PAGE,
                label=f"Voir les {fr.count(late)} moyens en retard"
                if late > 1
                else "Voir le moyen en retard",
                icon=":material/schedule:",
                query_params={"retard": LATE},
            )


def _table(feuille: FeuilleDeRoute, axes: Mapping[int, str]) -> None:
    of_axis = {axe: [m for m in feuille.moyens if m.axe == axe] for axe in axes}
    lines = [(axes[axe], *_counts(moyens)) for axe, moyens in of_axis.items()]
    show_table(
        (
            Column("Axe"),
            *(Column(signed_state(etat), nombre=True) for etat in ETATS),
            Column("Total", nombre=True),
            Column("⚑ dont en retard", nombre=True),
        ),
        [*lines, ("Ensemble", *_counts(feuille.moyens))],
        alt="Moyens par axe et par état",
    )


def _counts(moyens: Sequence[MoyenSuivi]) -> tuple[str, ...]:
    late = sum(moyen.en_retard for moyen in moyens)
    return (*(fr.count(n) for n in by_state(moyens).values()), fr.count(len(moyens)), fr.count(late))
