"""Suppliers of a place asked of ``measure``, computed once per version, filters and perimeter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from spaser.measure import Filters, Perimeter
from spaser.measure.place_suppliers import FournisseursDuLieu, place_suppliers
from spaser.measure.places import Niveau
from spaser.store import OpenVersion
from spaser.ui.figures import Reader


def suppliers_of(reader: Reader, niveau: Niveau, lieu: str | None, limit: int) -> FournisseursDuLieu:
    """Return the suppliers paid in a place, the largest amounts first."""
    return asked_suppliers(
        reader.version, reader.stamp, niveau, lieu, reader.filters, reader.perimeter, limit
    )


def _perimeter_key(perimeter: Perimeter) -> str:
    return repr(
        [None if names is None else sorted(names) for names in (perimeter.territoires, perimeter.dga)]
    )


_HASHES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Perimeter: _perimeter_key, Filters: repr}


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=_HASHES)
def asked_suppliers(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    niveau: Niveau,
    lieu: str | None,
    filters: Filters,
    perimeter: Perimeter,
    limit: int,
) -> FournisseursDuLieu:
    """Ask who is paid in a place."""
    return place_suppliers(_version, niveau, lieu, filters, perimeter, limit)
