"""X2, X3 and X10: insertion hours, the analysed programme, the progress of the means."""

from datetime import date
from decimal import Decimal

from tests.facts.entrepot import Entrepot


def test_les_heures_prennent_les_segments_du_contrat(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", domaine="Travaux", dga="DUST", date_notification=date(2021, 1, 1))
    entrepot.contrat("DSP", type_contrat="concession")
    entrepot.heures("C1", date(2025, 1, 1), 120.5)
    entrepot.heures("C1", date(2025, 2, 1), 79.5)
    entrepot.heures("DSP", date(2025, 2, 1), 10)
    entrepot.heures("INCONNU", date(2025, 2, 1), 1)
    entrepot.deriver()
    faits = entrepot.faits("X2")
    assert {(f.jour.month, f.montant, f.domaine, f.perimetre) for f in faits} == {
        (1, Decimal("120.50"), "Travaux", "marches"),
        (2, Decimal("79.50"), "Travaux", "marches"),
        (2, Decimal("10.00"), "Non affecté", "concessions"),
        (2, Decimal("1.00"), "Non affecté", "marches"),
    }


def test_les_lots_qui_ne_s_accordent_pas_ne_pretent_pas_leur_domaine(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", lot="1", domaine="Travaux", dga="DUST")
    entrepot.contrat("C1", lot="2", domaine="Déchets", dga="DUST")
    entrepot.heures("C1", date(2025, 1, 1), 10)
    entrepot.deriver()
    assert [(f.domaine, f.dga, f.montant) for f in entrepot.faits("X2")] == [
        ("Non affecté", "DUST", Decimal(10))
    ]


def test_un_besoin_sans_reponse_n_est_pas_un_besoin_non_analyse(entrepot: Entrepot) -> None:
    entrepot.besoin("B1", 2025, True)
    entrepot.besoin("B2", 2025, False)
    entrepot.besoin("B3", 2026, None)
    entrepot.deriver()
    assert [(f.cle, f.jour, f.appartient) for f in entrepot.faits("X3")] == [
        ("B1", date(2025, 1, 1), 1.0),
        ("B2", date(2025, 1, 1), 0.0),
        ("B3", date(2026, 1, 1), None),
    ]


def test_un_moyen_n_est_fait_que_realise_et_inconnu_sans_ligne(entrepot: Entrepot) -> None:
    entrepot.moyen("M1", 2024, "en_cours")
    entrepot.moyen("M1", 2025, "realise")
    entrepot.moyen("M2", 2025, "recurrent")
    entrepot.deriver()
    assert {(f.cle, f.jour.year): f.appartient for f in entrepot.faits("X10")} == {
        ("M1", 2024): 0.0,
        ("M2", 2024): None,
        ("M56", 2024): None,
        ("M1", 2025): 1.0,
        ("M2", 2025): 0.0,
        ("M56", 2025): None,
    }
