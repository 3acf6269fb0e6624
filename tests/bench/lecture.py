"""The plain spend file of the bench, and its bare reading: what an import is measured against."""

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from spaser.store import sql

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Run once; return seconds and the result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


COLUMNS = {
    "mandat_id": "varchar",
    "exercice": "integer",
    "date_mandat": "date",
    "montant_ht": "decimal(18, 2)",
    **dict.fromkeys(
        (
            "siret",
            "nom",
            "cp",
            "contrat",
            "role",
            "domaine",
            "famille",
            "dga",
            "territoire",
            "budget",
            "compte",
            "type",
            "nature",
        ),
        "varchar",
    ),
    "annulation": "varchar",
    "date_facture": "date",
    "date_service_fait": "date",
    "date_paiement": "date",
    "jours_suspension": "integer",
}


def bare_read(path: Path) -> int:
    """Read a clean spend file with DuckDB's typed `read_csv` alone, into a native table; return the rows."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "nu.duckdb")) as con:
        con.execute("set threads = 2")
        con.execute(sql("bench/lecture_nue"), {"path": str(path), "columns": COLUMNS})
        counted = con.table("nu").count("*").fetchone()
        return int(counted[0]) if counted else 0


def clean_copy(sources: list[Path], target: Path) -> None:
    """Write one plain spend file for the bare read: utf-8, `;`, dd/mm/yyyy, decimal comma, no dirt."""
    with target.open("w", encoding="utf-8") as writer:
        for source in sources:
            text = source.read_bytes()
            encoding = "utf-8-sig" if text.startswith(b"\xef\xbb\xbf") else "cp1252"
            for row in text.decode(encoding).splitlines():
                cells = row.split(";")
                if len(cells) == len(COLUMNS) and cells[1].isdigit():
                    cells[3] = re.sub(r"\s", "", cells[3])
                    for place in (2, 18, 19, 20):
                        cells[place] = re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cells[place])
                    if re.fullmatch(r"-?\d+(,\d+)?", cells[3]) and re.fullmatch(
                        r"(?!3[01]/02)\d\d/\d\d/\d{4}", cells[2]
                    ):
                        writer.write(";".join(cells) + "\n")
