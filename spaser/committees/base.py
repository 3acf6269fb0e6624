"""The database: where it is, how it is opened, and the sessions that read and write it."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from spaser.access import Identity
from spaser.access.mode import DATABASE_ENVIRONMENT
from spaser.catalogue import Catalogue
from spaser.committees.errors import CommitteeError
from spaser.committees.migrating import migrate
from spaser.committees.tracing import Acte, Motif, acting, keep, sign

FILE: Final = "comites.sqlite3"
_WRITES: Final = "ecrit"
_PATIENCE: Final = 10
"""Seconds that a writer waits for another one (SQLite)."""
_ANSWER: Final = 3
"""Seconds that PostgreSQL has to answer: every screen waits for it."""


class CommitteeBase:
    """An opened database, its tables up to date. Safe to share between threads; each process opens its own."""

    def __init__(self, url: str | URL, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        """Open a database, make it if need be, and bring its tables up to date.

        Raises:
            CommitteeError: it cannot be opened; the message says which one and what to do.
        """
        self.catalogue = catalogue
        self.now = now
        try:
            self.url = make_url(url)
            engine = self._engine = _engine(self.url)
        except (ArgumentError, ImportError) as error:
            raise CommitteeError(
                f"L’adresse de la base des comités ({DATABASE_ENVIRONMENT}) n’est pas reconnue. Exemples : sqlite:////chemin/{FILE}, "
                "postgresql://compte@serveur/base."
            ) from error
        writing = engine.execution_options(**{_WRITES: True})
        self._reading = sessionmaker(engine)
        self._writing = sessionmaker(writing, expire_on_commit=False)
        event.listen(self._writing, "before_flush", sign)
        event.listen(self._writing, "after_flush", keep)
        try:
            with self._told("ouverte"), _alone(self.url):
                _keep_a_journal(engine)
                with writing.begin() as connection:
                    migrate(connection)
        except CommitteeError:
            self.close()
            raise

    @classmethod
    def beside(cls, folder: Path, catalogue: Catalogue, now: Callable[[], datetime]) -> CommitteeBase:
        """Open the database that SPASER_BASE names, else the SQLite file of a warehouse's folder.

        Raises:
            CommitteeError: it cannot be opened.
        """
        default = URL.create("sqlite", database=str(folder / FILE))
        return cls(os.environ.get(DATABASE_ENVIRONMENT) or default, catalogue, now)

    def close(self) -> None:
        """Let every connection go."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """The address of the database, without its password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads."""
        with self._told("lue"), self._reading() as session:
            yield session

    @contextmanager
    def writing(self, acte: Acte) -> Iterator[Session]:
        """Give a session whose changes are all kept when the block ends, none when it fails."""
        with self._told("écrite"), self._writing.begin() as session:
            acting(session, acte)
            yield session

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error, OSError) as error:
            said = error.orig if isinstance(error, DBAPIError) else error
            raise CommitteeError(
                f"La base des comités ({self.name}) ne peut pas être {done} : {str(said).strip()}. Rien n’a été enregistré ; "
                "recommencez, puis prévenez le responsable du SPASER si cela dure."
            ) from error


@dataclass(frozen=True)
class Ledger:
    """The real entries of a database, or the fictive ones: they are never read together (decision 006)."""

    base: CommitteeBase
    demonstration: bool

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads."""
        with self.base.reading() as session:
            yield session

    @contextmanager
    def writing(self, identity: Identity, motif: Motif) -> Iterator[Session]:
        """Give a session that writes in the name of a person."""
        acte = Acte(motif, identity.nom, identity.sujet, identity.role, self.base.now())
        with self.base.writing(acte) as session:
            yield session


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _ANSWER})
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise ArgumentError("neither PostgreSQL nor a file of SQLite")
    # A connection a session: nothing stays open beside a file that is saved or moved. It opens in a fraction of a millisecond.
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, *_: object) -> None:
    connection.isolation_level = None  # transactions begin below, and not where sqlite3 guesses
    connection.execute("pragma foreign_keys = on")


def _keep_a_journal(engine: Engine) -> None:
    """Let a SQLite file be read while it is written: said once, the file keeps it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("pragma journal_mode = wal")


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that writes takes its turn at once, rather than failing when it first writes."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


@contextmanager
def _alone(url: URL) -> Iterator[None]:
    """Hold the door while a SQLite file is made: its journal's mode cannot be set by two processes at once."""
    if url.get_backend_name() != "sqlite":
        yield
        return
    with Path(f"{url.database}.verrou").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
