"""What an indicator opens on: evolution, segments, definition, rows. Only the chosen view is computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from spaser.catalogue import Indicateur
from spaser.ui.definition import definition_view
from spaser.ui.detail_state import VIEWS, close_detail, keep_view, opened_code, opened_view
from spaser.ui.evolution import evolution_view
from spaser.ui.fact_rows import rows_view
from spaser.ui.figures import Reader
from spaser.ui.segments import segments_view

_View = Callable[[Reader, Indicateur, str], None]

_DRAWN: Final[dict[str, _View]] = {
    "evolution": evolution_view,
    "domaines": lambda reader, indicateur, colour: segments_view(reader, indicateur, colour, "domaine"),
    "dga": lambda reader, indicateur, colour: segments_view(reader, indicateur, colour, "dga"),
    "territoires": lambda reader, indicateur, colour: segments_view(reader, indicateur, colour, "territoire"),
    "definition": definition_view,
    "lignes": rows_view,
}


def detail_if_open(reader: Reader, indicateurs: tuple[Indicateur, ...], colour: str) -> None:
    """Draw the panel of the open indicator when it is one of these."""
    opened = next((indicateur for indicateur in indicateurs if indicateur.code == opened_code()), None)
    if opened is not None:
        _panel(reader, opened, colour)


@st.fragment
def _panel(reader: Reader, indicateur: Indicateur, colour: str) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(
                f"{indicateur.code} · {indicateur.titre}", anchor=f"detail-{indicateur.code.lower()}"
            )
            if st.button("Fermer", icon=":material/close:", type="tertiary", key="detail_fermer"):
                close_detail()
                st.rerun()
        st.caption(indicateur.libelle)
        key = f"vue_{indicateur.code}"
        if key not in st.session_state:
            st.session_state[key] = opened_view()
        view = st.segmented_control(
            "Vue",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            key=key,
            required=True,
            label_visibility="collapsed",
        )
        chosen = view if isinstance(view, str) else opened_view()
        keep_view(chosen)
        _DRAWN[chosen](reader, indicateur, colour)
