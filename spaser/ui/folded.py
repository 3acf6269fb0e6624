"""A part of a screen that is folded away, and costs nothing until it is opened."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(label: str, key: str, draw: Callable[[], None]) -> None:
    """Draw a part under a heading that opens it; closed, it is neither computed nor sent."""
    box = st.expander(label, key=key, on_change="rerun")
    if box.open:
        with box:
            draw()
