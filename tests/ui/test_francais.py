from datetime import date, datetime
from decimal import Decimal

import pytest

from spaser import francais as fr

N = "\u202f"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, f"1{N}234,5"),
        (0, 0, "0"),
        (-0.04, 1, "0,0"),
        (-12.35, 1, "\u221212,4"),
        (1_304_046.34, 2, f"1{N}304{N}046,34"),
        (Decimal("0.125"), 2, "0,13"),
    ],
)
def test_un_nombre_porte_des_espaces_fines_une_virgule_et_un_vrai_moins(
    value: float, decimals: int, text: str
) -> None:
    assert fr.number(value, decimals) == text


def test_un_taux_n_est_jamais_ecrete() -> None:
    assert fr.rate(1.12) == f"112,0{N}%"
    assert fr.rate(-0.08) == f"\u22128,0{N}%"


@pytest.mark.parametrize(
    ("known", "text"),
    [(1.0, "100"), (0.99999, "99"), (641 / 662, "96"), (0.29, "29"), (0.57, "57"), (0.0, "0")],
)
def test_une_completude_est_arrondie_vers_le_bas(known: float, text: str) -> None:
    """641 ÷ 662 = 96,8 %: 97 % would hide what is missing; a whole percentage stays itself."""
    assert fr.share_known(known) == f"{text}{N}%"


def test_29_96_pour_cent_s_affiche_30_0() -> None:
    assert fr.rate(0.2996) == f"30,0{N}%"


def test_une_demi_part_de_contrat_garde_sa_fraction_et_un_entier_reste_entier() -> None:
    assert fr.count(0.5) == "0,5"
    assert fr.count(1034) == f"1{N}034"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1_300_000_000, f"1,30{N}Md€"),
        (12_340_000, f"12,3{N}M€"),
        (845_400, f"845{N}k€"),
        (9_512, f"9{N}512{N}€"),
        (0, f"0{N}€"),
        (-2_500_000, f"\u22122,5{N}M€"),
    ],
)
def test_un_montant_se_dit_a_son_echelle(amount: float, text: str) -> None:
    assert fr.euros_short(amount) == text


def test_l_ecart_d_un_taux_est_en_points_celui_d_un_montant_en_pour_cent() -> None:
    assert fr.change(0.032, "%") == f"+3,2{N}points"
    assert fr.change(0.004, "%") == f"+0,4{N}point"
    assert fr.change(-0.00012, "‰") == f"\u22120,12{N}‰"
    assert fr.change(0.184, "€") == f"+18,4{N}%"
    assert fr.change(0, "heures") == f"0,0{N}%"


def test_les_dates_se_lisent_en_francais() -> None:
    assert fr.day(date(2025, 3, 12)) == "12/03/2025"
    assert fr.day_in_words(date(2025, 3, 1)) == "1er mars 2025"
    assert fr.moment(datetime(2026, 10, 14, 9, 5)) == f"14/10/2026 à 9{N}h{N}05"  # noqa: DTZ001


def test_le_pluriel_commence_a_deux() -> None:
    assert fr.plural(1.5, "contrat") == f"1,5{N}contrat"
    assert fr.plural(2, "contrat") == f"2{N}contrats"


def test_non_applicable_non_renseigne_et_zero_sont_trois_textes() -> None:
    assert len({fr.NOT_APPLICABLE, fr.NOT_FILLED, fr.count(0)}) == 3


def test_une_valeur_absente_est_un_tiret_et_zero_est_zero() -> None:
    assert fr.or_dash(None, fr.count) == "–"
    assert fr.or_dash(0.0, fr.count) == "0"
