"""Which indicator is open on a page and under which view, kept in the address so that a link reopens it."""

from __future__ import annotations

from typing import Final

import streamlit as st

VIEWS: Final[dict[str, str]] = {
    "evolution": "Évolution",
    "domaines": "Domaines",
    "dga": "DGA",
    "territoires": "Territoires",
    "definition": "Définition",
    "lignes": "Lignes",
}
_INDICATEUR: Final = "indicateur"
_VUE: Final = "vue"


def open_detail(code: str) -> None:
    """Open an indicator (callback of a card)."""
    st.query_params[_INDICATEUR] = code


def close_detail() -> None:
    """Close what is open (callback)."""
    st.query_params.pop(_INDICATEUR, None)
    st.query_params.pop(_VUE, None)
    st.query_params.pop("page_lignes", None)


def opened_code() -> str:
    """Return the code of the open indicator, empty when none is."""
    return st.query_params.get(_INDICATEUR, "")


def opened_view() -> str:
    """Return the view asked for by the address; the first one when it asks for none that exists."""
    asked = st.query_params.get(_VUE, "")
    return asked if asked in VIEWS else next(iter(VIEWS))


def keep_view(view: str) -> None:
    """Write the view into the address."""
    if view == next(iter(VIEWS)):
        st.query_params.pop(_VUE, None)
    elif st.query_params.get(_VUE) != view:
        st.query_params[_VUE] = view
