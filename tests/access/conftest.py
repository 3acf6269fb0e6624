"""A warehouse of two territoires and two DGA whose rows name themselves, served in shared mode to accounts of every role."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.access.partage import Shared, shared
from tests.extraits import CONTRATS, DEPENSES, FOURNISSEURS, SIRET_A, SIRET_B, mandat, write_csv

AIX, MARSEILLE = "Pays d'Aix", "Marseille-Provence"
OURS, THEIRS = "ZZAIX", "ZZMRS"
"""What every row of each territoire is marked with: a contract's number and object, a supplier's name, a mandat's number."""
DOOR = "réservé aux personnes habilitées"
INSIDE = "Données de démonstration"
"""What the door says to those who have not entered, and every page to those who have."""
PEOPLE: dict[str, dict[str, Any]] = {
    "lea": {"name": "Léa", "email": "lea@exemple.fr", "email_verified": True},
    "paul": {"name": "Paul", "groups": ["copil"]},
    "chloe": {"name": "Chloé", "groups": ["comex"]},
    "rita": {"name": "Rita", "groups": ["relais-aix"]},
    "dora": {"name": "Dora", "groups": ["relais-mdtepv"]},
    "zoe": {"name": "Zoé", "groups": ["relais-sans-ligne"]},
    "mallory": {"name": "Mallory", "email": "lea@exemple.fr", "email_verified": False},
}
RULES: dict[str, Any] = {
    "personnes": [{"courriel": "lea@exemple.fr", "role": "responsable"}],
    "groupes": [
        {"groupe": "copil", "role": "lecture"},
        {"groupe": "comex", "role": "pilotage"},
        {"groupe": "relais-aix", "role": "relais", "territoires": [AIX]},
        {"groupe": "relais-mdtepv", "role": "relais", "dga": ["MDTEPV"]},
        {"groupe": "relais-sans-ligne", "role": "relais", "territoires": [AIX], "dga": ["MDTEPV"]},
    ],
}
HEURES = ("N° de contrat", "Mois", "Heures réalisées", "Heures contractualisées", "Territoire")


def write_marked(folder: Path) -> tuple[Path, ...]:
    """Write extracts of 2025 and 2026 for two territoires, each row marked."""
    places = ((OURS, AIX, "EAD", "Déchets", SIRET_A), (THEIRS, MARSEILLE, "MDTEPV", "Énergie", SIRET_B))
    contrats = [
        (
            f"{mark}-{year}-{rank}",
            "Marché",
            f"Objet {mark} {rank}",
            domaine,
            dga,
            place,
            f"1{rank}/03/{year}",
            f"{10_000 * (rank + 1)},00",
            "oui" if rank else "",
            "non",
            siret,
        )
        for mark, place, dga, domaine, siret in places
        for year in (2025, 2026)
        for rank in range(6)
    ]
    depenses = [
        mandat(
            f"{mark}-MD-{year}-{rank}",
            f"15/0{rank + 1}/{year}",
            "1000,00",
            siret,
            dga=dga,
            domaine=domaine,
            territoire=place,
        )
        for mark, place, dga, domaine, siret in places
        for year in (2025, 2026)
        for rank in range(4)
    ]
    fournisseurs = [
        (SIRET_A, f"Fournisseur {OURS}", "PME", "oui", "ACI", "13001"),
        (SIRET_B, f"Fournisseur {THEIRS}", "PME", "oui", "ACI", "13055"),
    ]
    heures = [
        (f"{mark}-2025-1", month, "100", "2000", place)
        for mark, place, *_ in places
        for month in ("05/2025", "02/2026")
    ]
    return (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "depenses.csv", DEPENSES, depenses),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "heures.csv", HEURES, heures),
    )


@pytest.fixture(scope="session")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the marked extracts once."""
    folder = tmp_path_factory.mktemp("marque")
    warehouse = Warehouse(folder)
    sources = [
        Source(chemin=path, nom=path.name) for path in write_marked(tmp_path_factory.mktemp("extraits"))
    ]
    staged = stage(warehouse, sources, ImportOptions(), demonstration=True)
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert all(report.rejetes == 0 for report in staged.rapports), [
        report.texte() for report in staged.rapports
    ]
    assert publish(warehouse, staged, auteur="essai") is not None
    return folder


@pytest.fixture(scope="session")
def house(marked: Path) -> Iterator[Shared]:
    """Serve them in shared mode."""
    with shared(marked, PEOPLE, **RULES) as server:
        yield server
