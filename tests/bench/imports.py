"""What an import costs: a million spend lines in one CSV, three hundred thousand in a workbook, and one changed deposit among others.

Yardsticks: DuckDB's bare typed `read_csv` and calamine's bare reading, of the same file, in the same run.
"""

from __future__ import annotations

import csv
import os
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psutil
import python_calamine as calamine
from openpyxl import Workbook

from spaser.demo.depenses import CANONIQUES
from spaser.francais import number
from spaser.ingest import ImportOptions
from spaser.store import Source, Staged, Warehouse, publish, stage
from tests.bench.lecture import bare_read, timed

Line = Callable[[str, str, str, str], None]
_SHEET_ROWS = 300_000
_EVERY = 0.1
_AMOUNT = 3


def imports(plain: Path, small: Path, folder: Path, line: Line) -> None:
    """Measure the imports.

    Args:
        plain: a clean spend file (`;`, utf-8, French dates and amounts, no heading).
        small: another deposit, small.
        folder: where to work.
        line: prints one line of the table.
    """
    folder.mkdir()
    spend = folder / "mandats.csv"
    with spend.open("w", encoding="utf-8") as writer, plain.open(encoding="utf-8") as reader:
        writer.write(";".join(CANONIQUES) + "\n")
        writer.writelines(reader)
    reads = [timed(lambda: bare_read(plain)) for _ in range(3)]
    bare, rows = statistics.median(seconds for seconds, _ in reads), reads[0][1]
    warehouse = Warehouse(folder / "un-fichier")
    with peak_memory() as peak:
        reading, staged = timed(lambda: _stage(warehouse, spend))
        building, _ = timed(lambda: publish(warehouse, staged))
    seconds = reading + building
    what = f"{number(rows)} lignes CSV, un fichier"
    line(
        f"{what} · import publié (lecture {reading:.1f} s, publication {building:.1f} s ; visé 4 ×)",
        f"{seconds:.1f} s",
        f"read_csv {bare:.1f} s",
        f"{seconds / bare:.1f} ×",
    )
    line(f"{what} · mémoire, serveur et processus (visé 1 500 Mo)", f"{peak[0] / 2**20:.0f} Mo", "", "")
    again, _ = timed(lambda: _stage(warehouse, small))
    line(
        f"{what} · lecture d'un petit dépôt de plus, contre tous",
        f"{again:.1f} s",
        f"{reading + again:.1f} s",
        f"{again / (reading + again):.2f} ×",
    )
    book = folder / "mandats.xlsx"
    write_workbook(plain, book, _SHEET_ROWS)
    bare, _ = timed(lambda: calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python())
    seconds, _ = timed(lambda: _stage(Warehouse(folder / "un-classeur"), book))
    line(
        f"{number(min(rows, _SHEET_ROWS))} lignes xlsx · lecture et contrôles (visé 1,5 ×)",
        f"{seconds:.1f} s",
        f"calamine {bare:.1f} s",
        f"{seconds / bare:.1f} ×",
    )


def write_workbook(plain: Path, book: Path, rows: int) -> None:
    """Write the first rows of a spend file as a workbook: amounts are numbers, the rest is text as exports write it."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Mandats")
    sheet.append(list(CANONIQUES))
    with plain.open(encoding="utf-8") as reader:
        for cells in islice(csv.reader(reader, delimiter=";", quoting=csv.QUOTE_NONE), rows):
            amount = float(cells[_AMOUNT].replace(",", "."))
            sheet.append([*cells[:_AMOUNT], amount, *cells[_AMOUNT + 1 :]])
    workbook.save(book)


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Follow the memory of this process and of those it starts; the list holds the highest sum seen, in bytes."""
    peak, done, me = [0], threading.Event(), psutil.Process(os.getpid())

    def held(process: psutil.Process) -> int:
        try:
            return int(process.memory_info().rss)
        except psutil.Error:
            return 0

    def follow() -> None:
        while not done.wait(_EVERY):
            peak[0] = max(peak[0], sum(map(held, [me, *me.children(recursive=True)])))

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    try:
        yield peak
    finally:
        done.set()
        follower.join()


def _stage(warehouse: Warehouse, path: Path) -> Staged:
    staged = stage(warehouse, [Source(chemin=path, nom=path.name)], ImportOptions())
    assert not staged.refuse, staged.rapports[0].texte()
    return staged
