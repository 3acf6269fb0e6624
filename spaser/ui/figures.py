"""Figures asked of ``measure``, computed once per version, filters and perimeter, whoever asks.

Every cached function takes the version, the filters and the perimeter: two people who may not see the same rows never
share an entry. A version is told apart by its number and the hash of its file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import streamlit as st

from spaser.catalogue import Catalogue, Indicateur
from spaser.measure import (
    Appartenance,
    Dimension,
    FactRow,
    Filters,
    Measure,
    Perimeter,
    Segmentation,
    measure,
    rows,
    segments,
)
from spaser.measure.places import Lieu, Niveau, places
from spaser.store import OpenVersion

_ENTRIES: Final = 4_000


@dataclass(frozen=True)
class Reader:
    """The published version under the filters and the perimeter of this run: what every part of a screen asks."""

    version: OpenVersion
    filters: Filters
    perimeter: Perimeter

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the version was built with."""
        return self.version.catalogue

    @property
    def stamp(self) -> str:
        """What tells this version from every other."""
        return stamp_of(self.version)

    def whole(self, indicateur: Indicateur) -> Measure:
        """Return the indicator's figure without segments."""
        return self.segments(indicateur, None)[0]

    def segments(self, indicateur: Indicateur, by: Segmentation | None) -> tuple[Measure, ...]:
        """Return the whole, then its segments."""
        return measured(self.version, self.stamp, indicateur.code, self.filters, self.perimeter, by)

    def year_before(self, indicateur: Indicateur, by: Segmentation | None) -> tuple[Measure, ...]:
        """Return the same segments for the whole year before (at the same date when one was asked for)."""
        return measured(
            self.version, self.stamp, indicateur.code, a_year_before(self.filters), self.perimeter, by
        )

    def places(self, niveau: Niveau) -> tuple[Lieu, ...]:
        """Return where the paid suppliers are, the largest amount first."""
        return paid_places(self.version, self.stamp, niveau, self.filters, self.perimeter)

    def rows(
        self, indicateur: Indicateur, appartenance: Appartenance | None, limit: int, offset: int
    ) -> tuple[FactRow, ...]:
        """Return one page of the rows behind the figure."""
        return counted_rows(
            self.version,
            self.stamp,
            indicateur.code,
            self.filters,
            self.perimeter,
            appartenance,
            limit,
            offset,
        )


def stamp_of(version: OpenVersion) -> str:
    """Return what tells a version from every other: its number and the hash of its file."""
    return f"{version.numero}-{version.manifest.sha256}"


def deposited(version: OpenVersion, dimension: Dimension, perimeter: Perimeter) -> tuple[str, ...]:
    """Return the domaines, DGA or territoires that the deposits hold and the perimeter may see."""
    return listed_segments(version, stamp_of(version), dimension, perimeter)


def a_year_before(filters: Filters) -> Filters:
    """Return the filters of N-1; 29 February becomes the 28th."""
    if filters.arrete is None:
        return replace(filters, annee=filters.annee - 1)
    month, last = filters.arrete.month, filters.arrete.day
    leap = (month, last) == (2, 29)
    return replace(
        filters, annee=filters.annee - 1, arrete=date(filters.arrete.year - 1, month, 28 if leap else last)
    )


def _perimeter_key(perimeter: Perimeter) -> str:
    return repr(
        [None if names is None else sorted(names) for names in (perimeter.territoires, perimeter.dga)]
    )


_HASHES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Perimeter: _perimeter_key, Filters: repr}


@st.cache_data(max_entries=_ENTRIES, show_spinner=False, hash_funcs=_HASHES)
def measured(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    code: str,
    filters: Filters,
    perimeter: Perimeter,
    by: Segmentation | None,
) -> tuple[Measure, ...]:
    """Measure one indicator."""
    return measure(_version, code, filters, perimeter, by)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=_HASHES)
def listed_segments(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    dimension: Dimension,
    perimeter: Perimeter,
) -> tuple[str, ...]:
    """Ask which values stand in the facts."""
    return segments(_version, dimension, perimeter)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=_HASHES)
def counted_rows(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    code: str,
    filters: Filters,
    perimeter: Perimeter,
    appartenance: Appartenance | None,
    limit: int,
    offset: int,
) -> tuple[FactRow, ...]:
    """Return some of the rows behind a figure."""
    return rows(_version, code, filters, perimeter, appartenance, limit=limit, offset=offset)


@st.cache_data(max_entries=400, show_spinner=False, hash_funcs=_HASHES)
def paid_places(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    niveau: Niveau,
    filters: Filters,
    perimeter: Perimeter,
) -> tuple[Lieu, ...]:
    """Ask where the paid suppliers are."""
    return places(_version, niveau, filters, perimeter)
