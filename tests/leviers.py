"""Extracts for the levers: contracts by the month in which they end, a purchase programme, the year's spending."""

from pathlib import Path

from tests.extraits import DEPENSES, FOURNISSEURS, SIRET_A, SIRET_B, mandat, write_csv

CONTRATS = (
    "N° de contrat",
    "Type de contrat",
    "N° accord-cadre",
    "Objet",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Date de notification",
    "Date de fin",
    "Statut",
    "Montant HT (€)",
    "Clause environnementale",
    "Clause sociale",
    "SIRET titulaire",
)
PROGRAMMATION = (
    "N° du besoin",
    "Année",
    "Intitulé",
    "Domaine d'achat",
    "DGA",
    "Territoire",
    "Montant estimé",
    "Date de lancement prévue",
    "Contrat remplacé",
    "Opportunités",
)
HOSTILE = "<b>Objet</b> [lien](http://evil.example)"


def contrat(number: str, start: str, end: str, env: str, soc: str, **other: str) -> tuple[str, ...]:
    """Return one contract row; `other` may name type, accord, objet, dga, territoire, statut, montant."""
    return (
        number,
        other.get("type", "Marché"),
        other.get("accord", ""),
        other.get("objet", f"Objet {number}"),
        "Déchets",
        other.get("dga", "EAD"),
        other.get("territoire", "Pays d'Aix"),
        start,
        end,
        other.get("statut", "notifié"),
        other.get("montant", "10000,00"),
        env,
        soc,
        SIRET_B,
    )


def besoin(number: str, year: str, launch: str, replaces: str = "", **other: str) -> tuple[str, ...]:
    """Return one line of the programme."""
    return (
        number,
        year,
        other.get("objet", f"Besoin {number}"),
        "Déchets",
        other.get("dga", "EAD"),
        other.get("territoire", "Pays d'Aix"),
        "50000,00",
        launch,
        replaces,
        other.get("opportunites", ""),
    )


def write_lever_extracts(folder: Path) -> tuple[Path, ...]:
    """Write a year observed on 31/12/2025: the horizon is 31/12/2028.

    Four contracts were notified in 2025 (two with an environmental clause, one without, one not filled in); 1 000 € were spent,
    of which 100 € with a solidarity enterprise.
    """
    contrats = [
        contrat("A25", "10/02/2025", "30/06/2027", "oui", "non"),
        contrat("B25", "10/03/2025", "30/06/2027", "non", "oui", montant="70000,00"),
        contrat("D25", "10/04/2025", "30/06/2028", "", ""),
        contrat("E25", "15/12/2025", "31/12/2030", "oui", "non"),
        contrat("C35", "01/03/2024", "30/11/2028", "non", "non", objet=HOSTILE),
        contrat("C37", "01/03/2024", "31/01/2029", "non", "non"),
        contrat("FINI", "01/03/2022", "30/11/2025", "non", "non"),
        contrat("RESILIE", "01/03/2024", "30/06/2026", "non", "non", statut="résilié"),
        contrat("AC24", "01/07/2024", "30/06/2026", "oui", "non", type="Accord-cadre"),
        contrat("S1", "01/02/2025", "30/06/2026", "non", "non", type="Marché subséquent", accord="AC24"),
        contrat("V24", "01/07/2024", "30/06/2026", "non", "non", dga="DEA", territoire="Pays Salonais"),
    ]
    programme = [
        besoin("P1", "2028", "01/06/2028", "C35", opportunites="Réemploi"),
        besoin("P2", "2026", "01/05/2026", dga="DEA", territoire="Pays Salonais"),
        besoin("P3", "2026", "01/02/2026", "FINI"),
        besoin("P4", "2029", "01/03/2029"),
        besoin("P5", "2026", ""),
        besoin("P6", "2025", "01/06/2025"),
    ]
    depenses = [
        mandat("M1", "15/03/2025", "100,00", SIRET_A, contrat="A25"),
        mandat("M2", "15/04/2025", "200,00", SIRET_B, contrat="A25"),
        mandat("M3", "15/05/2025", "300,00", SIRET_B, contrat="B25"),
        mandat("M4", "15/06/2025", "250,00", SIRET_B, contrat="S1"),
        mandat("M5", "15/12/2025", "150,00", SIRET_B),
        mandat("M6", "15/08/2024", "40,00", SIRET_B, contrat="AC24"),
    ]
    fournisseurs = [
        (SIRET_A, "Chantier d'insertion", "PME", "oui", "ACI", "13055"),
        (SIRET_B, "Firme", "GE", "non", "", "75056"),
    ]
    return (
        write_csv(folder / "contrats.csv", CONTRATS, contrats),
        write_csv(folder / "depenses.csv", DEPENSES, depenses),
        write_csv(folder / "fournisseurs.csv", FOURNISSEURS, fournisseurs),
        write_csv(folder / "programmation.csv", PROGRAMMATION, programme),
    )
