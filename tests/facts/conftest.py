"""The version under construction that each test fills by hand."""

from collections.abc import Iterator

import pytest

from tests.facts.entrepot import Entrepot


@pytest.fixture(scope="session")
def socle() -> Iterator[Entrepot]:
    """The empty tables and the reference lists, made once."""
    entrepot = Entrepot.vide()
    yield entrepot
    entrepot.connexion.close()


@pytest.fixture
def entrepot(socle: Entrepot) -> Iterator[Entrepot]:
    """An empty version to fill: what the test adds and derives is rolled back after it."""
    socle.connexion.begin()
    yield Entrepot(socle.connexion)
    socle.connexion.rollback()
