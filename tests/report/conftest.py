"""A small warehouse for documents: two territoires, contracts that end, a roadmap, texts that would be code elsewhere."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from spaser.committees import Decision
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter
from spaser.measure.frozen import Official
from spaser.report import ReportContent, report_content
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.extraits import FOURNISSEURS, SIRET_A, SIRET_B, write_csv

HOSTILE = "#panic(1) *gras* $x$ @ref <b>=1+1</b> \N{ROCKET}"
"""Typst, Markdown, HTML and a formula at once, and a character that no shipped font draws."""
AIX, SALON = "Pays d'Aix", "Pays Salonais"
CONTRATS = (
    *("N° de contrat", "Type de contrat", "Objet", "Domaine d'achat", "DGA", "Territoire"),
    *("Date de notification", "Date de fin", "Montant HT (€)", "Clause environnementale", "Clause sociale"),
    "SIRET titulaire",
)
MOYENS = ("Moyen", "Année", "Statut", "Pilote", "Échéance", "Avancement", "Commentaire")


def _contract(number: str, day: str, end: str, amount: str, env: str, territoire: str) -> tuple[str, ...]:
    domaine = "Déchets" if territoire == AIX else "Énergie"
    place = (f"{HOSTILE} {number}", domaine, "EAD", territoire)
    return (number, "Marché", *place, day, end, amount, env, "non", SIRET_A)


@pytest.fixture(scope="session")
def reports_version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    """Publish contracts of 2024 and 2025 (6 « oui » out of 10 in 2025, 6 out of 8 in Pays d'Aix) and a roadmap; no spending."""
    folder = tmp_path_factory.mktemp("extraits")
    contrats = [
        _contract(f"2024M{rank}", "15/03/2024", "30/06/2025", "1000,00", "oui" if rank < 4 else "non", AIX)
        for rank in range(8)
    ]
    contrats += [
        _contract(f"2025M{rank}", "15/03/2025", "30/06/2026", "2000,00", "oui" if rank < 6 else "non", AIX)
        for rank in range(8)
    ]
    contrats += [
        _contract(f"2025S{rank}", "31/12/2025", "31/12/2027", "5000,50", "non", SALON) for rank in range(2)
    ]
    moyens = [
        ("M1", "2025", "Réalisé", "CPAJ", "31/12/2025", "100 %", ""),
        ("M2", "2025", "En cours", HOSTILE, "30/06/2025", "40 %", HOSTILE),
        ("M3", "2025", "Engagé", "", "", "", ""),
    ]
    fournisseurs = [
        (SIRET_A, "Fournisseur A", "PME", "oui", "", "13055"),
        (SIRET_B, "B", "GE", "non", "", "13001"),
    ]
    paths = (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "feuille.csv", MOYENS, moyens),
    )
    warehouse = Warehouse(tmp_path_factory.mktemp("entrepot"))
    staged = stage(
        warehouse, [Source(chemin=path, nom=path.name) for path in paths], ImportOptions(), demonstration=True
    )
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    version = publish(warehouse, staged, auteur="essai")
    assert version is not None
    opened = warehouse.current()
    assert opened is not None
    return opened


def content_of(
    version: OpenVersion,
    perimeter: Perimeter,
    domaines: tuple[str, ...] = (),
    decisions: Sequence[Decision] | None = (),
) -> ReportContent:
    """Return the content of 2025."""
    return report_content(
        version, Filters(2025, domaines=domaines), perimeter, "Camille Essai", Official(), decisions
    )


@pytest.fixture(scope="session")
def whole(reports_version: OpenVersion) -> ReportContent:
    """Return the content of who sees everything."""
    return content_of(reports_version, Perimeter.tout())


@pytest.fixture(scope="session")
def relais(reports_version: OpenVersion) -> ReportContent:
    """Return the content of the relais of Pays d'Aix."""
    return content_of(reports_version, Perimeter(frozenset({AIX}), None))


def written(path: Path, data: bytes) -> Path:
    """Write a document and return where."""
    path.write_bytes(data)
    return path
