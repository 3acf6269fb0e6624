"""Levers on screen: which ticks an address may hold, how effects and gaps are said."""

from fractions import Fraction

import altair as alt
import pytest

from spaser.measure.levers_simulation import Base, Simulation
from spaser.ui.levers_chart import effect, effect_row
from spaser.ui.levers_state import TICKED_MAX, after_edits, kept_keys
from spaser.ui.levers_words import effect_text, gap_text, rate_text, simulation_text

TICK = "Simuler"


def test_une_adresse_ne_coche_ni_deux_fois_ni_sans_fin() -> None:
    assert kept_keys(["A", "B", "A", "", "x" * 161]) == ("A", "B")
    assert len(kept_keys(str(rang) for rang in range(1_000))) == TICKED_MAX


def test_cocher_s_ajoute_a_ce_qui_est_coche_sur_les_autres_pages() -> None:
    assert after_edits(("Z",), ("A", "B"), (), {1: {TICK: True}}, TICK) == ("Z", "B")


def test_decocher_une_ligne_cochee_a_l_ouverture() -> None:
    assert after_edits(("A", "B"), ("A", "B"), ("A", "B"), {0: {TICK: False}}, TICK) == ("B",)


def test_une_ligne_cochee_puis_decochee_n_est_plus_parmi_les_modifications() -> None:
    """The table only tells what differs from the rows that it was drawn with."""
    assert after_edits(("A",), ("A", "B"), (), {}, TICK) == ()


def test_une_modification_d_une_autre_colonne_ne_coche_rien() -> None:
    assert after_edits((), ("A",), (), {0: {"Objet": "x"}, 7: {TICK: True}}, TICK) == ()


@pytest.mark.parametrize(
    ("effet", "texte"),
    [
        (None, "–"),
        (Fraction(0), "0,00\u202fpoint"),
        (Fraction(1, 662), "+0,15\u202fpoint"),
        (Fraction(1, 3), "+33,33\u202fpoints"),
    ],
)
def test_un_effet_se_dit_en_points(effet: Fraction | None, texte: str) -> None:
    assert effect_text(effet) == texte


def test_ce_qui_manque_se_dit_en_contrats_ou_en_euros() -> None:
    assert (
        gap_text(Base(Fraction(565), Fraction(662), Fraction(1)), "F2.3")
        == "il manque 97\u202fcontrats pour la cible de 100\u202f%"
    )
    assert (
        gap_text(Base(Fraction(2), Fraction(10), Fraction("0.3")), "F2.4")
        == "il manque 1\u202fcontrat pour la cible de 30\u202f%"
    )
    assert (
        gap_text(Base(Fraction(30_000), Fraction(1_000_000), Fraction("0.05")), "X1")
        == "il manque 20\u202fk€ pour la cible de 5\u202f%"
    )
    assert (
        gap_text(Base(Fraction(4), Fraction(10), Fraction("0.3")), "F2.4")
        == "rien ne manque à ce jour pour la cible de 30\u202f%"
    )
    assert gap_text(Base(Fraction(4), Fraction(10), None), "F2.4") == ""


def test_une_simulation_se_dit_avec_ses_nombres() -> None:
    avant, apres = Base(Fraction(1), Fraction(3), None), Base(Fraction(2), Fraction(4), None)
    assert simulation_text(Simulation("F2.3", avant, apres, 1, 0)) == (
        "F2.3 : 33,3\u202f% (1 ÷ 3) avant, 50,0\u202f% (2 ÷ 4) après"
    )
    assert rate_text(Base(Fraction(0), Fraction(0), None)) == "sans objet"


def test_l_effet_n_est_pas_borne_a_l_echelle_de_la_cible() -> None:
    avant = Base(Fraction(3), Fraction(100), Fraction("0.05"))
    apres = Base(Fraction(120), Fraction(100), Fraction("0.05"))
    ligne = effect_row(Simulation("X1", avant, apres, 1, 0))
    assert (ligne["debut"], ligne["fin"], ligne["apres"]) == (0.0, 1.2, 1.2)


def test_l_effet_est_un_dessin_valide_sans_donnees() -> None:
    dessin = effect()
    alt.LayerChart.from_dict({cle: valeur for cle, valeur in dessin.items() if cle != "datasets"})
    assert "datasets" not in dessin
