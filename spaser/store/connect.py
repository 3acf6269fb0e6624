"""Read a published version: one root connection per file, one cursor per call, nothing but reading."""

import threading
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from spaser.catalogue import Catalogue
from spaser.store.aggregates import Agregats, read_aggregates
from spaser.store.errors import StoreError
from spaser.store.files import set_aside
from spaser.store.manifest import Deposit, Manifest

# A cursor sees only this file: no other file, no extension, no change of settings, no Python variable.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "threads": 1,
    "lock_configuration": True,
}


_DATED = ("contrats", "depenses", "heures", "evenements")


class OpenVersion:
    """A published version, open read-only. Threads may share it: each call takes its own cursor."""

    def __init__(
        self, path: Path, manifest: Manifest, catalogue: Catalogue, notice: str | None = None
    ) -> None:
        self.manifest = manifest
        self.notice = notice
        self._root = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        self._lock = threading.Lock()
        self._deposits = self._read_deposits()
        self._dates = _last_days(self._deposits)
        self._agregats = read_aggregates(self.cursor())
        self._masques = self._holds_masks()
        self.catalogue = self._measurable(catalogue)

    @property
    def numero(self) -> int:
        """Number of the version, from 1."""
        return self.manifest.numero

    @property
    def publiee_le(self) -> datetime:
        """When it was published (local time)."""
        return self.manifest.publiee_le

    @property
    def publiee_par(self) -> str:
        """Who published it."""
        return self.manifest.publiee_par

    @property
    def demonstration(self) -> bool:
        """True while any of its deposits is made up: every screen must say so."""
        return any(deposit.demonstration for deposit in self._deposits)

    @property
    def deposits(self) -> tuple[Deposit, ...]:
        """The deposits whose rows it holds, oldest first."""
        return self._deposits

    @property
    def dates_par_type(self) -> dict[str, date]:
        """For each kind of extract, the last day that its deposits cover."""
        return dict(self._dates)

    @property
    def agregats(self) -> Agregats | None:
        """The facts counted ahead; None in a version published without them."""
        return self._agregats

    @property
    def masque_les_noms(self) -> bool:
        """Whether it says whose names are hidden (decision 020); false in a version published without it."""
        return self._masques

    @property
    def date_donnees(self) -> date | None:
        """The day at which the data stop: the latest covered by contracts or spending, else by anything."""
        dates = self._dates
        flows = [dates[kind] for kind in ("contrats", "depenses") if kind in dates]
        return max(flows or dates.values(), default=None)

    def date_pour(self, extraits: Sequence[str]) -> date | None:
        """Return the day at which the data of some kinds of extract stop, the latest of them.

        Kinds that only say a year (moyens, programmation) and kinds never deposited follow the others.
        """
        dates = self._dates
        flows = [dates[kind] for kind in extraits if kind in dates and kind in _DATED]
        return max(flows, default=self.date_donnees)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of its own: a connection shared by threads would return another caller's rows."""
        with self._lock:
            return self._root.cursor()

    def usable(self) -> bool:
        """Whether the connection still answers: after a fatal error DuckDB refuses everything until it is opened again."""
        try:
            with self._lock:
                self._root.execute("select 1").fetchall()
        except duckdb.Error:
            return False
        return True

    def close(self) -> None:
        """Close the root connection; cursors taken before become unusable."""
        self._root.close()

    def _holds_masks(self) -> bool:
        found = self.cursor().execute("select 1 from duckdb_tables() where table_name = 'masques'").fetchone()
        return found is not None

    def _measurable(self, catalogue: Catalogue) -> Catalogue:
        """Return the catalogue without the indicators and figures that came after this version: it holds no facts of theirs."""
        views = (
            self.cursor()
            .execute("select view_name from duckdb_views() where schema_name = 'faits'")
            .fetchall()
        )
        kept = tuple(one for one in catalogue.indicateurs if (one.vue,) in views)
        beside = tuple(one for one in catalogue.a_cote if (one.vue,) in views)
        if len(kept) + len(beside) == len(catalogue.mesurables):
            return catalogue
        return type(catalogue)(**{**dict(catalogue), "indicateurs": kept, "a_cote": beside})

    def _read_deposits(self) -> tuple[Deposit, ...]:
        cursor = self.cursor()
        found = cursor.execute("from depots order by depose_le, depot").fetchall()
        names = [column[0] for column in cursor.description or ()]
        return tuple(Deposit(**dict(zip(names, row, strict=True))) for row in found)


def discard_log(path: Path) -> None:
    """Set aside a write-ahead log beside a finished file, which has none of its own: DuckDB would add its rows, even read-only.

    Raises:
        StoreError: it cannot be moved; the file must not be opened.
    """
    log = path.with_name(f"{path.name}.wal")
    if log.exists() and set_aside(log) is None and log.exists():
        raise StoreError(f"Un journal d'écriture étranger accompagne {path.name} : retirez {log}.")


def _last_days(deposits: Sequence[Deposit]) -> dict[str, date]:
    dates: dict[str, date] = {}
    for deposit in deposits:
        if deposit.periode_fin is not None:
            dates[deposit.type] = max(deposit.periode_fin, dates.get(deposit.type, date.min))
    return dates
