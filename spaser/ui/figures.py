"""Figures asked of ``measure``, computed once per version, filters and perimeter, whoever asks.

Every cached function takes the version, the filters and the perimeter: two people who may not see the same rows never
share an entry. A version is told apart by its number and the hash of its file. What is kept is frozen, and shared as it is: a
copy at each call (``st.cache_data``) would cost more than most questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, ParamSpec, TypeVar

import streamlit as st

from spaser.catalogue import Catalogue, Indicateur
from spaser.committees import Contestation
from spaser.measure import (
    Appartenance,
    Dimension,
    FactRow,
    Filters,
    Measure,
    Perimeter,
    Segmentation,
    measure_many,
    rows,
    segments,
)
from spaser.measure.frozen import Mark, Official
from spaser.measure.places import Lieu, Niveau, places
from spaser.store import OpenVersion
from spaser.ui.selection import QUARTER_ENDS

_ENTRIES: Final = 300
_P = ParamSpec("_P")
_R = TypeVar("_R")


Lecture = Literal["avant", "exercices"]
Figures = Mapping[str, tuple[Measure, ...]]
"""Measures by indicator: the whole first, then its segments."""


@dataclass(frozen=True)
class Reader:
    """The published version under the filters and the perimeter of this run: what every part of a screen asks.

    ``ensemble`` are the indicators that the screen shows, measured together with one ``lecture``: with the whole years before for an
    axis, with the quarter before for the overview. ``official`` are the frozen years: their figures are shown as they were signed
    (R13), but for quarters, rows and moves, which are those of the version. ``contestations`` are the contested rows that this person
    may see. ``_asked`` keeps the figures of this run.
    """

    version: OpenVersion
    filters: Filters
    perimeter: Perimeter
    ensemble: tuple[str, ...] = ()
    lecture: Lecture = "avant"
    official: Official = field(default_factory=Official, compare=False, repr=False)
    contestations: tuple[Contestation, ...] = field(default=(), compare=False, repr=False)
    _asked: dict[tuple[object, ...], Figures] = field(default_factory=dict, compare=False, repr=False)

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
        return self._signed(self._measured(indicateur), None)[0]

    def metropole(self, indicateur: Indicateur) -> Measure | None:
        """Return the whole Métropole's rate to those who see a part of the rows only: an aggregate, without any filter of segment.

        None for those who see all, and where it would give away a few rows of others: it is hidden as soon as it, or what it holds
        beyond the person's own, counts fewer things than the setting « segment_petit »; and at any date or perimeter of purchases that the
        person chooses, since two neighbouring days differ by a contract or two.
        """
        if self.perimeter.est_tout or not indicateur.est_un_taux or not self._at_a_usual_date():
            return None
        filters = replace(self.filters, domaines=(), dga=(), territoires=())
        every = replace(self.perimeter, territoires=None, dga=None)
        codes = self._with(indicateur)
        whole, own = (
            measured(self.version, self.stamp, codes, filters, seen, "avant")[indicateur.code][0]
            for seen in (every, self.perimeter)
        )
        least = self.catalogue.reglages.segment_petit
        return whole if min(whole.effectif, whole.effectif - own.effectif) >= least else None

    def _at_a_usual_date(self) -> bool:
        day = self.filters.arrete
        usual = day is None or (day.month, day.day) in QUARTER_ENDS.values()
        return usual and self.filters.perimetre is None

    def mark(self, indicateur: Indicateur) -> Mark | None:
        """Return what to say beside the figure of a frozen year."""
        return self.official.mark(
            self._measured(indicateur)[0], self.filters, self.perimeter, self.version.numero
        )

    def wholes(self, codes: Iterable[str]) -> Mapping[str, Measure]:
        """Return the figures of several indicators that the screen does not show, in one pass."""
        asked = tuple(codes)
        return {code: found[0] for code, found in self._ask(asked, self.filters, "avant").items()}

    def with_concessions(self, indicateur: Indicateur) -> Measure | None:
        """Return the figure of « Marchés + concessions » (A2); None where the figure shown already holds the concessions."""
        if (self.filters.perimetre or indicateur.perimetre_defaut) == "tous":
            return None
        filters = replace(self.filters, perimetre="tous")
        return self._ask((indicateur.code,), filters, "avant")[indicateur.code][0]

    def segments(self, indicateur: Indicateur, by: Segmentation) -> tuple[Measure, ...]:
        """Return the whole, then its segments."""
        return self._signed(self._ask((indicateur.code,), self.filters, by)[indicateur.code], by)

    def year_before(self, indicateur: Indicateur, by: Segmentation) -> tuple[Measure, ...]:
        """Return the same segments for the whole year before (at the same date when one was asked for)."""
        return self._ask((indicateur.code,), a_year_before(self.filters), by)[indicateur.code]

    def years(self, indicateur: Indicateur) -> tuple[Measure, ...]:
        """Return one figure a year, oldest first: the whole years, then that of the year asked, as far as it is observed."""
        codes = self._with(indicateur) if self.lecture == "exercices" else (indicateur.code,)
        asked, *before = self._signed(
            self._ask(codes, self.filters, "exercices")[indicateur.code], "exercices"
        )
        return (*before, asked)

    def together(self) -> Figures:
        """Return the figures of the screen's indicators, as its ``lecture`` gives them."""
        return self._ask(self.ensemble, self.filters, self.lecture)

    def _measured(self, indicateur: Indicateur) -> tuple[Measure, ...]:
        return self._ask(self._with(indicateur), self.filters, self.lecture)[indicateur.code]

    def _signed(self, measured: tuple[Measure, ...], by: Segmentation | None) -> tuple[Measure, ...]:
        return self.official.replacing(measured, self.filters, self.perimeter, by)

    def _with(self, indicateur: Indicateur) -> tuple[str, ...]:
        return self.ensemble if indicateur.code in self.ensemble else (indicateur.code,)

    def _ask(self, codes: tuple[str, ...], filters: Filters, by: Segmentation) -> Figures:
        key = (codes, filters, by)
        if key not in self._asked:
            self._asked[key] = measured(self.version, self.stamp, codes, filters, self.perimeter, by)
        return self._asked[key]

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
    seen = [None if names is None else sorted(names) for names in (perimeter.territoires, perimeter.dga)]
    return repr([*seen, perimeter.nominatif])


_HASHES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Perimeter: _perimeter_key, Filters: repr}


def remembered(max_entries: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep what a function of (version, stamp, filters, perimeter…) returns; it must be frozen, since every session shares it."""

    def keep(work: Callable[_P, _R]) -> Callable[_P, _R]:
        return st.cache_resource(max_entries=max_entries, show_spinner=False, hash_funcs=_HASHES)(work)

    return keep


@remembered(max_entries=_ENTRIES)
def measured(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    codes: tuple[str, ...],
    filters: Filters,
    perimeter: Perimeter,
    by: Segmentation,
) -> Figures:
    """Measure indicators in one pass."""
    return measure_many(_version, codes, filters, perimeter, by)


@remembered(max_entries=200)
def listed_segments(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    dimension: Dimension,
    perimeter: Perimeter,
) -> tuple[str, ...]:
    """Ask which values stand in the facts."""
    return segments(_version, dimension, perimeter)


@remembered(max_entries=200)
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


@remembered(max_entries=400)
def paid_places(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    niveau: Niveau,
    filters: Filters,
    perimeter: Perimeter,
) -> tuple[Lieu, ...]:
    """Ask where the paid suppliers are."""
    return places(_version, niveau, filters, perimeter)
