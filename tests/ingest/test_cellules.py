"""Cells are read exactly as they are written, or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from spaser.ingest.sql import macros


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connexion:
        for macro in macros():
            connexion.execute(macro)
        yield connexion


def _un(con: duckdb.DuckDBPyConnection, requete: str, *valeurs: object) -> object:
    [(valeur,)] = con.execute(requete, list(valeurs)).fetchall()
    return valeur


def _montant(con: duckdb.DuckDBPyConnection, texte: str, facteur: int = 1, style: str = "inconnu") -> object:
    requete = """
        with formes as (select forme_montant(t) as f from (select ?::varchar as t)),
        chiffres as (select chiffres_montant(f, ?) as c from formes)
        select montant_de_chiffres(c, ?::integer) from chiffres
    """
    return _un(con, requete, texte, style, facteur)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("14\u00a0700,00", "14700.00"),
        ("1\u202f234,5", "1234.50"),
        ("1 234 567,89 €", "1234567.89"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12.345.678", "12345678.00"),
        ("(12,50)", "-12.50"),
        ("12,5-", "-12.50"),
        ("-3", "-3.00"),
        ("- 3", "-3.00"),
        ("−7,25", "-7.25"),
        ("1 234,56 € HT", "1234.56"),
        ("12 k€", "12000.00"),
        ("1,5 M€", "1500000.00"),
        ("90.11000000002", "90.11"),
        ("0,005", "0.01"),
        ("9007199254740993,01", "9007199254740993.01"),
    ],
)
def test_un_montant_se_lit_au_centime(con: duckdb.DuckDBPyConnection, texte: str, attendu: str) -> None:
    assert _montant(con, texte) == Decimal(attendu)


@pytest.mark.parametrize(
    "texte", ["12 34", "abc", "1.5E+06", "1,2,3", "12/03/2024", "1.234", "1,234", "100 TTC"]
)
def test_un_montant_douteux_n_est_pas_devine(con: duckdb.DuckDBPyConnection, texte: str) -> None:
    assert _montant(con, texte) is None


def test_le_reste_de_la_colonne_tranche_1_234(con: duckdb.DuckDBPyConnection) -> None:
    assert _montant(con, "1.234", style=",") == Decimal("1234.00")
    assert _montant(con, "1.234", style=".") == Decimal("1.23")


def test_un_montant_en_milliers_d_euros_est_multiplie(con: duckdb.DuckDBPyConnection) -> None:
    assert _montant(con, "1,2345", facteur=1000) == Decimal("1234.50")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("12/03/2025", date(2025, 3, 12)),
        ("2025-03-12", date(2025, 3, 12)),
        ("2022/01/13", date(2022, 1, 13)),
        ("12.03.2025", date(2025, 3, 12)),
        ("12/3/24", date(2024, 3, 12)),
        ("12/03/2025 14:30", date(2025, 3, 12)),
        ("2018-12-05+01:00", date(2018, 12, 5)),
        ("2021-03-31T22:00:00.000Z", date(2021, 4, 1)),  # midnight in Paris
        ("9 août 2007", date(2007, 8, 9)),
        ("1er janvier 2024", date(2024, 1, 1)),
        ("jeudi 9 août 2007", date(2007, 8, 9)),
        ("12-févr.-2024", date(2024, 2, 12)),
        ("September, 16 2021 00:00:00", date(2021, 9, 16)),
        ("45000", date(2023, 3, 15)),
        ("20240305", date(2024, 3, 5)),
    ],
)
def test_une_date_se_lit_comme_un_francais_l_ecrit(
    con: duckdb.DuckDBPyConnection, texte: str, attendu: date
) -> None:
    requete = "select jour_brut(f, false) from (select forme_date(?::varchar) as f)"
    assert _un(con, requete, texte) == attendu


@pytest.mark.parametrize("texte", ["31/02/2024", "03/25/2024", "hier", "2024", "00/00/0000"])
def test_un_jour_qui_n_existe_pas_est_refuse(con: duckdb.DuckDBPyConnection, texte: str) -> None:
    assert _un(con, "select jour_brut(f, false) from (select forme_date(?::varchar) as f)", texte) is None


def test_le_numero_de_serie_depend_de_l_epoque_du_classeur(con: duckdb.DuckDBPyConnection) -> None:
    # Day 43 831 is 01/01/2020 counted from 1900, and 1 462 days later counted from 1904.
    assert _un(con, "select jour_brut('43831', false)") == date(2020, 1, 1)
    assert _un(con, "select jour_brut('42369', true)") == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("123 456 789 00022", "12345678900022"),
        ("123\u00a0456\u00a0789\u00a000022", "12345678900022"),
        ("'12345678900022", "12345678900022"),
        ("12345678900022.0", "12345678900022"),
        ("5680065901740", "05680065901740"),  # SNEF: its SIRET begins with 0
        ("200054807", "200054807"),
        ("FR32938475839", "TVA:FR32938475839"),
        ("2,43E+13", None),
        ("1", None),
        ("00000000000000", None),
        ("12345678901234567", None),
        ("Non disponible", None),
    ],
)
def test_un_siret_abime_est_repare_ou_refuse(
    con: duckdb.DuckDBPyConnection, texte: str, attendu: str | None
) -> None:
    assert (
        _un(con, "select numero_de_forme(f, null) from (select forme_siret(?::varchar) as f)", texte)
        == attendu
    )


def test_un_identifiant_etranger_garde_son_type(con: duckdb.DuckDBPyConnection) -> None:
    assert _un(con, "select numero_de_forme('99999999999', 'TVA')") == "TVA:99999999999"


def test_la_poste_echappe_a_la_cle_de_luhn(con: duckdb.DuckDBPyConnection) -> None:
    assert _un(con, "select cle_siret_juste('35600000049837')") is True
    assert _un(con, "select cle_siret_juste('12345678900022')") is False
    assert _un(con, "select cle_siret_juste('20005480700017')") is True


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("2024-03", date(2024, 3, 1)),
        ("mars 2024", date(2024, 3, 1)),
        ("03/2024", date(2024, 3, 1)),
        ("2024-T2", date(2024, 4, 1)),
        ("T4 2024", date(2024, 10, 1)),
        ("1er trimestre 2024", date(2024, 1, 1)),
        ("15/03/2024", date(2024, 3, 1)),
    ],
)
def test_un_mois_ou_un_trimestre_donne_son_premier_jour(
    con: duckdb.DuckDBPyConnection, texte: str, attendu: date
) -> None:
    requete = "select premier_du_mois(mois_brut(f, false), jour_brut(f, false)) from (select forme_date(?::varchar) as f)"
    assert _un(con, requete, texte) == attendu


@pytest.mark.parametrize("texte", ["NC", "nd", "-", "#", "n/a", "MQ", "CDL", "nan", ""])
def test_un_code_de_non_reponse_est_une_absence(con: duckdb.DuckDBPyConnection, texte: str) -> None:
    assert _un(con, "select vider(?::varchar)", texte) is None


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Oui", True),
        ("x", True),
        ("VRAI", True),
        ("1", True),
        ("N", False),
        ("faux", False),
        ("0", False),
        ("peut-être", None),
    ],
)
def test_oui_non_et_le_reste(con: duckdb.DuckDBPyConnection, texte: str, attendu: bool | None) -> None:
    assert _un(con, "select lire_oui_non(?::varchar)", texte) is attendu
