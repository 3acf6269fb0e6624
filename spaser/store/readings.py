"""Several files read at once, each in a process of its own; SIRENE's national files last (decision 012)."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from spaser.ingest.read.sirene import est_un_stock
from spaser.store.known_suppliers import known_suppliers
from spaser.store.warehouse import Warehouse

Progress = Callable[[str, float], None]

_Read = TypeVar("_Read")
_READERS = 2
"""Files read at once."""


def read_files(
    warehouse: Warehouse,
    paths: Sequence[Path],
    read: Callable[[int, Path | None], _Read],
    extract: Callable[[_Read], Path | None],
    written: Callable[[_Read], Path | None],
    versions: Sequence[Path],
) -> tuple[_Read, ...]:
    """Read files two at once and return what each gives, in their order.

    National files of SIRENE come last: their rows are those of the suppliers that the other files and ``versions`` cite. The first
    failure is raised once all have ended, and what was written is deleted.

    Args:
        warehouse: where the list of known suppliers is written.
        paths: the files.
        read: reads one, by its position; for a national file, given the list of known suppliers.
        extract: the accepted extract of a reading, if any.
        written: the file that a reading wrote, if any: an extract, or refused rows to correct.
        versions: files of versions that cite suppliers.
    """
    stocks = [rank for rank, path in enumerate(paths) if est_un_stock(path)]
    done: dict[int, _Read] = {}
    try:
        _read(read, [rank for rank in range(len(paths)) if rank not in stocks], None, done)
        if stocks:
            extracts = [path for path in map(extract, done.values()) if path is not None]
            with known_suppliers(warehouse, [*extracts, *versions]) as connus:
                _read(read, stocks, connus, done)
    except BaseException:
        for path in map(written, done.values()):
            if path is not None:
                path.unlink(missing_ok=True)
        raise
    return tuple(done[rank] for rank in range(len(paths)))


def _read(
    read: Callable[[int, Path | None], _Read],
    ranks: Sequence[int],
    connus: Path | None,
    done: dict[int, _Read],
) -> None:
    with ThreadPoolExecutor(max_workers=_READERS) as readers:
        readings = {rank: readers.submit(partial(read, rank, connus)) for rank in ranks}
    failed = {rank: reading.exception() for rank, reading in readings.items()}
    done.update({rank: reading.result() for rank, reading in readings.items() if failed[rank] is None})
    for error in failed.values():
        if error is not None:
            raise error


class Steps:
    """Progress of several files read at once, told as one."""

    def __init__(self, progress: Progress | None, names: Sequence[str]) -> None:
        self._progress = progress
        self._names = names
        self._shares = [0.0] * len(names)
        self._lock = threading.Lock()

    def of(self, position: int) -> Progress:
        """Return the progress of one file."""

        def say(step: str, share: float) -> None:
            if self._progress is not None:
                with self._lock:
                    self._shares[position] = share
                    self._progress(f"{self._names[position]} : {step}", sum(self._shares) / len(self._shares))

        return say
