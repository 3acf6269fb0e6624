import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaser.ui.csv_export import to_csv


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_excel_francais_ouvre_le_fichier_sans_rien_regler() -> None:
    data = to_csv(["domaine", "montant"], [("Déchets", Decimal("1234.50")), ("Énergie", None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "domaine;montant\r\nDéchets;1234,50\r\nÉnergie;\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "  ="])
def test_une_cellule_qui_serait_une_formule_est_rendue_inerte(start: str) -> None:
    assert _read(to_csv(["nom"], [(f"{start}cmd|' /C calc'!A0",)]))[1][0].startswith("'")


def test_un_montant_negatif_reste_un_nombre() -> None:
    assert _read(to_csv(["montant"], [(-12.5,)]))[1] == ["-12,5"]


def test_un_taux_n_est_pas_arrondi_et_une_date_est_francaise() -> None:
    assert _read(to_csv(["a", "b"], [(0.298134, date(2025, 3, 12))]))[1] == ["0,298134", "12/03/2025"]


@given(st.text(max_size=40))
def test_aucun_texte_ne_commence_comme_une_formule(text: str) -> None:
    line = to_csv(["x"], [(text,)]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert not line.lstrip('"').lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
