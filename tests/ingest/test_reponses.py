"""Answers are followed, questions come with what answers them, and empty answers change nothing."""

from __future__ import annotations

from decimal import Decimal

from spaser.ingest import Reponses
from tests.ingest.conftest import Lire

SIRET = "20005480700017"
ENTETES = ["N° mandat", "Exercice", "Date du mandat", "Somme mandatée k€", "Immatr. tiers", "DGA"]
LIGNES = [
    ["1", 2025, "12/03/2025", "12,5", SIRET, "Mobilités"],
    ["2", 2025, "13/03/2025", "2", SIRET, "Mobilités"],
]


def test_une_colonne_absente_revient_avec_sa_proposition_et_la_reponse_la_fait_lire(lire_csv: Lire) -> None:
    """12,5 k€ is 12 500 €: the heading says its unit, the answer says its column."""
    refuse = lire_csv([ENTETES, *LIGNES]).rapport
    assert refuse.refuse
    assert refuse.reconnaissance is not None
    reponses = Reponses()
    for question in refuse.reconnaissance.questions:
        assert question.bloquante
        reponses = reponses.avec(question.propositions[0].reponses)
    assert reponses == Reponses(
        type="depenses", colonnes={"Somme mandatée k€": "montant_ht", "Immatr. tiers": "tiers_siret"}
    )
    lu = lire_csv([ENTETES, *LIGNES], reponses=reponses)
    assert lu.lignes("depenses", "montant_ht", "tiers_siret") == [
        (Decimal("12500.00"), SIRET),
        (Decimal("2000.00"), SIRET),
    ]


def test_l_unite_repondue_l_emporte_sur_celle_de_l_intitule(lire_csv: Lire) -> None:
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant HT (k€)", "SIRET", "DGA"]
    lu = lire_csv([entetes, *LIGNES], reponses=Reponses(unites={"Montant HT (k€)": 1}))
    assert [m for (m,) in lu.lignes("depenses", "montant_ht")] == [Decimal("12.50"), Decimal("2.00")]


def test_une_valeur_inconnue_est_demandee_puis_traduite(lire_csv: Lire) -> None:
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant HT", "SIRET", "DGA"]
    demande = lire_csv([entetes, *LIGNES]).rapport.reconnaissance
    assert demande is not None
    [question] = [q for q in demande.questions if q.sujet == "valeur"]
    assert (question.bloquante, question.occurrences) == (False, 2)
    assert question.propositions[0].reponses == Reponses(valeurs={"dga": {"Mobilités": "MDTEPV"}})
    lu = lire_csv([entetes, *LIGNES], reponses=question.propositions[0].reponses)
    assert {dga for (dga,) in lu.lignes("depenses", "dga")} == {"MDTEPV"}
    assert "reference_inconnue" not in lu.regles()


def test_deux_feuilles_egales_la_reponse_choisit(lire_xlsx: Lire) -> None:
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant HT", "SIRET", "DGA"]
    feuilles = {"Nord": [entetes, *LIGNES], "Sud": [entetes, LIGNES[0]]}
    reconnue = lire_xlsx(feuilles).rapport.reconnaissance
    assert reconnue is not None
    [question] = reconnue.questions
    assert [p.reponses.feuille for p in question.propositions] == ["Nord", "Sud"]
    assert lire_xlsx(feuilles, reponses=question.propositions[1].reponses).rapport.lus == 1


def test_des_reponses_vides_ne_changent_rien(lire_csv: Lire) -> None:
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant HT", "SIRET", "DGA"]
    sans, vides = lire_csv([entetes, *LIGNES]), lire_csv([entetes, *LIGNES], reponses=Reponses())
    assert sans.rapport == vides.rapport
    assert sans.lignes("depenses") == vides.lignes("depenses")
