"""The roadmap of a run, read once per version, filters and perimeter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from spaser.measure import Filters, Perimeter
from spaser.measure.roadmap import FeuilleDeRoute, roadmap
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, stamp_of


def roadmap_of(reader: Reader) -> FeuilleDeRoute:
    """Return the roadmap of the year and date that the screen shows."""
    return roadmap_at(reader.version, reader.filters, reader.perimeter)


def roadmap_at(version: OpenVersion, filters: Filters, perimeter: Perimeter) -> FeuilleDeRoute:
    """Return the roadmap of a version; segments do not narrow it, so that they do not multiply what is kept."""
    asked = Filters(annee=filters.annee, arrete=filters.arrete)
    return kept_roadmap(version, stamp_of(version), asked, perimeter)


def _perimeter_key(perimeter: Perimeter) -> str:
    return repr(
        [None if names is None else sorted(names) for names in (perimeter.territoires, perimeter.dga)]
    )


_HASHES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Perimeter: _perimeter_key, Filters: repr}


@st.cache_data(max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def kept_roadmap(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    filters: Filters,
    perimeter: Perimeter,
) -> FeuilleDeRoute:
    """Read the roadmap of a version."""
    return roadmap(_version, filters, perimeter)
