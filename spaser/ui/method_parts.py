"""The parts of the method: one at a time, kept in the address; the first holds every indicator under its own anchor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from spaser.catalogue import Catalogue
from spaser.ui.method import counting_choices, rules, settings, verdicts
from spaser.ui.method_indicators import indicators
from spaser.ui.method_news import accessibility, contact, news
from spaser.ui.method_sources import reference_figures, sources, words
from spaser.ui.page import published_version
from spaser.ui.versions_frozen import frozen_section

_Section = Callable[[Catalogue], None]

PARTS: Final[dict[str, tuple[_Section, ...]]] = {
    "Indicateurs": (indicators,),
    "Choix et règles": (counting_choices, rules, settings),
    "Exercices figés": (lambda _: frozen_section(published_version()),),
    "Verdicts": (verdicts,),
    "Glossaire et ODD": (words,),
    "2020 et sources": (reference_figures, sources),
    "Quoi de neuf": (lambda _: news(),),
    "Accessibilité et contact": (lambda _: accessibility(), contact),
}


def method_parts(catalogue: Catalogue) -> None:
    """Let the reader choose a part, and draw it."""
    first = next(iter(PARTS))
    chosen = st.segmented_control(
        "Partie",
        list(PARTS),
        default=first,
        required=True,
        key="partie",
        bind="query-params",
        label_visibility="collapsed",
    )
    for section in PARTS[chosen if isinstance(chosen, str) else first]:
        section(catalogue)
