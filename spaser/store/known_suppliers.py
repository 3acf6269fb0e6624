"""The suppliers that the warehouse knows: of a national file of SIRENE, only their rows are read (decision 012)."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from spaser.store.build import attach
from spaser.store.queries import sql
from spaser.store.warehouse import Warehouse


@contextmanager
def known_suppliers(warehouse: Warehouse, files: Iterable[Path]) -> Iterator[Path]:
    """Write the list of the suppliers that versions and staged files cite, one number a line; it is deleted afterwards.

    Raises:
        duckdb.Error: a file cannot be read.
    """
    listed = warehouse.waiting / f"connus-{uuid.uuid4().hex[:8]}.txt"
    with duckdb.connect() as con:
        con.execute("create temp table numeros (siret varchar)")
        for path in files:
            attach(con, path, "liste")
            con.execute(sql("store/connaitre_numeros"))
            con.execute("detach liste")
        numbers = con.execute("select distinct siret from numeros order by siret").fetchall()
    try:
        listed.write_text("".join(f"{number}\n" for (number,) in numbers), encoding="ascii")
        yield listed
    finally:
        listed.unlink(missing_ok=True)
