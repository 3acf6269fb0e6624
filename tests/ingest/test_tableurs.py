"""The same extract saved by any spreadsheet gives the same rows: days, leading zeros, amounts, rates, yes/no, row numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spaser.ingest.options import Limites
from spaser.ingest.read.ouvrir import ouvrir
from tests.ingest.conftest import Lire
from tests.ingest.tableurs import TABLEURS, Cellule, Taux

_VIDES: list[Cellule] = [None] * 9
GRILLE: list[list[Cellule]] = [
    _VIDES,
    ["Dépenses 2025", *_VIDES[1:]],
    _VIDES,
    ["N° mandat", "Exercice", "Date mandat", "Montant TTC", "Taux TVA", "SIRET", "Nom du tiers", "Code postal", "Annulation"],
    ["M001", 2025, date(2025, 3, 12), 1481.47, Taux(0.2), "05680065901740", "Société « Été » & fils", "04000", False],
    ["0002", 2025, date(2025, 12, 31), -105.5, Taux(0.055), "20005480700017", "A", "13002", True],
    ["M003", 2024, date(2024, 2, 29), 16500000, Taux(0.1), "20005480700017", "<Ligne>", "01000", False],
]  # fmt: skip
COLONNES = (
    "mandat_id exercice date_mandat montant_ht tiers_siret tiers_nom tiers_code_postal annulation ligne"
)


@pytest.mark.parametrize("extension", TABLEURS)
def test_chaque_tableur_donne_les_memes_depenses(lire: Lire, tmp_path: Path, extension: str) -> None:
    """The amount without tax comes from the amount with it and the rate: 1 481,47 € at 20 %, −105,50 € at 5,5 %, 16,5 M€ at 10 %."""
    chemin = tmp_path / f"depenses{extension}"
    TABLEURS[extension](chemin, GRILLE)
    lu = lire(chemin)
    assert lu.lignes("depenses", *COLONNES.split()) == [
        ("M001", 2025, date(2025, 3, 12), Decimal("1234.56"), "05680065901740", "Société « Été » & fils", "04000", False, 5),
        ("0002", 2025, date(2025, 12, 31), Decimal(-100), "20005480700017", "A", "13002", True, 6),
        ("M003", 2024, date(2024, 2, 29), Decimal(15000000), "20005480700017", "<Ligne>", "01000", False, 7),
    ]  # fmt: skip
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (3, 0)


@pytest.mark.parametrize("extension", TABLEURS)
def test_le_nom_du_fichier_ne_decide_de_rien(tmp_path: Path, extension: str) -> None:
    """What the bytes are decides: a workbook deposited under another extension reads the same."""
    chemin = tmp_path / "extrait.csv"
    TABLEURS[extension](chemin, GRILLE)
    [feuille] = ouvrir(chemin, Limites())
    assert list(feuille.lignes())[4] == (
        5,
        ["M001", "2025", "2025-03-12", "1481.47", "0.2", "05680065901740", "Société « Été » & fils", "04000", "non"],
    )  # fmt: skip
