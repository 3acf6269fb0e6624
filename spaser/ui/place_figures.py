"""Suppliers of a place asked of ``measure``, computed once per version, filters and perimeter."""

from __future__ import annotations

from spaser.measure import Filters, Perimeter
from spaser.measure.place_suppliers import FournisseursDuLieu, place_suppliers
from spaser.measure.places import Niveau
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered


def suppliers_of(reader: Reader, niveau: Niveau, lieu: str | None, limit: int) -> FournisseursDuLieu:
    """Return the suppliers paid in a place, the largest amounts first."""
    return asked_suppliers(
        reader.version, reader.stamp, niveau, lieu, reader.filters, reader.perimeter, limit
    )


@remembered(max_entries=200)
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
