"""A13, R6, R9: the holders of the contracts of a year; the charter (F1.3), the start-ups (F10.3), the innovative contracts (F10.1)."""

from datetime import date

import pytest

from tests.facts.entrepot import Entrepot

A, B, C = "11111111100011", "22222222200022", "33333333300033"
SIREN_A, SIREN_B, SIREN_C = A[:9], B[:9], C[:9]


def test_chaque_membre_d_un_groupement_signe_pour_lui_meme(entrepot: Entrepot) -> None:
    entrepot.fournisseur(A, charte_signee_le=date(2025, 1, 10))
    entrepot.fournisseur(B, charte_signee_le=None)
    entrepot.contrat("C1", titulaire_siret=A, titulaire_role="mandataire")
    entrepot.contrat("C1", titulaire_siret=B, titulaire_role="cotraitant")
    entrepot.contrat("C2", titulaire_siret=A)
    entrepot.contrat("C3", titulaire_siret=C)
    entrepot.deriver()
    assert entrepot.appartenances("F1.3") == {SIREN_A: 1.0, SIREN_B: 0.0, SIREN_C: None}


@pytest.mark.parametrize(
    ("signature", "attendu"),
    [
        (date(2020, 1, 1), {(date(2025, 3, 15), 0.0), (date(2025, 3, 15), 1.0)}),
        (date(2025, 10, 1), {(date(2025, 3, 15), 0.0), (date(2025, 10, 1), 1.0)}),
        (date(2026, 1, 1), {(date(2025, 3, 15), 0.0)}),
    ],
)
def test_la_signature_compte_a_partir_de_son_jour_et_avant_la_fin_de_l_annee(
    entrepot: Entrepot, signature: date, attendu: set[tuple[date, float]]
) -> None:
    entrepot.fournisseur(A, charte_signee_le=signature)
    entrepot.contrat("C1", titulaire_siret=A)
    entrepot.deriver()
    assert {(fait.jour, fait.appartient) for fait in entrepot.faits("F1.3")} == attendu


def test_les_consultations_lancees_avant_la_charte_sont_hors_du_denominateur(entrepot: Entrepot) -> None:
    entrepot.parametre("date_charte", "2025-01-01")
    entrepot.fournisseur(A, charte_signee_le=None)
    entrepot.contrat("AVANT", titulaire_siret=A, date_lancement=date(2024, 12, 31))
    entrepot.contrat("APRES", titulaire_siret=B, date_lancement=date(2025, 1, 1))
    entrepot.contrat("SANS", titulaire_siret=C)
    entrepot.contrat("ANCIEN", titulaire_siret=A, date_notification=date(2024, 3, 1))
    entrepot.deriver()
    assert set(entrepot.appartenances("F1.3")) == {SIREN_B, SIREN_C}


def test_sans_colonne_de_charte_personne_n_est_connu_pour_ne_pas_avoir_signe(entrepot: Entrepot) -> None:
    entrepot.fournisseur(A, categorie_entreprise="PME")
    entrepot.contrat("C1", titulaire_siret=A)
    entrepot.deriver()
    assert entrepot.appartenances("F1.3") == {SIREN_A: None}


def test_une_start_up_titulaire_deux_fois_compte_une_fois(entrepot: Entrepot) -> None:
    entrepot.fournisseur(A, start_up=True)
    entrepot.fournisseur(B, start_up=False)
    entrepot.contrat("C1", titulaire_siret=A)
    entrepot.contrat("C2", titulaire_siret=A, type_contrat="accord_cadre")
    entrepot.contrat("C2", titulaire_siret=B, type_contrat="accord_cadre")
    entrepot.contrat("C3", titulaire_siret=C)
    entrepot.contrat("C4", titulaire_siret="44444444400044", statut="sans_suite")
    entrepot.deriver()
    assert entrepot.appartenances("F10.3") == {SIREN_A: 1.0, SIREN_B: 0.0, SIREN_C: None}


def test_une_start_up_perd_son_statut_a_la_date_ecrite(entrepot: Entrepot) -> None:
    entrepot.fournisseur(A, start_up=True, statut_fin=date(2025, 3, 14))
    entrepot.contrat("C1", titulaire_siret=A)
    entrepot.deriver()
    assert entrepot.appartenances("F10.3") == {SIREN_A: 0.0}


@pytest.mark.parametrize(
    ("base", "innovant", "procedure", "attendu"),
    [
        ("R2122-9-1", None, None, 1.0),
        ("r2122 9 1", True, None, 1.0),
        ("Décret 2018-1225", None, None, 1.0),
        ("R2122-8", True, None, 0.0),
        (None, False, None, 0.0),
        (None, True, "Appel d'offres ouvert", 0.0),
        (None, True, "Marché passé sans publicité ni mise en concurrence préalable", None),
        (None, None, None, None),
    ],
)
def test_un_marche_innovant_se_reconnait_a_sa_base_juridique(
    entrepot: Entrepot, base: str | None, innovant: bool | None, procedure: str | None, attendu: float | None
) -> None:
    entrepot.contrat("C1", base_juridique=base, marche_innovant=innovant, procedure=procedure)
    entrepot.deriver()
    assert entrepot.appartenances("F10.1") == {"C1": attendu}
