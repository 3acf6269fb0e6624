"""A small warehouse, deposited through the real import, and the servers that browser tests open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spaser.committees import CommitteeBase
from spaser.demo.comites import fill
from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.extraits import (
    CONTRATS,
    DEPENSES,
    FOURNISSEURS,
    SIRET_A,
    SIRET_B,
    SIRET_C,
    contrat,
    mandat,
    write_csv,
)
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard

HEURES = ("N° de contrat", "Mois", "Heures réalisées", "Heures contractualisées", "Territoire")


def write_extracts(folder: Path) -> tuple[Path, ...]:
    """Write four extracts of two years; one contract leaves its considerations empty."""
    contrats = [
        contrat(f"{year}M{rank:03d}", f"{10 + rank}/03/{year}", "10000,00", env="oui" if rank < 4 else "non")
        for year in (2025, 2026)
        for rank in range(6)
    ]
    contrats.append(
        contrat(
            "2026M090",
            "01/04/2026",
            "50000,00",
            env="",
            soc="",
            domaine="Énergie",
            territoire="",
            siret=SIRET_B,
        )
    )
    depenses = [
        mandat(f"MD{year}{rank}", f"15/0{rank + 1}/{year}", "1000,00", siret)
        for year in (2025, 2026)
        for rank, siret in enumerate((SIRET_A, SIRET_B, SIRET_C))
    ]
    fournisseurs = [
        (SIRET_A, "Fournisseur A", "PME", "oui", "ACI", "13055"),
        (SIRET_B, "Fournisseur B", "GE", "non", "", "75056"),
        (SIRET_C, "Fournisseur C", "PME", "non", "", "84089"),
    ]
    heures = [
        ("2025M001", "05/2025", "900", "2000", "Pays d'Aix"),
        ("2025M001", "02/2026", "1100", "2000", "Pays d'Aix"),
    ]
    return (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "depenses.csv", DEPENSES, depenses),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "heures.csv", HEURES, heures),
    )


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the small extracts once, said to be fictive, under a hostile file name; committees have written too."""
    folder = tmp_path_factory.mktemp("entrepot")
    warehouse = Warehouse(folder)
    extracts = write_extracts(tmp_path_factory.mktemp("extraits"))
    sources = [Source(chemin=path, nom=f"![x](http://evil.example/x.png) {path.name}") for path in extracts]
    staged = stage(warehouse, sources, ImportOptions(), demonstration=True)
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert publish(warehouse, staged, auteur="essai") is not None
    fill(CommitteeBase.beside(folder, warehouse.catalogue, warehouse.now))
    return folder


@pytest.fixture(scope="session")
def served(small_warehouse: Path) -> Iterator[Server]:
    """Serve the small warehouse."""
    if BROWSER is None:
        pytest.skip("aucun Chromium sur cette machine")
    with dashboard(small_warehouse) as server:
        yield server
