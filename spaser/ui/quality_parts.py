"""The parts of the quality page: one at a time, kept in the address, so that only what is looked at is computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from spaser.ui.figures import Reader
from spaser.ui.quality import completeness_section, freshness
from spaser.ui.quality_decp import cross_check_section
from spaser.ui.quality_findings import anomalies_section, rejected_section
from spaser.ui.quality_lists import incomplete_suppliers_section, unanswered_contracts_section

_Section = Callable[[Reader], None]

PARTS: Final[dict[str, tuple[_Section, ...]]] = {
    "Complétude": (completeness_section,),
    "À corriger d’abord": (incomplete_suppliers_section, unanswered_contracts_section),
    "Recoupement DECP": (cross_check_section,),
    "Import": (freshness, anomalies_section, rejected_section),
}


def quality_parts(reader: Reader) -> None:
    """Let the reader choose a part, and draw its sections."""
    first = next(iter(PARTS))
    chosen = st.segmented_control(
        "Rubrique",
        list(PARTS),
        default=first,
        required=True,
        key="rubrique",
        bind="query-params",
        label_visibility="collapsed",
    )
    for section in PARTS[chosen if isinstance(chosen, str) else first]:
        section(reader)
