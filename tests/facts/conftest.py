"""The version under construction that each test fills by hand."""

from collections.abc import Iterator

import pytest

from tests.facts.entrepot import Entrepot


@pytest.fixture
def entrepot() -> Iterator[Entrepot]:
    """An empty version in memory, its reference lists filled."""
    entrepot = Entrepot()
    yield entrepot
    entrepot.connexion.close()
