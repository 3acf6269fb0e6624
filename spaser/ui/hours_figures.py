"""Insertion hours asked of ``measure``, computed once per version, filters and perimeter."""

from __future__ import annotations

from spaser.measure import Filters, Perimeter
from spaser.measure.hours_done import HeuresFaites, HeuresVentilees, hours_breakdown, hours_done
from spaser.measure.insertion import ContratsDus, HeuresDues, ListeDues, contracts_owing, hours_due
from spaser.measure.situated import all_segments
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered


def broken_down(reader: Reader) -> HeuresVentilees:
    """Return the hours of the year, by quarter, public, structure and territoire."""
    done = asked_done(reader.version, reader.stamp, all_segments(reader.filters), reader.perimeter)
    return hours_breakdown(done, reader.filters, reader.catalogue)


def due(reader: Reader, liste: ListeDues, limit: int, offset: int) -> HeuresDues:
    """Return hours done against hours due, and one page of a list of contracts."""
    dus = asked_owing(reader.version, reader.stamp, all_segments(reader.filters), reader.perimeter)
    return hours_due(dus, reader.filters, reader.catalogue, liste, limit, offset)


@remembered(max_entries=50)
def asked_done(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    filters: Filters,
    perimeter: Perimeter,
) -> HeuresFaites:
    """Ask for the hours of two years."""
    return hours_done(_version, filters, perimeter)


@remembered(max_entries=50)
def asked_owing(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    filters: Filters,
    perimeter: Perimeter,
) -> ContratsDus:
    """Ask for the contracts that owe hours."""
    return contracts_owing(_version, filters, perimeter)
