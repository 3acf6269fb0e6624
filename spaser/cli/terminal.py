"""What every command needs: the warehouse asked for, one JSON document, a table, progress on stderr."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from spaser.inert import inert
from spaser.store import OpenVersion, StoreError, Warehouse


def warehouse_of(options: argparse.Namespace) -> Warehouse:
    """Return the warehouse of `--entrepot`, else of the environment."""
    path: Path | None = getattr(options, "entrepot", None)
    return Warehouse(path) if path is not None else Warehouse.default()


def version_of(options: argparse.Namespace) -> OpenVersion:
    """Return the published version.

    Raises:
        StoreError: the warehouse is empty.
    """
    warehouse = warehouse_of(options)
    version = warehouse.current()
    if version is None:
        raise StoreError(
            f"L'entrepôt {warehouse.path} est vide. Déposez des extraits (« python -m spaser importer FICHIER… ») "
            "ou des données de démonstration (« python -m spaser demo »)."
        )
    if version.notice:
        sys.stderr.write(f"{version.notice}\n")
    return version


def print_json(document: object) -> None:
    """Print one JSON document on stdout, accents kept."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=str, allow_nan=False)
    sys.stdout.write("\n")


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print CSV on stdout: `;`, one heading row, numbers unrounded with a point, empty for unknown."""
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        ["" if cell is None else inert(cell) if isinstance(cell, str) else cell for cell in row]
        for row in rows
    )


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> None:
    """Print aligned columns; those numbered in `right` are aligned right."""
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        cells = (
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


class Progress:
    """Progress on stderr: one line per new step, and at most one every tenth inside it."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, step: str, share: float) -> None:
        """Say where the work stands: `share` in [0, 1]."""
        tenth = int(share * 10)
        if (step, tenth) != self._last:
            self._last = (step, tenth)
            sys.stderr.write(f"{share:4.0%} {step}\n")
            sys.stderr.flush()
