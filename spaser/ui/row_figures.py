"""The count of the rows behind a figure and the sheets that they open, asked once per version, filters and perimeter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from spaser.catalogue import Indicateur
from spaser.measure import FactRow, Filters, Perimeter
from spaser.measure.row_sheets import Cible, NombreDeLignes, count_rows, sheets_of
from spaser.store import OpenVersion
from spaser.ui.figures import Reader

_ENTRIES: Final = 500


def numbers_of(reader: Reader, indicateur: Indicateur) -> NombreDeLignes:
    """Return how many rows stand behind a figure."""
    return counted(reader.version, reader.stamp, indicateur.code, reader.filters, reader.perimeter)


def targets_of(reader: Reader, listed: tuple[FactRow, ...]) -> tuple[Cible, ...]:
    """Return the sheets that some rows open."""
    return opened(reader.version, reader.stamp, listed, reader.perimeter)


def _perimeter_key(perimeter: Perimeter) -> str:
    return repr(
        [None if names is None else sorted(names) for names in (perimeter.territoires, perimeter.dga)]
    )


_HASHES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {
    Perimeter: _perimeter_key,
    Filters: repr,
    FactRow: lambda row: (row.cle, row.ligne),
}


@st.cache_data(max_entries=_ENTRIES, show_spinner=False, hash_funcs=_HASHES)
def counted(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    code: str,
    filters: Filters,
    perimeter: Perimeter,
) -> NombreDeLignes:
    """Count the rows."""
    return count_rows(_version, code, filters, perimeter)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False, hash_funcs=_HASHES)
def opened(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    listed: tuple[FactRow, ...],
    perimeter: Perimeter,
) -> tuple[Cible, ...]:
    """Find the sheets."""
    return sheets_of(_version, listed, perimeter)
