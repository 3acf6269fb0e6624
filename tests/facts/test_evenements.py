"""F1.1, F10.2, F10.5, X6 and X8.3: meetings, calls, sourcing, controls and consultations."""

from datetime import date

import pytest

from tests.facts.entrepot import Entrepot


def test_seules_les_reunions_tenues_des_groupes_de_travail_comptent(entrepot: Entrepot) -> None:
    entrepot.evenement("reunion_gt", date(2025, 2, 1), "GT clauses")
    entrepot.evenement("reunion_gt", date(2025, 3, 1), "GT clauses", statut="annulee")
    entrepot.evenement("reunion_gt", date(2025, 4, 1), "GT clauses", statut="prevue")
    entrepot.evenement("reunion_gt", date(2025, 5, 1), "GT clauses", statut=None)
    entrepot.evenement("copil", date(2025, 6, 1), "COPIL stratégique")
    entrepot.deriver()
    assert entrepot.appartenances("F1.1") == {"2025-02-01 · GT clauses": 1.0, "2025-05-01 · GT clauses": None}


def test_une_reunion_commune_a_deux_groupes_compte_une_fois_au_total(entrepot: Entrepot) -> None:
    for groupe in ("Économie circulaire", "Commande publique inclusive"):
        entrepot.evenement("reunion_gt", date(2025, 2, 1), "Réunion commune", groupe=groupe)
    entrepot.deriver()
    assert len(entrepot.faits("F1.1")) == 2
    assert len(entrepot.appartenances("F1.1")) == 1


def test_un_appel_republie_garde_la_date_de_sa_premiere_publication(entrepot: Entrepot) -> None:
    entrepot.evenement(
        "appel_innovation", date(2024, 12, 1), "AMI déchets", reference="AMI-1", statut="publie"
    )
    entrepot.evenement(
        "appel_innovation", date(2025, 2, 1), "AMI déchets (prolongé)", reference="AMI-1", statut="publie"
    )
    entrepot.evenement("appel_innovation", date(2025, 3, 1), "AAP eau", statut="annulee")
    entrepot.deriver()
    assert [(fait.cle, fait.jour) for fait in entrepot.faits("F10.2")] == [("AMI-1", date(2024, 12, 1))]


def test_un_fournisseur_rencontre_quatre_fois_compte_une_fois(entrepot: Entrepot) -> None:
    for mois in (1, 2, 3):
        entrepot.evenement("sourcing", date(2025, mois, 1), "Rendez-vous", fournisseur_siret="11111111100011")
    entrepot.evenement("sourcing", date(2025, 4, 1), "Rendez-vous", fournisseur_siret="11111111100029")
    entrepot.evenement("sourcing", date(2025, 4, 1), "Salon", fournisseur_nom="Société Élan")
    entrepot.evenement("sourcing", date(2025, 5, 1), "Salon", fournisseur_nom="SOCIETE ELAN")
    entrepot.evenement("sourcing", date(2025, 6, 1), "Salon")
    entrepot.deriver()
    assert entrepot.appartenances("F10.5") == {
        "111111111": 1.0,
        "SOCIETE ELAN": 1.0,
        "2025-06-01 · Salon": None,
    }


def test_les_consultations_annoncees_priment_sur_les_dates_de_lancement(entrepot: Entrepot) -> None:
    entrepot.evenement("consultation", date(2025, 2, 1), "Entretien", reference="25-001", statut="publie")
    entrepot.contrat("25-001", lot="1", date_lancement=date(2025, 2, 1))
    entrepot.contrat("24-007", lot="1", date_lancement=date(2024, 5, 1))
    entrepot.contrat("24-007", lot="2", date_lancement=date(2024, 5, 1))
    entrepot.contrat("24-008-L01", date_lancement=date(2024, 6, 1), statut="infructueux")
    entrepot.contrat("24-008-L02", date_lancement=date(2024, 6, 1))
    entrepot.contrat("24-009", date_lancement=date(2024, 6, 1), type_contrat="subsequent")
    entrepot.contrat("24-010")
    entrepot.deriver()
    assert set(entrepot.appartenances("X8.3")) == {"25-001", "24-007", "24-008"}


@pytest.fixture
def _controles(entrepot: Entrepot) -> None:
    for contrat, dd in (("CONTROLE", True), ("SANS", True), ("SANS-DD", False)):
        entrepot.contrat(contrat, date_notification=date(2024, 1, 1), date_fin=date(2026, 6, 30))
        entrepot.consideration(contrat, "ENV", dd)
        entrepot.consideration(contrat, "SOC", False)


@pytest.mark.usefixtures("_controles")
def test_un_controle_vaut_jusqu_a_la_fin_de_son_annee(entrepot: Entrepot) -> None:
    entrepot.evenement("controle_execution", date(2025, 5, 1), "Visite de chantier", reference="CONTROLE")
    entrepot.deriver()
    assert [(fait.cle, fait.jour, fait.fin, fait.appartient) for fait in entrepot.faits("X6")] == [
        ("CONTROLE", date(2024, 1, 1), date(2026, 6, 30), 0.0),
        ("CONTROLE", date(2025, 5, 1), date(2025, 12, 31), 1.0),
        ("SANS", date(2024, 1, 1), date(2026, 6, 30), 0.0),
    ]


@pytest.mark.usefixtures("_controles")
def test_sans_aucun_controle_depose_nul_ne_sait(entrepot: Entrepot) -> None:
    entrepot.deriver()
    assert entrepot.appartenances("X6") == {"CONTROLE": None, "SANS": None}
