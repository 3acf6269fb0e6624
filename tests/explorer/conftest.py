"""Seven contracts, six payments, three suppliers, deposited through the real import: all can be checked with a pencil."""

from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.extraits import SIRET_A, SIRET_B, SIRET_C, write_csv

CONTRATS = (
    "N° de contrat",
    "Type de contrat",
    "N° accord-cadre",
    "Objet du contrat",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Date de notification",
    "Durée en mois",
    "Montant HT (€)",
    "Montant maximum HT",
    "Montant estimé HT",
    "Clause environnementale",
    "Clause sociale",
    "SIRET titulaire",
    "Titulaire",
    "Rôle du titulaire",
    "Part du titulaire HT",
    "Type de groupement",
)
DEPENSES = (
    "N° de mandat",
    "Exercice",
    "Date du mandat",
    "Montant HT (€)",
    "SIRET",
    "Nom du tiers",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Type d'achat",
    "N° de marché",
)
FOURNISSEURS = (
    "SIRET",
    "Dénomination",
    "Catégorie d'entreprise",
    "ESS",
    "Type insertion",
    "Code commune",
    "Charte signée le",
    "Date d'évaluation",
    "Évaluation RSE",
    "Valable du",
    "Valable jusqu'au",
)
HEURES = ("N° de contrat", "Mois", "Heures réalisées", "Heures contractualisées", "Territoire")

AIX, MARSEILLE = "Pays d'Aix", "Marseille-Provence"
NOMS = {SIRET_A: "Société Ombrière", SIRET_B: "Béton d'Azur", SIRET_C: "Côté Façades"}
HOSTILE = "<script>alert(1)</script> [x](http://evil.example)"


def _contrat(
    numero: str,
    objet: str,
    territoire: str,
    dga: str,
    jour: str,
    montant: str,
    env: str,
    soc: str,
    *,
    siret: str,
    **autres: str,
) -> tuple[str, ...]:
    return (
        numero,
        autres.get("type", "Marché"),
        autres.get("cadre", ""),
        objet,
        autres.get("domaine", "Déchets"),
        dga,
        territoire,
        jour,
        autres.get("mois", "12"),
        montant,
        autres.get("maximum", ""),
        autres.get("estime", ""),
        env,
        soc,
        siret,
        NOMS[siret],
        autres.get("role", "Seul"),
        autres.get("part", ""),
        autres.get("groupement", ""),
    )


def _mandat(
    numero: str, jour: str, montant: str, siret: str, territoire: str, **autres: str
) -> tuple[str, ...]:
    return (
        numero,
        jour[-4:],
        jour,
        montant,
        siret,
        NOMS[siret].upper(),
        autres.get("domaine", "Déchets"),
        autres.get("dga", "EAD"),
        territoire,
        "Marché",
        autres.get("contrat", ""),
    )


def _extraits(folder: Path) -> tuple[Path, ...]:
    partage = {"domaine": "Voirie et espace public", "groupement": "Conjoint"}
    contrats = [
        _contrat(
            "2026M001",
            "Réfection de chaussées",
            AIX,
            "MDTEPV",
            "10/03/2026",
            "100000",
            "oui",
            "non",
            siret=SIRET_A,
            role="Mandataire",
            part="60000",
            **partage,
        ),
        _contrat(
            "2026M001",
            "Réfection de chaussées",
            AIX,
            "MDTEPV",
            "10/03/2026",
            "100000",
            "oui",
            "non",
            siret=SIRET_B,
            role="Cotraitant",
            part="40000",
            **partage,
        ),
        _contrat(
            "2026M002",
            "Nettoyage des locaux",
            MARSEILLE,
            "EAD",
            "15/03/2026",
            "200000",
            "non",
            "non",
            siret=SIRET_B,
        ),
        _contrat("2026M003", "Fourniture de bacs", AIX, "EAD", "20/03/2026", "500000", "", "", siret=SIRET_A),
        _contrat(
            "2026M004",
            "Achat d’œuvres",
            MARSEILLE,
            "CPAJ",
            "25/03/2026",
            "30000",
            "oui",
            "oui",
            siret=SIRET_C,
        ),
        _contrat("2026M%_7", HOSTILE, AIX, "CPAJ", "30/03/2026", "1000", "non", "oui", siret=SIRET_A),
        _contrat(
            "2025A001",
            "Collecte des encombrants",
            AIX,
            "EAD",
            "01/01/2025",
            "400000",
            "non",
            "non",
            siret=SIRET_A,
            type="Accord-cadre",
            mois="48",
            maximum="900000",
            estime="300000",
        ),
        _contrat(
            "2025A001-MS1",
            "Collecte des encombrants, premier marché",
            AIX,
            "EAD",
            "20/02/2026",
            "50000",
            "non",
            "non",
            siret=SIRET_A,
            type="Marché subséquent",
            cadre="2025A001",
        ),
    ]
    voirie = {"domaine": "Voirie et espace public", "dga": "MDTEPV", "contrat": "2026M001"}
    depenses = [
        _mandat("MD1", "01/04/2026", "30000", SIRET_A, AIX, **voirie),
        _mandat("MD2", "05/05/2025", "10000", SIRET_A, AIX, contrat="2025A001"),
        _mandat("MD3", "02/04/2026", "20000", SIRET_B, AIX, **voirie),
        _mandat("MD4", "03/04/2026", "7000", SIRET_C, MARSEILLE, contrat="2026M004", dga="CPAJ"),
        _mandat("MD5", "03/05/2026", "1500", SIRET_A, MARSEILLE),
        _mandat("MD6", "30/06/2026", "-500", SIRET_A, AIX, **voirie),
    ]
    fournisseurs = [
        (
            SIRET_A,
            NOMS[SIRET_A],
            "PME",
            "oui",
            "ACI",
            "13055",
            "12/01/2025",
            "01/02/2026",
            "oui",
            "01/01/2024",
            "",
        ),
        (SIRET_B, NOMS[SIRET_B], "GE", "", "", "75056", "", "", "", "", ""),
        (SIRET_C, NOMS[SIRET_C], "PME", "non", "", "84089", "", "", "", "", ""),
    ]
    heures = [
        ("2026M001", "04/2026", "100", "300", AIX),
        ("2026M001", "05/2026", "20", "300", AIX),
    ]
    return (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "depenses.csv", DEPENSES, depenses),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "heures.csv", HEURES, heures),
    )


@pytest.fixture(scope="session")
def publiee(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    """Publish the extracts once."""
    warehouse = Warehouse(tmp_path_factory.mktemp("entrepot_explorer"))
    sources = [
        Source(chemin=path, nom=path.name) for path in _extraits(tmp_path_factory.mktemp("extraits_explorer"))
    ]
    staged = stage(warehouse, sources, ImportOptions(), auteur="essai")
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert publish(warehouse, staged, auteur="essai") is not None
    version = warehouse.current()
    assert version is not None
    return version
