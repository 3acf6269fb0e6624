"""What is searched, found once per version, demand, filters and perimeter, whoever asks."""

from __future__ import annotations

from typing import Final

from spaser.measure import Filters, Perimeter
from spaser.measure.search import Contrats, Demande, Fournisseurs, contracts, suppliers
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered

_ENTRIES: Final = 500


def found_contracts(reader: Reader, demande: Demande, limit: int | None, offset: int = 0) -> Contrats:
    """Return one page of the contracts found."""
    return searched_contracts(
        reader.version, reader.stamp, demande, reader.filters, reader.perimeter, limit, offset
    )


def found_suppliers(reader: Reader, demande: Demande, limit: int | None, offset: int = 0) -> Fournisseurs:
    """Return one page of the suppliers found."""
    return searched_suppliers(
        reader.version, reader.stamp, demande, reader.filters, reader.perimeter, limit, offset
    )


@remembered(max_entries=_ENTRIES)
def searched_contracts(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    demande: Demande,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None,
    offset: int,
) -> Contrats:
    """Search the contracts."""
    return contracts(_version, demande, filters, perimeter, limit, offset)


@remembered(max_entries=_ENTRIES)
def searched_suppliers(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    demande: Demande,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None,
    offset: int,
) -> Fournisseurs:
    """Search the suppliers."""
    return suppliers(_version, demande, filters, perimeter, limit, offset)
