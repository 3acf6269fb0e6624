"""The top of a sheet: date of the data, the way back to the search; a thing that cannot be shown says so and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn

import streamlit as st

from spaser.measure import Perimeter
from spaser.store import OpenVersion
from spaser.ui.figures import stamp_of
from spaser.ui.filter_bar import held_address, hold_filters
from spaser.ui.literal import literal
from spaser.ui.page import banners, data_line, mode_line, published_version
from spaser.ui.person import current_perimeter
from spaser.ui.session import choices_of
from spaser.ui.starting import empty_state

_SEARCH: Final = "pages/explorer/explorer.py"


@dataclass(frozen=True)
class SheetReader:
    """The published version under the perimeter of this run: a sheet holds a whole thing, no filter narrows it."""

    version: OpenVersion
    perimeter: Perimeter

    @property
    def stamp(self) -> str:
        """What tells this version from every other."""
        return stamp_of(self.version)


def open_sheet(page: str, kind: str) -> SheetReader:
    """Return the reader of a sheet; an empty warehouse shows how to start, and stops there."""
    version = published_version()
    if version is None:
        st.title(kind, anchor=False)
        mode_line()
        empty_state()
        st.stop()
    reader = SheetReader(version, current_perimeter())
    choices = choices_of(version, version.catalogue, reader.perimeter)
    if choices is not None:
        hold_filters(choices, page)
    return reader


def sheet_top(reader: SheetReader, title: str, subtitle: str) -> None:
    """Draw the title of a sheet, the date of its data and the way back; both texts come from a file."""
    back_to_search()
    st.title(literal(title, 120), anchor=False)
    if subtitle:
        st.markdown(f"**{literal(subtitle, 600)}**")
    data_line(reader.version, None)
    banners(reader.version)


def cannot_show(reader: SheetReader, kind: str, words: str) -> NoReturn:
    """Say that a thing cannot be shown, in the same words whether it does not exist or may not be seen, and stop."""
    back_to_search()
    st.title(kind, anchor=False)
    banners(reader.version)
    st.info(words, icon=":material/search_off:")
    st.stop()


def back_to_search() -> None:
    """Draw the way to the search, filters kept."""
    st.page_link(
        _SEARCH,
        label="Rechercher un contrat ou un fournisseur",
        icon=":material/arrow_back:",
        query_params=held_address(),
    )
