"""The count of the rows behind a figure and the sheets that they open, asked once per version, filters and perimeter."""

from __future__ import annotations

from typing import Final

from spaser.catalogue import Indicateur
from spaser.measure import FactRow, Filters, Perimeter
from spaser.measure.row_sheets import Cible, NombreDeLignes, count_rows, sheets_of
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered

_ENTRIES: Final = 500


def numbers_of(reader: Reader, indicateur: Indicateur) -> NombreDeLignes:
    """Return how many rows stand behind a figure."""
    return counted(reader.version, reader.stamp, indicateur.code, reader.filters, reader.perimeter)


def targets_of(reader: Reader, listed: tuple[FactRow, ...]) -> tuple[Cible, ...]:
    """Return the sheets that some rows open."""
    return opened(reader.version, reader.stamp, listed, reader.perimeter)


@remembered(max_entries=_ENTRIES)
def counted(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    code: str,
    filters: Filters,
    perimeter: Perimeter,
) -> NombreDeLignes:
    """Count the rows."""
    return count_rows(_version, code, filters, perimeter)


@remembered(max_entries=_ENTRIES)
def opened(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    listed: tuple[FactRow, ...],
    perimeter: Perimeter,
) -> tuple[Cible, ...]:
    """Find the sheets."""
    return sheets_of(_version, listed, perimeter)
