"""Golden rows for each nature of indicator: few enough to check with a pencil."""

from datetime import date

import pytest

from spaser.catalogue import CatalogueError
from spaser.measure import Filters, Perimeter, measure
from tests.measure.versions import Fait, depense, indicateur, version_de

TOUT = Perimeter.tout()


def test_une_part_compte_chaque_contrat_une_fois_et_garde_l_inconnu_au_denominateur() -> None:
    faits = [
        Fait("a", date(2024, 2, 1), appartient=1.0, montant=100, montant_min=100, montant_max=100),
        Fait("b", date(2024, 3, 1), appartient=0.0, montant=50, montant_min=0, montant_max=0),
        Fait("c", date(2024, 12, 31), appartient=None, montant=30, montant_min=0, montant_max=30),
        Fait("d", date(2024, 1, 1), appartient=0.0, montant=20, montant_min=0, montant_max=0),
        Fait("e", date(2023, 12, 31), appartient=1.0, montant=999, montant_min=999, montant_max=999),
    ]
    (m,) = measure(version_de(indicateur("F2.1"), faits), "F2.1", Filters(2024), TOUT)
    assert (m.numerateur, m.denominateur, m.inconnus, m.effectif) == (1, 4, 1, 4)
    assert (m.valeur, m.borne_basse, m.borne_haute) == (0.25, 0.25, 0.5)
    assert (m.montant, m.montant_haut, m.montant_total, m.part_montant) == (100, 130, 200, 0.5)
    assert m.completude == 0.75
    assert (m.n_moins_1, m.ecart) == (1.0, -0.75)


def test_un_accord_cadre_a_quatre_titulaires_dont_deux_pme_compte_un_demi() -> None:
    faits = [
        Fait("ac", date(2024, 2, 1), appartient=0.5),
        Fait("tiers", date(2024, 2, 1), appartient=1 / 3),
        Fait("deux-tiers", date(2024, 2, 1), appartient=2 / 3),
        Fait("non", date(2024, 2, 1), appartient=0.0),
    ]
    (m,) = measure(version_de(indicateur("F8.1"), faits), "F8.1", Filters(2024), TOUT)
    assert m.numerateur == 1.5
    assert m.valeur == 0.375


def test_plusieurs_lignes_d_un_meme_contrat_se_lisent_ensemble() -> None:
    """Yes if any row says yes; else unknown if any row is unknown; else the greatest share."""
    jour = date(2024, 2, 1)
    faits = [
        Fait("oui", jour, appartient=None, montant=10),
        Fait("oui", jour, appartient=1.0, montant=5),
        Fait("oui", jour, appartient=0.0, montant=1),
        Fait("inconnu", jour, appartient=0.5),
        Fait("inconnu", jour, appartient=None),
        Fait("part", jour, appartient=0.0),
        Fait("part", jour, appartient=0.25),
    ]
    (m,) = measure(version_de(indicateur("F2.1"), faits), "F2.1", Filters(2024), TOUT)
    assert (m.numerateur, m.denominateur, m.inconnus) == (1.25, 3, 1)
    assert m.montant_total == 16


def test_un_panel_ne_garde_que_les_fournisseurs_payes_au_net() -> None:
    faits = [
        depense("s1", date(2024, 1, 5), 100, 1.0),
        depense("s2", date(2024, 1, 5), 100, 0.0),
        depense("s2", date(2024, 4, 5), -100, 0.0),  # cancelled: not active any more
        depense("s3", date(2024, 1, 5), 10, 0.0),
        depense("s4", date(2024, 1, 5), -4, 1.0),
    ]
    (part,) = measure(version_de(indicateur("F8.3"), faits), "F8.3", Filters(2024), TOUT)
    assert (part.numerateur, part.denominateur, part.valeur) == (1, 2, 0.5)
    (nombre,) = measure(
        version_de(indicateur("X8"), [*faits, depense("s2", date(2024, 5, 1), 1, 1.0)]),
        "X8",
        Filters(2024),
        TOUT,
    )
    # s1, s2 (its last line belongs, net 1 €) and s3 are active; s3 does not belong.
    assert (nombre.valeur, nombre.numerateur, nombre.denominateur, nombre.effectif) == (2, 2, None, 3)


def test_une_part_de_depenses_se_mesure_en_euros_avec_ce_qui_est_sur_et_ce_qui_est_possible() -> None:
    faits = [
        depense("m1", date(2024, 1, 5), 100.10, 1.0),
        depense("m1", date(2024, 1, 5), 0.20, 1.0),
        depense("m2", date(2024, 1, 5), 300, 0.0),
        depense("m3", date(2024, 1, 5), 99.70, None),
    ]
    (m,) = measure(version_de(indicateur("F3.1"), faits), "F3.1", Filters(2024), TOUT)
    assert (m.numerateur, m.denominateur, m.inconnus) == (100.3, 500, 99.7)
    assert (m.valeur, m.borne_basse, m.borne_haute) == (0.2006, 0.2006, 0.4)
    assert m.completude == pytest.approx(1 - 99.7 / 500)
    assert (m.montant, m.montant_total, m.part_montant) == (100.3, 500, 0.2006)


def test_un_volume_d_achats_est_en_euros_et_sa_part_a_cote() -> None:
    faits = [depense("m1", date(2024, 1, 5), 250, 1.0), depense("m2", date(2024, 1, 5), 750, 0.0)]
    (m,) = measure(version_de(indicateur("F9.2"), faits), "F9.2", Filters(2024), TOUT)
    assert (m.valeur, m.numerateur, m.denominateur, m.part_montant) == (250, 250, 1000, 0.25)


