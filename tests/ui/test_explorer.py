"""What the Explorer says, page turning, and what its memories depend on."""

from decimal import Decimal
from pathlib import Path

import pytest

from spaser.measure.search import Contrats, Demande, Fournisseurs
from spaser.ui import sheet_words as words
from spaser.ui.explore_words import contracts_sentence, suppliers_sentence
from spaser.ui.pages_of_rows import Turn, pages_for

ROOT = Path(__file__).resolve().parents[2]
MEMORIES = ["explore_figures.py", "sheet_figures.py", "row_figures.py"]


def test_non_renseigne_n_est_pas_non() -> None:
    assert words.yes_no(None) == "◌ non renseigné"
    assert words.yes_no(False) == "○\u00a0non"
    assert words.yes_no(True) == "●\u00a0oui"
    assert words.amount(None) == "non renseigné"
    assert words.amount(Decimal(0)) == "0\u202f€"


def test_un_montant_possible_se_dit_entre_deux_bornes() -> None:
    assert words.between(Decimal(0), Decimal(89_500)) == "de 0\u202f€ à 89\u202f500\u202f€"
    assert words.between(Decimal(5), Decimal(5)) == "5\u202f€"


def test_ce_qu_un_indicateur_retient_d_un_montant() -> None:
    assert words.kept(Decimal(5), Decimal(0), Decimal(0)) == "0\u202f€"
    assert words.kept(Decimal(5), None, None) == "non applicable"  # it counts contracts, not euros
    assert words.kept(None, None, None) == "non renseigné"  # nobody knows the amount


def test_la_phrase_dit_d_ou_vient_le_compte() -> None:
    found = Contrats(total=12, approchants=3, ailleurs=40, non=0, inconnus=0, lignes=())
    assert contracts_sentence(found, Demande("x")) == (
        "**12\u202fcontrats** · dont 3 par orthographe approchante · 40 hors de l’exercice"
    )
    listed = Contrats(total=3, approchants=0, ailleurs=9, non=2, inconnus=1, lignes=())
    assert contracts_sentence(listed, Demande(liste="sans-social")) == (
        "**3\u202fcontrats** · 2 « non », 1 « non renseigné »"
    )
    assert suppliers_sentence(Fournisseurs(1, 1, 0, ()), Demande("x")) == (
        "**1\u202ffournisseur** · par orthographe approchante"
    )


@pytest.mark.parametrize(("total", "size", "pages"), [(0, 10, 1), (10, 10, 1), (11, 10, 2), (210, 10, 21)])
def test_le_nombre_de_pages(total: int, size: int, pages: int) -> None:
    assert pages_for(total, size) == pages


def test_la_derniere_page_dit_ses_lignes() -> None:
    turn = Turn(numero=3, taille=10, total=21)
    assert (turn.decalage, turn.words()) == (20, "Lignes 21 à 21 sur 21 · page 3 sur 3")
