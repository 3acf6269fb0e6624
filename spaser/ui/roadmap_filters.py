"""The filters and the counters of the roadmap; the address always says the same as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import ETATS, Etat, FeuilleDeRoute, MoyenSuivi, by_state
from spaser.ui.figures import Reader
from spaser.ui.literal import plain
from spaser.ui.roadmap_selection import (
    NAMES,
    Affichage,
    MeansChoices,
    MeansSelection,
    from_address,
    means_choices,
    to_address,
)
from spaser.ui.roadmap_wording import STATES, signed_state

_ALL_AXES: Final = 0
_VIEWS: Final[dict[str, str]] = {
    "liste": ":material/list: Par fiche",
    "calendrier": ":material/event: Calendrier",
    "tableau": ":material/table_rows: Tableau",
}


def means_filters(reader: Reader, feuille: FeuilleDeRoute) -> MeansSelection:
    """Draw the filters of the roadmap, then what they count; return what they say."""
    choices = means_choices(reader.catalogue, feuille)
    selection = from_address({name: st.query_params.get_all(name) for name in NAMES}, choices)
    _set_widgets(selection)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            "Axe",
            [_ALL_AXES, *choices.axes],
            key="fdr_axe",
            format_func=lambda axe: _axis_label(axe, choices),
            filter_mode=None,
            width=240,
            on_change=_write_address,
        )
        st.multiselect(
            "État",
            ETATS,
            key="fdr_etat",
            format_func=lambda etat: STATES[etat].texte,
            placeholder="Tous",
            width=220,
            on_change=_write_address,
        )
        st.multiselect(
            "Pilote",
            choices.pilotes,
            key="fdr_pilote",
            format_func=lambda name: plain(name, 60),
            placeholder="Tous",
            width=260,
            on_change=_write_address,
        )
        st.toggle("En retard seulement", key="fdr_retard", on_change=_write_address)
    if reader.filters.restreint:
        st.caption(
            "Un moyen n’est rattaché à aucun domaine, DGA ou territoire : ces filtres ne s’appliquent pas ici. Le filtre "
            "« Pilote » dit qui porte un moyen."
        )
    return selection


def counters(feuille: FeuilleDeRoute, selection: MeansSelection) -> None:
    """Draw how many means stand in each state, and how many are late: the states sum to the means, lateness crosses them."""
    counted = selection.portee(feuille.moyens)
    states = by_state(counted)
    late = [moyen for moyen in counted if moyen.en_retard]
    with st.grid(4, min_column_width=140, gap="small"):
        for etat, number in states.items():
            st.metric(signed_state(etat), fr.count(number), border=True)
        st.metric(
            "⚑ En retard",
            fr.count(len(late)),
            border=True,
            help=f"Échéance antérieure au {fr.day(feuille.reference)}, sans être réalisé, récurrent ni abandonné. Le retard "
            "est calculé à l’affichage : il n’est pas un état, et ces moyens sont déjà comptés dans leur état.",
        )
    st.caption(_sum_text(feuille, counted))


def view_choice() -> Affichage:
    """Draw the choice between the three ways of showing the means."""
    st.segmented_control(
        "Affichage",
        list(get_args(Affichage)),
        key="fdr_affichage",
        format_func=_VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=_write_address,
    )
    shown: Affichage = st.session_state["fdr_affichage"]
    return shown


def _sum_text(feuille: FeuilleDeRoute, counted: Sequence[MoyenSuivi]) -> str:
    undated = sum(moyen.ligne is not None and moyen.retard is None for moyen in counted)
    text = f"{fr.plural(len(counted), 'moyen')} en {feuille.annee}, observés au {fr.day(feuille.reference)}."
    if undated:
        text += f" {fr.plural(undated, 'moyen')} en cours de vie sans échéance : leur retard n’est pas connu."
    return text


def _axis_label(axe: int, choices: MeansChoices) -> str:
    return "Tous les axes" if axe == _ALL_AXES else f"Axe {axe} – {choices.axes[axe]}"


def _set_widgets(selection: MeansSelection) -> None:
    st.session_state["fdr_axe"] = selection.axe or _ALL_AXES
    st.session_state["fdr_etat"] = list(selection.etats)
    st.session_state["fdr_pilote"] = list(selection.pilotes)
    st.session_state["fdr_retard"] = selection.en_retard
    st.session_state["fdr_affichage"] = selection.affichage


def _write_address() -> None:
    """Write what the widgets say into the address (callback); the next run reads it there."""
    state = st.session_state
    etats: list[Etat] = state["fdr_etat"]
    pilotes: list[str] = state["fdr_pilote"]
    wanted = to_address(
        MeansSelection(
            axe=state["fdr_axe"] or None,
            etats=tuple(etats),
            pilotes=tuple(pilotes),
            en_retard=state["fdr_retard"],
            affichage=state["fdr_affichage"],
        )
    )
    for name in NAMES:
        if name in wanted:
            st.query_params[name] = wanted[name]
        else:
            st.query_params.pop(name, None)
