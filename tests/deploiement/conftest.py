"""A warehouse of four contracts in 2025 and four in 2026, published one after the other."""

from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.extraits import CONTRATS, contrat, write_csv


def deposit(house: Warehouse, path: Path) -> int:
    """Publish one extract, and return the number of the version."""
    staged = stage(house, [Source(chemin=path, nom=path.name)], ImportOptions())
    version = publish(house, staged, auteur="la responsable", commentaire="essai")
    assert version is not None
    return version.numero


def contracts(folder: Path, year: int) -> Path:
    """Write four contracts of a year, one of them with an environmental consideration."""
    rows = [
        contrat(f"{year}M{i}", f"05/0{i}/{year}", "100", env="oui" if i == 1 else "non") for i in range(1, 5)
    ]
    return write_csv(folder / f"contrats-{year}.csv", CONTRATS, rows)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deploiement")
    house = Warehouse(folder / "entrepot")
    assert [deposit(house, contracts(folder, year)) for year in (2025, 2026)] == [1, 2]
    return house.path
