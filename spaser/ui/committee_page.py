"""The page of the committees: what they decided, commented, believe, and what is contested; one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from spaser.committees import CommitteeError
from spaser.measure import Filters
from spaser.ui.committee_comments import comments_view
from spaser.ui.committee_confidence import confidence_view
from spaser.ui.committee_contests import contests_view
from spaser.ui.committee_decisions import decisions_view
from spaser.ui.committee_reading import Committee, committee_of, say_unread
from spaser.ui.committee_state import say
from spaser.ui.figures import Reader
from spaser.ui.filter_bar import hold_filters
from spaser.ui.page import COVERAGE_CODE, banners, data_line, mode_line, published_version
from spaser.ui.person import current_perimeter, identify
from spaser.ui.session import choices_of, frozen_years
from spaser.ui.starting import empty_state

_TITLE: Final = "Comités"
_PARTS: Final[dict[str, Callable[[Committee, Reader], None]]] = {
    "Décisions": lambda committee, _: decisions_view(committee),
    "Commentaires": lambda committee, _: comments_view(committee),
    "Confiance": confidence_view,
    "Contestations": lambda committee, _: contests_view(committee),
}


def open_committees() -> tuple[Committee, Reader]:
    """Draw the top of the page; the figures that it compares with are those of the whole, at the end of the data."""
    st.title(_TITLE, anchor=False)
    version = published_version()
    if version is None:
        mode_line()
        empty_state()
        st.stop()
    choices = choices_of(version, version.catalogue, current_perimeter())
    if choices is None:
        mode_line()
        st.warning("Les extraits déposés ne portent aucune date : déposez un extrait daté.")
        st.stop()
    hold_filters(choices, "comites")
    data_line(version, None)
    banners(version)
    try:
        committee = committee_of(version, identify())
    except CommitteeError as error:
        say_unread("Les décisions et les commentaires", error)
        st.stop()
    codes = tuple(dict.fromkeys((*(i.code for i in version.catalogue.indicateurs), COVERAGE_CODE)))
    reader = Reader(
        version, Filters(choices.annees[0]), current_perimeter(), codes, "avant", frozen_years(version)
    )
    return committee, reader


def committee_parts(committee: Committee, reader: Reader) -> None:
    """Let the reader choose a part, and draw it; a database that stops answering says so."""
    first = next(iter(_PARTS))
    chosen = st.segmented_control(
        "Volet",
        list(_PARTS),
        default=first,
        required=True,
        key="volet",
        bind="query-params",
        label_visibility="collapsed",
    )
    say()
    try:
        _PARTS[chosen if isinstance(chosen, str) else first](committee, reader)
    except CommitteeError as error:
        say_unread("Ces entrées", error)
