"""From a buyer's own file to the figures: each test deposits once and compares with sums done by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from spaser.cli import main
from tests.extraits import SIRET_A, SIRET_B, SIRET_C, write_csv

SIRET_D = "00000004200010"


class Buyer:
    """Deposit files in one warehouse and ask for figures, by the command line alone."""

    def __init__(self, warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.warehouse = warehouse
        self.capsys = capsys

    def run(self, *arguments: str | Path) -> dict[str, Any]:
        code = main([*map(str, arguments), "--entrepot", str(self.warehouse), "--format", "json"])
        out, err = self.capsys.readouterr()
        assert code == 0, out + err
        document: dict[str, Any] = json.loads(out)
        return document

    def figure(self, code: str, *filters: str) -> dict[str, Any]:
        (found,) = self.run("indicateurs", "--annee", "2025", "--code", code, *filters)["mesures"]
        return dict(found)

    def counts(self, code: str, *filters: str) -> tuple[float, float, float]:
        found = self.figure(code, *filters)
        return found["numerateur"], found["denominateur"], found["inconnus"]

    def listed(self, code: str) -> tuple[float, int, int]:
        """Return what the rows behind a figure add up to: yes (fractions too), rows, unknown."""
        found = self.run("lignes", code, "--annee", "2025")["lignes"]
        known = [row["appartient"] for row in found if row["appartient"] is not None]
        return sum(known), len(found), len(found) - len(known)


@pytest.fixture
def buyer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Buyer:
    return Buyer(tmp_path / "entrepot", capsys)


def test_contrats_d_un_acheteur(buyer: Buyer, tmp_path: Path) -> None:
    """2025: M1/1, M1/2, AC1 (4 holders, 200 k€ estimated), MR1 (terminated), GC1, GS1: 6 contracts, 570 k€.

    Kept out: a lot « sans suite », the subsequent contract of AC1; the concession (signed, 1 M€) counts under « tous » only.
    """
    headings = (
        "N° marché", "N° de lot", "Nature", "N° accord-cadre", "Objet du marché", "Domaine", "Date notif.",
        "Date de signature", "Montant (k€)", "Estimation (k€)", "Statut", "N° SIRET", "Rôle", "Part HT (k€)",
        "Type de groupement", "CLAUSE ENVIRONNEMENTALE", "Clause Sociale",
    )  # fmt: skip
    lines = (
        "M1|1|Marché||o|Déchets|05/01/2025||100||Notifié|A||||Oui|NON",
        "M1|2|Marché||o|énergie|06/02/2025||50,0||Notifié|C||||non|x",
        "M1|3|Marché||o|énergie|06/02/2025||10||Sans suite|||||oui|oui",
        "AC1||Accord-cadre||o|Déchets|11/03/2025||800|200|Notifié|A||||oui|non",
        "AC1||Accord-cadre||o|Déchets|10/03/2025||800|200|Notifié|B||||oui|non",
        "AC1||Accord-cadre||o|Déchets|12/03/2025||800|200|Notifié|C||||oui|non",
        "AC1||Accord-cadre||o|Déchets|10/03/2025||800|200|Notifié|D||||oui|non",
        "MS1||Marché subséquent|AC1|o|Déchets|01/04/2025||30||Notifié|A||||non|non",
        "MR1||Marché||o|Drones|02/04/2025||40||Résilié|B|||||",
        "CC1||Délégation de service public||o|Déchets||15/06/2025|1 000||Notifié|D||||oui|non",
        "GC1||Marché||o|Déchets|01/07/2025||100||Notifié|A|Mandataire|60|Conjoint|oui|oui",
        "GC1||Marché||o|Déchets|01/07/2025||100||Notifié|C|Co-traitant|40|Conjoint|oui|oui",
        "GS1||Marché||o|Déchets|31/12/2025||80||Notifié|C|Mandataire||Groupement solidaire|non|non",
        "GS1||Marché||o|Déchets|31/12/2025||80||Notifié|B|cotraitant||Groupement solidaire|non|non",
        "N1||Marché||o|Déchets|03/03/2024||30||Notifié|A||||oui|non",
        "N2||Marché||o|Déchets|20/11/2024||70||Notifié|A||||non|non",
    )
    sirets = {"A": SIRET_A, "B": SIRET_B, "C": SIRET_C, "D": SIRET_D, "": ""}
    rows = [line.split("|") for line in lines]
    for row in rows:
        row[11] = sirets[row[11]]
    buyer.run(
        "importer",
        write_csv(tmp_path / "marches.csv", headings, rows, "cp1252"),
        write_csv(
            tmp_path / "tiers.csv",
            ("SIRET", "Raison sociale", "Taille"),
            [(SIRET_A, "A", "PME"), (SIRET_B, "B", "Microentreprise"), (SIRET_C, "C", "ETI"), (SIRET_D, "D", "GE")],
        ),
    )  # fmt: skip
    environment = buyer.figure("F2.3")
    assert (environment["montant"], environment["montant_total"]) == (400_000, 570_000)
    assert environment["n_moins_1"] == 0.5
    assert buyer.counts("F2.3") == buyer.listed("F2.3") == (3, 6, 1)
    assert buyer.counts("F2.3", "--perimetre", "tous") == (4, 7, 1)
    assert buyer.counts("F2.3", "--arrete", "2025-03-10") == (2, 3, 0)
    assert buyer.figure("F2.3", "--arrete", "2025-03-10")["n_moins_1"] == 1
    assert buyer.counts("F2.1") == (4, 6, 1)
    assert buyer.counts("F2.4") == (2, 6, 1)
    # 1 + 0 + 2 of 4 holders + 1 + its representative + 0; shares known: 100 + 40 + 60 k€.
    assert buyer.counts("F8.1") == buyer.listed("F8.1") == (3.5, 6, 0)
    assert buyer.figure("F8.1")["montant"] == 200_000


def test_mandats_d_un_acheteur(buyer: Buyer, tmp_path: Path) -> None:
    """Purchases of 2025, excluding tax: 1 000 + 1 000 + 500 − 200 + 700 + 300 + 4 000 + 250 = 7 550 €."""
    headings = (
        "N° mandat", "Exercice", "Date d'émission", "Montant TTC (€)", "Taux de TVA", "Montant HT en euros",
        "N° SIRET", "CP", "N° marché", "Rôle du tiers", "Type d’achat", "Compte", "Nature de la dépense",
        "Annulation",
    )  # fmt: skip
    workshop = SIRET_C
    rows = [
        ("1", "2025", "15/01/2025", "1 200,00", "20 %", "", SIRET_A, "13001", "M1", "", "Marché", "611", "Achat", "non"),
        ("2", "2025", "15/02/2025", "1 055,00", "5,5", "", SIRET_B, "84120", "M1", "", "Marché", "611", "Achat", "non"),
        ("3", "2025", "10/03/2025", "", "", "500", SIRET_B, "84120", "M1", "", "Marché", "611", "Achat", "non"),
        ("4", "2025", "11/03/2025", "", "", "200", SIRET_B, "84120", "M1", "", "Marché", "611", "Achat", "Oui"),
        ("5", "2025", "20/01/2026", "", "", "700", SIRET_A, "13001", "M1", "", "Marché", "611", "Achat", "non"),
        ("6", "2025", "01/04/2025", "", "", "9000", SIRET_D, "75001", "", "", "Hors contrat", "6574", "Subvention", ""),
        ("7", "2025", "01/04/2025", "", "", "9000", SIRET_D, "75001", "", "", "Hors contrat", "64111", "", ""),
        ("8", "2025", "01/04/2025", "", "", "9000", SIRET_D, "75001", "", "", "Hors contrat", "6618", "", ""),
        ("9", "2025", "01/05/2025", "", "", "300", workshop, "84000", "M1", "Sous-traitant", "Marché", "611", "", ""),
        ("10", "2025", "02/05/2025", "", "", "4000", SIRET_D, "75001", "M2", "", "DSP", "611", "", ""),
        ("11", "2025", "10/06/2025", "", "", "250", workshop, "84000", "M1", "Sous-traitant", "Marché", "611", "", ""),
        ("12", "2025", "04/05/2025", "", "", "40", SIRET_A, "13001", "M1", "", "", "6711", "Indemnité forfaitaire 40 €", ""),
    ]  # fmt: skip
    suppliers = (
        (SIRET_A, "PME", "13001", "", "", ""),
        (SIRET_B, "PME", "84120", "", "", ""),
        (workshop, "PME", "84000", "ESAT", "01/01/2020", "31/05/2025"),
        (SIRET_D, "GE", "75001", "", "", ""),
    )
    buyer.run(
        "importer",
        write_csv(tmp_path / "mandats.csv", headings, rows),
        write_csv(
            tmp_path / "tiers.csv",
            (
                "SIRET",
                "Taille",
                "Code Postal",
                "Type de structure",
                "Début du statut",
                "Fin du statut",
            ),
            suppliers,
        ),
    )
    # Mandat 11 was paid after the ESAT's status ended (R9).
    assert buyer.counts("F3.1") == (300, 7550, 0)
    assert buyer.counts("F3.1", "--perimetre", "marches") == (300, 3550, 0)
    assert buyer.counts("F1.4")[:2] == (40, 7550)
    # The sub-contracted workshop is out of the panel: A and B of three are SMEs of the region.
    assert buyer.counts("F8.3") == buyer.listed("F8.3") == (2, 3, 0)
    assert buyer.counts("X7") == (1700, 7550, 0)
