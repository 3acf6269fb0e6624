"""Every test of this folder runs on SQLite, and on PostgreSQL where Debian's is installed."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from spaser.catalogue import Catalogue, load_catalogue
from spaser.committees import CommitteeBase, Ledger
from tests.committees.postgresql import binaries, postgresql

MOMENT = datetime.fromisoformat("2026-10-14T09:30")
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def serveur_postgresql() -> Iterator[str]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL n’est pas installé (paquet Debian « postgresql »)")
    with postgresql(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def adresse(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'comites.sqlite3'}"
    server: str = request.getfixturevalue("serveur_postgresql")
    name = f"essai_{next(_NUMBERS)}"
    with psycopg.connect(f"{server.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}")  # type: ignore[call-overload, unused-ignore]
    return f"{server}/{name}"


@pytest.fixture
def base(adresse: str, catalogue: Catalogue) -> Iterator[CommitteeBase]:
    opened = CommitteeBase(adresse, catalogue, lambda: MOMENT)
    yield opened
    opened.close()


@pytest.fixture
def registre(base: CommitteeBase) -> Ledger:
    """The real entries of a fresh database."""
    return Ledger(base, demonstration=False)