def test_un_nombre_compte_les_cles_distinctes_et_n_a_pas_de_denominateur() -> None:
    faits = [Fait("r1", date(2024, 1, 5)), Fait("r1", date(2024, 1, 5)), Fait("r2", date(2024, 5, 5))]
    (m,) = measure(version_de(indicateur("F1.1"), faits), "F1.1", Filters(2024), TOUT)
    assert (m.valeur, m.numerateur, m.denominateur) == (2, 2, None)


def test_une_somme_ajoute_des_heures_et_une_moyenne_divise_par_les_lignes_qui_en_ont() -> None:
    heures = [Fait("c1", date(2024, 1, 1), montant=70.5), Fait("c1", date(2024, 2, 1), montant=29.5)]
    (x2,) = measure(version_de(indicateur("X2"), heures), "X2", Filters(2024), TOUT)
    assert (x2.valeur, x2.numerateur, x2.denominateur, x2.montant) == (100, 100, None, None)
    jours = [
        Fait("f1", date(2024, 1, 1), montant=20),
        Fait("f2", date(2024, 1, 1), montant=41),
        Fait("f3", date(2024, 1, 1), montant=None, appartient=None),
    ]
    (x9,) = measure(version_de(indicateur("X9"), jours), "X9", Filters(2024), TOUT)
    assert (x9.valeur, x9.numerateur, x9.denominateur, x9.inconnus) == (30.5, 61, 2, 1)
    assert x9.completude == pytest.approx(2 / 3)


def test_un_denominateur_nul_est_sans_valeur_ni_zero_ni_cent() -> None:
    for code in ("F2.1", "F3.1", "F8.3", "X9"):
        (m,) = measure(version_de(indicateur(code), []), code, Filters(2024), TOUT)
        assert (m.valeur, m.borne_basse, m.borne_haute, m.completude) == (None, None, None, None)
        assert m.denominateur == 0
    annulees = [depense("m1", date(2024, 1, 5), 100, 1.0), depense("m2", date(2024, 1, 5), -100, 1.0)]
    (m,) = measure(version_de(indicateur("F3.1"), annulees), "F3.1", Filters(2024), TOUT)
    assert (m.valeur, m.part_montant) == (None, None)


def test_ou_rien_n_est_renseigne_il_n_y_a_pas_de_faux_zero_pour_cent() -> None:
    (m,) = measure(
        version_de(indicateur("F2.3"), [Fait("a", date(2024, 1, 5), appartient=None)]),
        "F2.3",
        Filters(2024),
        TOUT,
    )
    assert (m.valeur, m.completude, m.denominateur, m.inconnus) == (None, 0, 1, 1)
    assert (m.borne_basse, m.borne_haute) == (0, 1)
    (m,) = measure(
        version_de(indicateur("F3.1"), [depense("a", date(2024, 1, 5), 8, None)]), "F3.1", Filters(2024), TOUT
    )
    assert (m.valeur, m.part_montant, m.completude) == (None, None, 0)


def test_zero_n_est_dit_que_si_l_indicateur_a_des_donnees_cette_annee_la() -> None:
    """No innovative contract in « Déchets » is 0 where other domains have some; an empty year is not known."""
    faits = [Fait("a", date(2024, 1, 5), domaine="Eau"), Fait("b", date(2023, 1, 5), domaine="Déchets")]
    version = version_de(indicateur("F10.1"), faits)
    (dechets,) = measure(version, "F10.1", Filters(2024, domaines=("Déchets",)), TOUT)
    assert (dechets.valeur, dechets.n_moins_1, dechets.ecart) == (0, 1, -1)
    (avant,) = measure(version, "F10.1", Filters(2022), TOUT)
    assert (avant.valeur, avant.n_moins_1) == (None, None)


def test_le_perimetre_des_contrats_suit_l_indicateur_sauf_demande() -> None:
    faits = [
        Fait("m", date(2024, 1, 5)),
        Fait("dsp", date(2024, 1, 5), appartient=0.0, perimetre="concessions"),
    ]
    marches = version_de(indicateur("F2.1", perimetre_defaut="marches"), faits)
    assert measure(marches, "F2.1", Filters(2024), TOUT)[0].denominateur == 1
    assert measure(marches, "F2.1", Filters(2024, perimetre="tous"), TOUT)[0].denominateur == 2
    tous = version_de(indicateur("F2.1", perimetre_defaut="tous"), faits)
    assert measure(tous, "F2.1", Filters(2024), TOUT)[0].denominateur == 2
    assert measure(tous, "F2.1", Filters(2024, perimetre="marches"), TOUT)[0].denominateur == 1


def test_un_code_inconnu_est_refuse() -> None:
    with pytest.raises(CatalogueError):
        measure(version_de(indicateur("F2.1"), []), "F99", Filters(2024), TOUT)


def test_des_reunions_sans_domaine_ne_sont_pas_zero_reunion_d_un_domaine() -> None:
    """Where no fact bears a domaine, nobody knows those of a domaine; where some do, none is 0."""
    muettes = [Fait(f"r{n}", date(2024, 3, 1), domaine="Non affecté") for n in range(3)]
    version = version_de(indicateur("F1.1"), muettes)
    assert measure(version, "F1.1", Filters(2024, domaines=("Eau",)), Perimeter.tout())[0].valeur is None
    dites = [*muettes, Fait("r9", date(2024, 3, 1), domaine="Déchets")]
    version = version_de(indicateur("F1.1"), dites)
    assert measure(version, "F1.1", Filters(2024, domaines=("Eau",)), Perimeter.tout())[0].valeur == 0
    assert measure(version, "F1.1", Filters(2024, domaines=("Déchets",)), Perimeter.tout())[0].valeur == 1
