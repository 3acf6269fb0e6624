"""Cells that repeat are kept by their distinct texts: each row has the value of its own cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from duckdb import ColumnExpression, FunctionExpression

from spaser.ingest.cellules import Cellules, transformer
from spaser.ingest.read.distinctes import PAR_VALEUR, bout_a_bout, forme_utile, sous_la_forme
from tests.ingest.conftest import Lire

ENTETES = [
    "N° mandat",
    "Exercice",
    "Date mandat",
    "Montant HT",
    "Type identifiant",
    "SIRET",
    "DGA",
    "Date facture",
]
ECRITES = [
    ("9 août 2024", "(12,50)", "SIRET", "200 054 807 00017", "MDTEPV", "01/08/2024"),
    ("2024-03-05", "1.234,5", "TVA", "FR12345678901", "inconnue", "bientôt"),
    ("45356", "12 k€", "SIREN", "200054807", "", ""),
    (" 05/03/2024 ", "7", "SIRET", "20005480700017", "mdtepv", "2024-03-01"),
]
LUES = [
    (date(2024, 8, 9), Decimal("-12.50"), "20005480700017", "MDTEPV", date(2024, 8, 1)),
    (date(2024, 3, 5), Decimal("1234.50"), "TVA:FR12345678901", "inconnue", None),
    (date(2024, 3, 5), Decimal("12000.00"), "200054807", None, None),
    (date(2024, 3, 5), Decimal("7.00"), "20005480700017", "MDTEPV", date(2024, 3, 1)),
]


@pytest.mark.parametrize("fois", [1, 2, 7])
def test_une_cellule_se_lit_de_meme_seule_ou_repetee(lire_csv: Lire, fois: int) -> None:
    """Once, each column has a text a row; seven times, four texts for twenty-eight rows."""
    rangees = [[f"M{n}", "2024", *ECRITES[n % 4]] for n in range(4 * fois)]
    lu = lire_csv([ENTETES, *rangees])
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (4 * fois, 0)
    assert (
        lu.lignes("depenses", "date_mandat", "montant_ht", "tiers_siret", "dga", "date_facture")
        == LUES * fois
    )
    illisible = lu.anomalie("date_illisible")
    assert (illisible.valeur, illisible.occurrences, illisible.ligne) == ("bientôt", fois, 3)


def test_ce_qu_on_demande_d_un_texte_ne_depend_ni_de_sa_place_ni_des_autres_colonnes() -> None:
    longue, courte = ["a", "b", "c", "a", "b", "c"], ["x", None, "x", "x", None, "x"]
    colonnes = {
        "longue": Cellules.de(pa.array(longue).dictionary_encode()),
        "courte": Cellules.de(pa.array(courte).dictionary_encode()),
        "seule": Cellules.de(pa.chunked_array([["m", "n"], ["o", None, "p", "q"]])),
    }
    with duckdb.connect() as con:
        hautes = transformer(
            con,
            colonnes,
            [lambda noms: (FunctionExpression("upper", ColumnExpression(n)).alias(n) for n in noms)] * 2,
        )
    assert hautes["longue"].par_ligne().to_pylist() == ["A", "B", "C", "A", "B", "C"]
    assert hautes["courte"].par_ligne().to_pylist() == ["X", None, "X", "X", None, "X"]
    assert hautes["courte"].remplies().to_pylist() == [True, False, True, True, False, True]
    assert hautes["courte"].colonne().to_pylist() == ["X", None, "X", "X", None, "X"]
    assert hautes["seule"].par_ligne().to_pylist() == ["M", "N", "O", None, "P", "Q"]


def test_des_morceaux_gardes_autrement_se_suivent() -> None:
    debut, suite = pa.array(["a", "b", "a", "b"]), pa.array(["c", "d"])
    assert (forme_utile(debut), forme_utile(suite)) == (PAR_VALEUR, pa.string())
    colonne = bout_a_bout([sous_la_forme(m, PAR_VALEUR) for m in (debut, suite, debut)], PAR_VALEUR)
    assert colonne.to_pylist() == ["a", "b", "a", "b", "c", "d", "a", "b", "a", "b"]
    assert colonne.dictionary.to_pylist() == ["a", "b", "c", "d"]
