"""What an indicator opens on: evolution, segments, definition, rows. Only the chosen view is computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.ui.clicks import follow
from spaser.ui.definition import definition_view
from spaser.ui.detail_state import VIEWS, close_detail, keep_view, opened_code, opened_view
from spaser.ui.evolution import evolution_view
from spaser.ui.fact_rows import rows_view
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.parts import dialog
from spaser.ui.segments import segments_view
from spaser.ui.versions_frozen import frozen_detail
from spaser.wording import PERIMETRES

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
    """Open the indicator that the address names, when it is one of these, in a dialog over the page."""
    opened = next((indicateur for indicateur in indicateurs if indicateur.code == opened_code()), None)
    if opened is not None:
        title = f"{opened.code} · {opened.titre}"
        dialog(title, width="large", on_dismiss=close_detail)(_panel)(reader, opened, colour)


def _panel(reader: Reader, indicateur: Indicateur, colour: str) -> None:
    follow()
    st.caption(f"{indicateur.libelle}  \n{scope_text(reader)}")
    frozen_detail(reader, indicateur)
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
    chosen = view or opened_view()
    keep_view(chosen)
    _DRAWN[chosen](reader, indicateur, colour)


def scope_text(reader: Reader) -> str:
    """Say which filters hold, where the filter bar is not seen."""
    filters = reader.filters
    parts = [f"Exercice {filters.annee}"]
    if filters.arrete is not None:
        parts.append(f"au {fr.day(filters.arrete)}")
    parts += [literal(name) for name in (*filters.domaines, *filters.dga, *filters.territoires)]
    if filters.perimetre is not None:
        parts.append(PERIMETRES[filters.perimetre])
    return " · ".join(parts)
