"""A15, A17, A18, R9, R10: the panel of active suppliers; F8.3, F9.1 and X8."""

from datetime import date
from decimal import Decimal

import pytest

from tests.facts.entrepot import Cellule, Entrepot

MARSEILLE, PERTUIS, LYON, GRANDE = ("11111111100011", "22222222200022", "33333333300033", "44444444400044")


@pytest.fixture(autouse=True)
def _panel(entrepot: Entrepot) -> None:
    entrepot.fournisseur(MARSEILLE, categorie_entreprise="PME", code_commune="13203", ess=True)
    entrepot.fournisseur(PERTUIS, categorie_entreprise="PME", code_commune="84089", ess=False)
    entrepot.fournisseur(LYON, categorie_entreprise="PME", code_commune="69123", ess=False)
    entrepot.fournisseur(GRANDE, categorie_entreprise="GE", code_commune="13055", ess=False)


def test_le_panel_compte_les_pme_de_la_region_parmi_les_siren_payes(entrepot: Entrepot) -> None:
    for siret in (MARSEILLE, MARSEILLE, PERTUIS, LYON, GRANDE):
        entrepot.depense(siret, 10)
    entrepot.deriver()
    assert entrepot.appartenances("F8.3") == {
        "111111111": 1.0,
        "222222222": 1.0,
        "333333333": 0.0,
        "444444444": 0.0,
    }
    departement = {"111111111": 1.0, "222222222": 0.0, "333333333": 0.0, "444444444": 0.0}
    communes = {"111111111": 1.0, "222222222": 1.0, "333333333": 0.0, "444444444": 0.0}
    assert entrepot.appartenances("F8.3a") == departement
    assert entrepot.appartenances("F8.3b") == communes


@pytest.mark.parametrize(
    ("categorie", "lieu", "region", "departement", "communes"),
    [
        ("PME", {"code_commune": "13004"}, 1.0, 1.0, 0.0),
        ("PME", {"code_postal": "84120"}, 1.0, 0.0, None),
        ("PME", {}, None, None, None),
        ("ETI", {"code_postal": "84120"}, 0.0, 0.0, 0.0),
        (None, {"code_commune": "13055"}, None, None, None),
        (None, {"code_commune": "13004"}, None, None, 0.0),
    ],
)
def test_le_departement_et_les_communes_se_lisent_a_cote_de_la_region(
    entrepot: Entrepot,
    categorie: str | None,
    lieu: dict[str, Cellule],
    region: float | None,
    departement: float | None,
    communes: float | None,
) -> None:
    entrepot.fournisseur("55555555500055", categorie_entreprise=categorie, **lieu)
    entrepot.depense("55555555500055", 10)
    entrepot.deriver()
    lus = {code: entrepot.appartenances(code)["555555555"] for code in ("F8.3", "F8.3a", "F8.3b")}
    assert lus == {"F8.3": region, "F8.3a": departement, "F8.3b": communes}


@pytest.mark.parametrize(
    ("categorie", "commune", "attendu"),
    [("PME", None, None), (None, "13055", None), (None, "69123", 0.0), ("GE", None, 0.0), (None, None, None)],
)
def test_une_grande_entreprise_ou_un_lieu_hors_region_suffit_a_dire_non(
    entrepot: Entrepot, categorie: str | None, commune: str | None, attendu: float | None
) -> None:
    entrepot.fournisseur("55555555500055", categorie_entreprise=categorie, code_commune=commune)
    entrepot.depense("55555555500055", 10)
    entrepot.deriver()
    assert entrepot.appartenances("F8.3") == {"555555555": attendu}


def test_un_fournisseur_etranger_n_est_pas_de_la_region(entrepot: Entrepot) -> None:
    entrepot.depense("TVA:BE0123456789", 10)
    entrepot.deriver()
    assert entrepot.appartenances("F8.3") == {"TVA:BE0123456789": 0.0}


def test_la_liste_de_departements_du_catalogue_fait_la_region(entrepot: Entrepot) -> None:
    entrepot.parametre("region_departements", "13,69")
    entrepot.depense(LYON, 10)
    entrepot.depense(PERTUIS, 10)
    entrepot.deriver()
    assert entrepot.appartenances("F8.3") == {"222222222": 0.0, "333333333": 1.0}


def test_le_lieu_est_celui_de_l_etablissement_le_plus_paye(entrepot: Entrepot) -> None:
    entrepot.fournisseur("11111111100029", categorie_entreprise="PME", code_commune="69123")
    entrepot.depense(MARSEILLE, 40)
    entrepot.depense("11111111100029", 60)
    entrepot.depense(MARSEILLE, 900, date_mandat=date(2024, 6, 1))
    entrepot.deriver()
    assert {(fait.jour.year, fait.appartient) for fait in entrepot.faits("F8.3")} == {
        (2025, 0.0),
        (2024, 1.0),
    }


def test_les_sous_traitants_sont_hors_du_panel(entrepot: Entrepot) -> None:
    entrepot.depense(MARSEILLE, 10, role_tiers="sous_traitant", contrat_id="C1")
    entrepot.depense(PERTUIS, 10, role_tiers="cotraitant", contrat_id="C1")
    entrepot.deriver()
    for code in ("F8.3", "F9.1", "X8"):
        assert set(entrepot.appartenances(code)) == {"222222222"}


def test_un_fournisseur_rembourse_garde_ses_lignes_qui_s_annulent(entrepot: Entrepot) -> None:
    entrepot.depense(MARSEILLE, 10)
    entrepot.depense(MARSEILLE, -10, annulation=True)
    entrepot.deriver()
    assert sum(fait.montant or Decimal(0) for fait in entrepot.faits("X8")) == 0


def test_la_taille_du_panel_est_celle_du_31_decembre(entrepot: Entrepot) -> None:
    siret = "66666666600066"
    entrepot.fournisseur(
        siret, categorie_entreprise="PME", code_commune="13055", statut_fin=date(2025, 11, 30)
    )
    entrepot.fournisseur(
        siret, categorie_entreprise="ETI", code_commune="13055", statut_debut=date(2025, 12, 1)
    )
    entrepot.depense(siret, 10, date_mandat=date(2025, 3, 1))
    entrepot.depense(siret, 10, date_mandat=date(2024, 3, 1))
    entrepot.deriver()
    assert {(fait.jour.year, fait.appartient) for fait in entrepot.faits("F8.3")} == {
        (2025, 0.0),
        (2024, 1.0),
    }


def test_l_ess_du_panel_ne_regarde_que_les_paiements_sur_contrat(entrepot: Entrepot) -> None:
    entrepot.depense(MARSEILLE, 10, contrat_id="C1")
    entrepot.depense(PERTUIS, 10, contrat_id="C1")
    entrepot.depense(LYON, 10)
    entrepot.depense("99999999900099", 10, contrat_id="C2")
    entrepot.deriver()
    assert entrepot.appartenances("F9.1") == {"111111111": 1.0, "222222222": 0.0, "999999999": None}


def test_un_fournisseur_sans_identifiant_est_reconnu_a_son_nom(entrepot: Entrepot) -> None:
    entrepot.depense(None, 10, tiers_nom="Martin ")
    entrepot.depense(None, 10, tiers_nom="MARTIN")
    entrepot.depense(None, 10)
    entrepot.deriver()
    assert entrepot.appartenances("X8") == {"NOM:MARTIN": 1.0, "Tiers non identifié": 1.0}
    assert entrepot.appartenances("F8.3") == {"NOM:MARTIN": None, "Tiers non identifié": None}
