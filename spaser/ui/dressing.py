"""What the browser is told once for every page: French words, saving of charts, addresses, paper. Constants only, never data.

Streamlit 1.67 has no setting for the language of its own words (upstream issue 15726), nor for saving a chart in SVG
(16512), nor for the tab in which a link opens, nor for what is printed: the files of ``spaser/ui/browser/`` do it. They are constant, so
that a content security policy can name them by their hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

_FOLDER: Final = Path(__file__).parent / "browser"
_STYLES: Final = ("screen.css", "print.css")
_SCRIPTS: Final = ("french.js", "spaces.js", "save_chart.js", "repairs.js", "address.js", "paper.js")


def dress() -> None:
    """Send them. The styles take no room on the page; the scripts take an empty line where this is called."""
    st.html(_Tags("style", _STYLES))
    st.html(_Tags("script", _SCRIPTS), unsafe_allow_javascript=True)


def on_paper(text: str) -> None:
    """Say something on paper alone; ``text`` is Markdown whose data went through ``literal``."""
    with st.container(key="papier"):
        st.markdown(text)


@cache
def _texts(tag: str, names: tuple[str, ...]) -> str:
    texts = [(_FOLDER / name).read_text(encoding="utf-8") for name in names]
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


@dataclass(frozen=True)
class _Tags:
    """Files as Streamlit sends them as they are; a plain string it would take for a path, then tidy, at every run."""

    tag: str
    names: tuple[str, ...]

    def _repr_html_(self) -> str:
        return _texts(self.tag, self.names)
