"""Which place of a map is chosen: by a click on it, or by keyboard in the list beside it, with the same effect.

A territoire that buys is a filter of the page, and lives in the filter bar. A place of suppliers opens under the map, and lives
in the address (``lieu=``), under the name that the reader sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from spaser.ui.figures import Reader
from spaser.ui.filter_bar import apply_selection, held_selection, toggle_filter
from spaser.ui.place_views import MapView, Ranked

_PLACE: Final = "lieu"
_BUYER: Final = "lieu_acheteur"


def choose_by_name(reader: Reader, view: MapView) -> frozenset[str]:
    """Draw the list of the places of a table, and return the codes of those that are chosen."""
    if view.where == "acheteur":
        return _buyers(reader, view)
    codes = [line.code for line in view.lignes]
    if st.session_state.get(_PLACE) not in (None, *codes):
        st.session_state[_PLACE] = None
    asked = st.selectbox(
        "Choisir un lieu du tableau",
        codes,
        index=None,
        format_func=_named(view),
        key=_PLACE,
        bind="query-params",
        placeholder="Le même effet qu’un clic sur la carte",
    )
    return frozenset() if asked is None else frozenset({asked})


def clicked(key: str, view: MapView) -> None:
    """Choose what a click on the map shows (callback of the map of this key); clicked again, it is let go."""
    code = clicked_code(st.session_state.get(key))
    line = view.line(code)
    if line is None:
        return
    if view.where == "acheteur":
        toggle_filter("territoire", line.nom)
    else:
        st.session_state[_PLACE] = None if st.session_state.get(_PLACE) == line.code else line.code


def let_go() -> None:
    """Close the place that is open under the map (callback)."""
    st.session_state[_PLACE] = None


def clicked_code(event: Mapping[str, Any] | None) -> str | None:
    """Return the code of the area or of the circle that a selection event of the map holds, None when it is empty."""
    objects = {} if event is None else event["selection"]["objects"]
    for found in objects.values():
        for thing in found:
            code = thing.get("properties", thing).get("code")
            if isinstance(code, str):
                return code
    return None


def _buyers(reader: Reader, view: MapView) -> frozenset[str]:
    filtered = [line for line in view.lignes if line.nom in reader.filters.territoires]
    st.session_state[_BUYER] = filtered[0].code if len(filtered) == 1 else None
    st.selectbox(
        "Choisir un territoire du tableau",
        [line.code for line in view.lignes],
        index=None,
        format_func=_named(view),
        key=_BUYER,
        on_change=_filter_on,
        args=(view,),
        placeholder="Filtre la page, comme un clic sur la carte",
    )
    return frozenset(line.code for line in filtered)


def _filter_on(view: MapView) -> None:
    held, line = held_selection(), view.line(st.session_state[_BUYER])
    if held is not None:
        apply_selection(replace(held, territoires=() if line is None else (line.nom,)))


def _named(view: MapView) -> Any:
    lines: dict[str, Ranked] = {line.code: line for line in view.lignes}
    return lambda code: lines[code].nom if code in lines else code
