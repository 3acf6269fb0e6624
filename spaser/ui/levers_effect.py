"""The effect panel: F2.3, F2.4 and X1 before and after the levers ticked, and what the targets still lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from spaser import francais as fr
from spaser.measure.levers_simulation import LEVIERS, Base, Candidat, Levier, Simulation, simuler
from spaser.ui.figures import Reader
from spaser.ui.levers_chart import effect, effect_row
from spaser.ui.levers_state import TICKED_MAX, untick_all
from spaser.ui.levers_words import (
    CONSIDERATIONS,
    INDICATIVE,
    NAMES,
    answer_text,
    effect_text,
    gap_text,
    nature_text,
    rate_text,
    ratio_text,
    simulation_text,
    standing_text,
)
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.tables import Column, show_table
from spaser.ui.theme import bound


def effect_panel(reader: Reader, bases: Mapping[Levier, Base], ticked: Sequence[Candidat]) -> None:
    """Draw the three rates before and after, then the list of what is ticked."""
    st.header("Effet des lignes cochées", anchor="effet")
    _heading(ticked)
    with st.grid(3, min_column_width=268, gap="small"):
        for levier in LEVIERS:
            measured = reader.whole(reader.catalogue.indicateur(levier))
            _rate(simuler(bases[levier], levier, ticked), standing_text(measured))
    st.caption(f"○ avant · ● après · ▼ cible. **{INDICATIVE}**")
    if ticked:
        with st.expander(f"Lignes cochées ({fr.count(len(ticked))})"):
            _ticked_table(reader, ticked)


def _heading(ticked: Sequence[Candidat]) -> None:
    if not ticked:
        st.markdown(
            "Cochez des lignes du tableau ci-dessous : l’effet s’affiche ici. "
            "Pour l’instant, les trois taux tels qu’ils sont mesurés."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"Si {_said(len(ticked))} une considération environnementale et une sociale, et si la dépense correspondante de l’exercice "
            "allait à des entreprises solidaires.",
            width="stretch",
        )
        st.button("Tout décocher", icon=":material/remove_done:", on_click=untick_all, key="leviers_decocher")
    if len(ticked) >= TICKED_MAX:
        st.caption(f"{TICKED_MAX} lignes cochées au plus.")


def _said(number: int) -> str:
    return "la ligne cochée portait" if number == 1 else f"les {fr.count(number)} lignes cochées portaient"


def _rate(simulation: Simulation, standing: str) -> None:
    levier = simulation.levier
    moved = simulation.actifs > 0
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.metric(
            NAMES[levier],
            rate_text(simulation.apres),
            delta=effect_text(simulation.effet) if moved and simulation.effet is not None else None,
            delta_color="green" if moved else "gray",
            delta_description=f"avant : {rate_text(simulation.avant)}" if moved else None,
        )
        if simulation.avant.taux is not None or simulation.apres.taux is not None:
            st.vega_lite_chart(
                bound(effect(), effet=[effect_row(simulation)]),
                alt=f"{simulation_text(simulation)}. {gap_text(simulation.apres, levier)}.",
                key=f"effet_{levier}",
            )
        st.caption(f"{_caption(simulation)}  \n{standing}")


def _caption(simulation: Simulation) -> str:
    levier = simulation.levier
    before, after = ratio_text(simulation.avant, levier), ratio_text(simulation.apres, levier)
    parts = [f"{before} → {after}" if simulation.actifs else before]
    gap = gap_text(simulation.avant, levier)
    if gap:
        parts.append(gap[:1].upper() + gap[1:])
    if simulation.actifs and gap:
        parts.append(f"après : {gap_text(simulation.apres, levier)}")
    if simulation.inconnus:
        parts.append(
            f"dont {fr.plural(simulation.inconnus, 'ligne')} « {fr.NOT_FILLED} » ou à définir, et non « non »"
        )
    return " · ".join(parts)


def _ticked_table(reader: Reader, ticked: Sequence[Candidat]) -> None:
    columns = (
        Column("Numéro"),
        Column("Objet"),
        Column("Origine"),
        Column(CONSIDERATIONS["F2.3"].capitalize()),
        Column(CONSIDERATIONS["F2.4"].capitalize()),
        Column("Dépense déplacée", nombre=True),
    )
    show_table(
        columns,
        [
            (
                _number(candidat),
                candidat.objet or fr.UNKNOWN,
                nature_text(candidat.nature, reader.filters.annee),
                answer_text(candidat.environnement, candidat),
                answer_text(candidat.social, candidat),
                fr.or_dash(candidat.deplacable, fr.euros_short),
            )
            for candidat in ticked
        ],
        alt="Lignes cochées",
    )


def _number(candidat: Candidat) -> str | PageLink:
    if candidat.nature == "besoin":
        return f"Besoin {candidat.besoins}"
    return page_link(candidat.cle, "contrat", cle=candidat.cle)
