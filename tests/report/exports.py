"""Small versions for the exports: eight contracts of 2025 by three holders, three payees, a domaine that would be a formula."""

from collections.abc import Sequence
from pathlib import Path

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter
from spaser.measure.frozen import Official
from spaser.report import ReportContent, report_content
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
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

HOLDERS = (SIRET_A, SIRET_B, SIRET_C)
FORMULA = "=1+1"
ENV = ("oui", "oui", "oui", "oui", "oui", "non", "non", "")
SOC = ("oui", "oui", "non", "non", "non", "non", "non", "non")


def published(folder: Path, paths: Sequence[Path]) -> OpenVersion:
    """Deposit files into a new warehouse and return the version."""
    warehouse = Warehouse(folder / "entrepot")
    ready = stage(warehouse, [Source(chemin=path, nom=path.name) for path in paths], ImportOptions())
    assert not ready.refuse, [report.texte() for report in ready.rapports]
    version = publish(warehouse, ready, auteur="La responsable")
    assert version is not None
    return version


def small_version(folder: Path) -> OpenVersion:
    """Publish eight contracts of 10 000 € (five with an environmental clause, one that does not say), three mandats, three suppliers."""
    contrats = [
        contrat(
            f"2025M{rank}",
            f"1{rank}/03/2025",
            "10000,00",
            ENV[rank],
            SOC[rank],
            siret=HOLDERS[rank % 3],
            domaine=FORMULA if rank == 7 else "Déchets",
        )
        for rank in range(8)
    ]
    depenses = [
        mandat("MD1", "15/04/2025", "1000,00", SIRET_A),
        mandat("MD2", "15/05/2025", "3000,00", SIRET_B),
        mandat("MD3", "31/12/2025", "4000,00", SIRET_C),
    ]
    fournisseurs = [
        (SIRET_A, "Fournisseur A", "PME", "oui", "ACI", "13055"),
        (SIRET_B, "Fournisseur B", "GE", "non", "", "75056"),
        (SIRET_C, "Fournisseur C", "PME", "non", "", "84089"),
    ]
    return published(
        folder,
        (
            write_csv(folder / "contrats.csv", CONTRATS, contrats),
            write_csv(folder / "depenses.csv", DEPENSES, depenses),
            write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        ),
    )


def content_of(version: OpenVersion, filters: Filters) -> ReportContent:
    """Return what documents say of a version to who may see everything."""
    return report_content(version, filters, Perimeter.tout(), "La responsable", Official(), ())


def silent(step: str, share: float) -> None:
    """Hear the progress and say nothing."""
    assert 0 <= share <= 1
    assert step
