"""Which levers are ticked: kept in the address, so that a simulation can be shared; unknown keys do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

TICKED_MAX: Final = 50
_KEY: Final = "cocher"
_LONGEST: Final = 160
_TURN: Final = "leviers_tour"
_DRAWN: Final = "leviers_dessines"


def ticked_keys() -> tuple[str, ...]:
    """Return the keys that the address ticks."""
    return kept_keys(st.query_params.get_all(_KEY))


def kept_keys(asked: Iterable[str]) -> tuple[str, ...]:
    """Return what an address may tick: each key once, none absurdly long, the first fifty. Pure."""
    known = dict.fromkeys(key for key in asked if 0 < len(key) <= _LONGEST)
    return tuple(known)[:TICKED_MAX]


def after_edits(
    ticked: Sequence[str],
    shown: Sequence[str],
    drawn: Sequence[str],
    edits: Mapping[int, Mapping[str, Any]],
    column: str,
) -> tuple[str, ...]:
    """Return the keys ticked once the edits of a page are taken in. Pure.

    Edits are told against what was ticked when the page was ``drawn``: a row ticked and unticked is no longer among them.
    """
    held = dict.fromkeys(ticked)
    for row, key in enumerate(shown):
        if edits.get(row, {}).get(column, key in drawn):
            held[key] = None
        else:
            held.pop(key, None)
    return kept_keys(held)


def take_edits(widget: str, shown: tuple[str, ...], column: str) -> None:
    """Take the ticks of the table into the address (callback)."""
    edits = st.session_state.get(widget, {}).get("edited_rows", {})
    _write(after_edits(ticked_keys(), shown, st.session_state.get(_DRAWN, ()), edits, column))


def ticked_when_drawn(widget: str, ticked: Sequence[str]) -> tuple[str, ...]:
    """Return the keys ticked when this table was first drawn: its rows must not change under the keyboard that ticks them."""
    if widget not in st.session_state:
        st.session_state[_DRAWN] = tuple(ticked)
    held: tuple[str, ...] = st.session_state.get(_DRAWN, ())
    return held


def untick_all() -> None:
    """Untick everything (callback); the table is drawn anew, without its edits."""
    st.session_state[_TURN] = turn() + 1
    _write(())


def turn() -> int:
    """Return how many times everything was unticked: part of the table's key."""
    return int(st.session_state.get(_TURN, 0))


def _write(keys: tuple[str, ...]) -> None:
    if keys:
        st.query_params[_KEY] = list(keys)
    else:
        st.query_params.pop(_KEY, None)
