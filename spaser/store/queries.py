"""The SQL of the product, read from `queries/` once per process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2] / "queries"


@cache
def sql(name: str) -> str:
    """Return the statement kept in `queries/<name>.sql`.

    Raises:
        FileNotFoundError: no such query.
    """
    return (ROOT / f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the queries of a folder, in name order, as `sql` takes them."""
    return tuple(
        str(path.relative_to(ROOT).with_suffix("")) for path in sorted((ROOT / folder).glob("*.sql"))
    )


@contextmanager
def one_transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit many statements at once: hundreds of commits, each waited for on the disk, cost more than what they wrote.

    DuckDB knows nothing yet of a table of the running transaction, neither its size nor how to share its reading out: what reads a large
    table belongs to the transaction that follows.
    """
    con.begin()
    yield
    con.commit()
