"""A click on a drawing chooses a year or a segment for the whole page, as its filter does; chosen again, it is let go.

A drawing in a dialog only runs that dialog again: the page is then asked to run too (``follow``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from spaser.measure import Dimension
from spaser.ui.filter_bar import apply_selection, held_selection, toggle_filter

CHOICE: Final = "choix"
"""Name of the selection parameter of every drawing that can be clicked."""
_FOLLOW: Final = "page_a_suivre"


def choose_segment(key: str, dimension: Dimension) -> Callable[[], None]:
    """Return the callback of a drawing by segment."""
    return _callback(key, "segment", lambda name: toggle_filter(dimension, name))


def choose_year(key: str) -> Callable[[], None]:
    """Return the callback of a drawing by year."""
    return _callback(key, "annee", _show_year)


def follow() -> None:
    """Run the whole page when a click in this dialog has changed its filters."""
    if st.session_state.pop(_FOLLOW, False):
        st.rerun()


def _callback(key: str, field: str, act: Callable[[str], None]) -> Callable[[], None]:
    def chosen() -> None:
        state: Any = st.session_state.get(key) or {}
        points = state.get("selection", {}).get(CHOICE, [])
        if points and field in points[0]:
            act(str(points[0][field]))
            st.session_state[_FOLLOW] = True

    return chosen


def _show_year(name: str) -> None:
    held = held_selection()
    if held is not None and name.isdigit() and int(name) != held.annee:
        apply_selection(replace(held, annee=int(name), arrete=""))
