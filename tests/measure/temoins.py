"""Extracts whose suppliers are canaries: in every place where an extract names somebody (holder, payee, list, event, amendment…)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from spaser.demo.siret import siret
from spaser.measure import Filters, Perimeter
from tests.extraits import write_csv

EI, INCONNU, INVITE, SOCIETE = "000000018", "000000026", "000000042", "000000034"
SIRETS = {siren: siret(siren, 1) for siren in (EI, INCONNU, INVITE, SOCIETE)} | {"": ""}
SANS_NUMERO = "ZZCANARI SANSNUMERO"
NOMS = {
    EI: "ZZCANARI DUPONT",
    INCONNU: "ZZCANARI MARTIN",
    INVITE: "ZZCANARI PETIT",
    SOCIETE: "Société Visible",
    "": SANS_NUMERO,
}
NOTEES = (EI, INCONNU, INVITE, SOCIETE, f"NOM:{SANS_NUMERO}", "C1", "M1")
"""Keys that somebody may have noted from rows: suppliers, a contract, a mandat."""
CANARI = re.compile(f"zzcanari|{EI}|{INCONNU}|{INVITE}", re.IGNORECASE)
ANNEE = Filters(2026)
MONTRE = Perimeter.tout()
MASQUE = Perimeter(None, None)
PARTIEL = Perimeter(frozenset({"Pays d'Aix"}), frozenset({"EAD"}))

CONTRATS = (
    *(
        "N° de contrat",
        "Objet",
        "Domaine d'achat",
        "DGA",
        "Territoire",
        "Date de notification",
        "Durée en mois",
    ),
    *(
        "Montant HT (€)",
        "Clause environnementale",
        "Clause sociale",
        "SIRET titulaire",
        "Titulaire",
        "N° avenant",
    ),
)
DEPENSES = (
    *(
        "N° de mandat",
        "Exercice",
        "Date du mandat",
        "Montant HT (€)",
        "SIRET",
        "Nom du tiers",
        "Domaine d'achat",
    ),
    *("DGA", "Territoire", "Type d'achat", "N° de marché"),
)
FOURNISSEURS = (
    "SIRET",
    "Dénomination",
    "Catégorie d'entreprise",
    "Catégorie juridique",
    "Code commune",
    "Start-up",
)
EVENEMENTS = ("Date", "Type d'évènement", "Intitulé", "SIRET fournisseur", "Fournisseur")
ICI = ("Déchets", "EAD", "Pays d'Aix")


def contrat(numero: str, jour: str, montant: str, siren: str, avenant: str = "") -> tuple[str, ...]:
    return (numero, f"Objet {numero}", *ICI, jour, "12", montant, "", "", SIRETS[siren], NOMS[siren], avenant)


def mandat(numero: str, montant: str, numero_tiers: str, nom: str, contrat: str = "") -> tuple[str, ...]:
    return (numero, "2026", "05/04/2026", montant, numero_tiers, nom, *ICI, "Marché", contrat)


def decp(folder: Path, *marches: tuple[str, str, int, str]) -> Path:
    """Write published data: identifier, day of notification, amount, holder."""
    contenu = [
        {
            "id": numero,
            "acheteur": {"id": "20005480700017"},
            "nature": "Marché",
            "objet": f"Objet {numero}",
            "dateNotification": jour,
            "montant": montant,
            "titulaires": [
                {"typeIdentifiant": "SIRET", "id": SIRETS[siren], "denominationSociale": NOMS[siren]}
            ],
        }
        for numero, jour, montant, siren in marches
    ]
    path = folder / "decp.json"
    path.write_text(json.dumps({"marches": {"marche": contenu}}), encoding="utf-8")
    return path


def extraits(folder: Path) -> list[Path]:
    """Contracts of a sole trader, of a firm, of an unknown, of a name alone; 1 000 € paid to each of the first three, 2 000 € more to the firm."""
    return [
        write_csv(
            folder / "contrats.csv",
            CONTRATS,
            [
                contrat("C1", "10/03/2026", "60000", EI, "0"),
                contrat("C1", "10/03/2026", "99999", EI, "1"),
                contrat("C2", "11/03/2026", "50000", SOCIETE),
                contrat("C2", "11/03/2026", "50000", INCONNU),
                contrat("C3", "12/03/2026", "70000", INCONNU),
                contrat("C4", "13/03/2026", "55000", ""),
                contrat("R1", "30/02/2026", "777", EI),
                *(contrat(f"P{rang:02d}", "20/04/2026", "1000", SOCIETE) for rang in range(20)),
            ],
        ),
        decp(folder, ("D9", "2026-03-11", 80_000, EI), ("C2", "2026-03-11", 50_000, SOCIETE)),
        write_csv(
            folder / "depenses.csv",
            DEPENSES,
            [
                mandat("M1", "1000", SIRETS[EI], NOMS[EI], "C1"),
                mandat("M2", "1000", SIRETS[INCONNU], NOMS[INCONNU], "C3"),
                mandat("M3", "1000", SIRETS[SOCIETE], NOMS[SOCIETE], "C2"),
                mandat("M4", "illisible", f"{EI}00011", NOMS[EI]),
                *(mandat(f"P{rang:02d}", "100", SIRETS[SOCIETE], NOMS[SOCIETE]) for rang in range(20)),
            ],
        ),
        write_csv(
            folder / "fournisseurs.csv",
            FOURNISSEURS,
            [
                (SIRETS[EI], NOMS[EI], "PME", "1000", "13001", "oui"),
                (SIRETS[SOCIETE], NOMS[SOCIETE], "PME", "5710", "13055", ""),
            ],
        ),
        write_csv(
            folder / "evenements.csv",
            EVENEMENTS,
            [("06/04/2026", "sourcing", "Rencontre", SIRETS[INVITE], NOMS[INVITE])],
        ),
    ]
