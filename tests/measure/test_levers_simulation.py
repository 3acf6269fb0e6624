"""What ticking levers does to a rate, by hand on tiny numbers."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from spaser.measure.levers_simulation import Base, Candidat, Levier, Nature, effet, simuler


def candidat(nature: Nature, **valeurs: Any) -> Candidat:
    absents = dict.fromkeys(
        (
            "objet",
            "contrat_id",
            "jour",
            "fin",
            "lancement",
            "besoins",
            "opportunites",
            "montant",
            "environnement",
            "social",
            "depense_12_mois",
            "deplacable",
            "fichier",
            "ligne",
        )
    )
    champs: dict[str, Any] = {
        **absents,
        "cle": "C1",
        "domaine": "Déchets",
        "dga": "EAD",
        "territoire": "Pays d'Aix",
        **valeurs,
    }
    return Candidat(nature=nature, **champs)


TIERS = Base(Fraction(1), Fraction(3), Fraction(1))


def test_un_contrat_deja_compte_ajoute_un_au_seul_numerateur() -> None:
    """1 contrat sur 3 : le deuxième reçoit la considération, 2 sur 3."""
    resultat = simuler(TIERS, "F2.3", [candidat("compte", environnement=False)])
    assert resultat.apres.taux == Fraction(2, 3)
    assert resultat.effet == Fraction(1, 3)


def test_un_renouvellement_ajoute_un_contrat_aux_deux() -> None:
    """1 sur 3, puis un renouvellement avec considération : 2 sur 4."""
    resultat = simuler(TIERS, "F2.3", [candidat("renouvellement", environnement=False)])
    assert resultat.apres.taux == Fraction(1, 2)
    assert resultat.effet == Fraction(1, 6)


def test_un_compte_et_deux_renouvellements_ensemble() -> None:
    """(1 + 3) ÷ (3 + 2), et non la somme des effets pris un à un."""
    coches = [
        candidat("compte", environnement=None),
        candidat("renouvellement", environnement=False),
        candidat("besoin"),
    ]
    resultat = simuler(TIERS, "F2.3", coches)
    assert resultat.apres.taux == Fraction(4, 5)
    assert (resultat.actifs, resultat.inconnus) == (3, 2)


def test_ce_qui_porte_deja_la_consideration_ne_change_rien() -> None:
    deja = candidat("renouvellement", environnement=True, social=False)
    assert simuler(TIERS, "F2.3", [deja]).effet == 0
    assert simuler(TIERS, "F2.4", [deja]).effet == Fraction(1, 6)


def test_x1_deplace_des_euros_sans_changer_la_depense() -> None:
    """30,10 € sur 1 000 € ; 20,05 € déplacés : 50,15 € sur 1 000 €."""
    base = Base(Fraction("30.10"), Fraction(1000), Fraction("0.05"))
    resultat = simuler(base, "X1", [candidat("compte", deplacable=Decimal("20.05"))])
    assert resultat.apres.numerateur == Fraction("50.15")
    assert resultat.apres.taux == Fraction("0.05015")
    assert resultat.apres.manque("X1") == Fraction("-0.15")


def test_sans_depense_rattachable_l_effet_n_est_pas_zero_il_est_inconnu() -> None:
    base = Base(Fraction(30), Fraction(1000), None)
    assert effet(base, "X1", candidat("besoin", deplacable=None)) is None
    assert effet(base, "X1", candidat("compte", deplacable=Decimal(0))) == 0


@pytest.mark.parametrize(
    ("n", "total", "cible", "manque"),
    [(1, 3, "1", 2), (0, 10, "0.3", 3), (3, 10, "0.3", 0), (2, 7, "0.3", 1), (5, 7, "0.3", -2)],
)
def test_il_manque_la_cible_arrondie_au_dessus_moins_ce_qui_est_fait(
    n: int, total: int, cible: str, manque: int
) -> None:
    """30 % de 7 contrats font 2,1 : il en faut 3."""
    assert Base(Fraction(n), Fraction(total), Fraction(cible)).manque("F2.4") == manque


def test_cocher_diminue_d_autant_ce_qui_manque() -> None:
    coches = [candidat("compte", social=False), candidat("compte", social=None)]
    base = Base(Fraction(0), Fraction(10), Fraction(3, 10))
    assert base.manque("F2.4") == 3
    assert simuler(base, "F2.4", coches).apres.manque("F2.4") == 1


def test_un_renouvellement_de_plus_peut_aussi_relever_le_nombre_voulu() -> None:
    """30 % de 10 font 3 ; 30 % de 11 font 3,3, donc 4 : le manque ne bouge pas."""
    base = Base(Fraction(0), Fraction(10), Fraction(3, 10))
    assert simuler(base, "F2.4", [candidat("renouvellement", social=False)]).apres.manque("F2.4") == 3


@pytest.mark.parametrize("levier", ["F2.3", "F2.4", "X1"])
def test_sans_population_il_n_y_a_ni_taux_ni_manque_ni_effet(levier: Levier) -> None:
    vide = Base(Fraction(0), Fraction(0), Fraction(1))
    assert vide.taux is None
    assert vide.manque(levier) is None
    assert effet(vide, levier, candidat("compte", deplacable=Decimal(1))) is None
