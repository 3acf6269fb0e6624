"""Levers asked of ``measure``, kept per version, filters and perimeter."""

from __future__ import annotations

from collections.abc import Sequence

from spaser.measure import Filters, Perimeter
from spaser.measure.levers import PageDeLeviers, chosen_levers, levers
from spaser.measure.levers_simulation import LEVIERS, Base, Candidat, Levier
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered


def page_of_levers(reader: Reader, levier: Levier, limit: int | None, offset: int) -> PageDeLeviers:
    """Return one page of the levers of an indicator, the strongest first."""
    return listed_levers(
        reader.version, reader.stamp, levier, reader.filters, reader.perimeter, limit, offset
    )


def ticked_levers(reader: Reader, keys: Sequence[str], shown: Sequence[Candidat]) -> tuple[Candidat, ...]:
    """Return the levers ticked; those that the page shows are not asked for again."""
    known = {candidat.cle: candidat for candidat in shown}
    missing = tuple(key for key in keys if key not in known)
    if missing:
        asked = levers_of_keys(reader.version, reader.stamp, missing, reader.filters, reader.perimeter)
        known |= {candidat.cle: candidat for candidat in asked}
    return tuple(known[key] for key in keys if key in known)


def bases_of(reader: Reader) -> dict[Levier, Base]:
    """Return the rates before any lever, as every screen measures them."""
    measures = reader.wholes(LEVIERS)
    return {levier: Base.de(measures[levier]) for levier in LEVIERS}


@remembered(max_entries=100)
def listed_levers(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    levier: Levier,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None,
    offset: int,
) -> PageDeLeviers:
    """List some levers."""
    return levers(_version, levier, filters, perimeter, limit, offset)


@remembered(max_entries=100)
def levers_of_keys(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    keys: tuple[str, ...],
    filters: Filters,
    perimeter: Perimeter,
) -> tuple[Candidat, ...]:
    """Return the levers of some keys."""
    return chosen_levers(_version, keys, filters, perimeter)
