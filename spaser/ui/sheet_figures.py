"""Sheets of contracts and suppliers, read once per version and perimeter, whoever asks."""

from __future__ import annotations

from typing import Final

from spaser.measure import Perimeter
from spaser.measure.contract_sheet import FicheContrat, contract_sheet
from spaser.measure.supplier_sheet import (
    ContratTenu,
    FicheFournisseur,
    Paiement,
    contracts_held,
    payments,
    supplier_sheet,
)
from spaser.store import OpenVersion
from spaser.ui.figures import remembered
from spaser.ui.sheet_page import SheetReader

_ENTRIES: Final = 200


def contract_of(reader: SheetReader, cle: str) -> FicheContrat | None:
    """Return the sheet of a contract, None when it cannot be shown."""
    return read_contract(reader.version, reader.stamp, cle, reader.perimeter)


def supplier_of(reader: SheetReader, siren: str) -> FicheFournisseur | None:
    """Return the sheet of a supplier, None when it cannot be shown."""
    return read_supplier(reader.version, reader.stamp, siren, reader.perimeter)


def held_of(reader: SheetReader, siren: str, limit: int | None, offset: int) -> tuple[ContratTenu, ...]:
    """Return one page of the contracts of a supplier."""
    return read_held(reader.version, reader.stamp, siren, reader.perimeter, limit, offset)


def payments_of(reader: SheetReader, siren: str, limit: int | None, offset: int) -> tuple[Paiement, ...]:
    """Return one page of the payments to a supplier."""
    return read_payments(reader.version, reader.stamp, siren, reader.perimeter, limit, offset)


@remembered(max_entries=_ENTRIES)
def read_contract(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    cle: str,
    perimeter: Perimeter,
) -> FicheContrat | None:
    """Read a contract's sheet."""
    return contract_sheet(_version, cle, perimeter)


@remembered(max_entries=_ENTRIES)
def read_supplier(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    siren: str,
    perimeter: Perimeter,
) -> FicheFournisseur | None:
    """Read a supplier's sheet."""
    return supplier_sheet(_version, siren, perimeter)


@remembered(max_entries=_ENTRIES)
def read_held(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    siren: str,
    perimeter: Perimeter,
    limit: int | None,
    offset: int,
) -> tuple[ContratTenu, ...]:
    """Read some of the contracts of a supplier."""
    return contracts_held(_version, siren, perimeter, limit, offset)


@remembered(max_entries=_ENTRIES)
def read_payments(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    siren: str,
    perimeter: Perimeter,
    limit: int | None,
    offset: int,
) -> tuple[Paiement, ...]:
    """Read some of the payments to a supplier."""
    return payments(_version, siren, perimeter, limit, offset)
