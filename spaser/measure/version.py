"""What measuring asks of a published version; ``spaser.store.OpenVersion`` is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import duckdb

from spaser.catalogue import Catalogue
from spaser.store import Agregats


class VersionLike(Protocol):
    """A version that can be measured: its catalogue, where its data stop, and a cursor per call."""

    catalogue: Catalogue

    @property
    def numero(self) -> int:
        """Number of the version."""

    @property
    def date_donnees(self) -> date | None:
        """The day at which the data stop; None when no deposit is dated."""

    @property
    def agregats(self) -> Agregats | None:
        """Facts counted ahead; None when the version holds none."""

    def date_pour(self, extraits: Sequence[str]) -> date | None:
        """The day at which the data of some kinds of extract stop: an indicator is observed no later."""

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor that nobody else uses."""
