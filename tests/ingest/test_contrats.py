"""Contracts: rows, contractors, amendments, considerations, other buyers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.conftest import Lire

ENTETES = ["N° de marché", "Objet", "Date de notification", "Montant HT", "SIRET du titulaire"]
SIRET_A, SIRET_B = "20005480700017", "05680065901740"


def _contrat(
    numero: str, montant: object = "1000,00", jour: str = "12/03/2025", siret: str = SIRET_A
) -> list[object]:
    return [numero, f"Objet {numero}", jour, montant, siret]


def test_un_extrait_maison_en_csv_donne_ses_contrats(lire_csv: Lire) -> None:
    lu = lire_csv([ENTETES, _contrat("2025Z01"), _contrat("2025Z02", "1 234,56")])
    assert (lu.rapport.lus, lu.rapport.acceptes, lu.rapport.refuse) == (2, 2, False)
    assert lu.lignes(
        "contrats", "contrat_id", "montant_ht", "date_notification", "acheteur_siren", "ligne"
    ) == [
        ("2025Z01", Decimal("1000.00"), date(2025, 3, 12), "200054807", 2),
        ("2025Z02", Decimal("1234.56"), date(2025, 3, 12), "200054807", 3),
    ]
    assert (lu.rapport.periode, lu.rapport.periode_debut) == ("2025-T1", date(2025, 1, 1))


def test_un_classeur_avec_preambule_et_double_entete_est_traverse(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {
            "Lisez-moi": [["Export du logiciel"], ["Imprimé le 12/03/2025"]],
            "Marchés": [
                ["Direction de la commande publique"],
                [],
                ["Marché", None, "Notification", None, "Titulaire"],
                ["N° de marché", "Objet", "Date de notification", "Montant HT (k€)", "SIRET du titulaire"],
                ["2025Z01", "Voirie", date(2025, 3, 12), 12.5, SIRET_A],
                ["2025Z02", "Écoles", date(2025, 4, 1), 3, SIRET_B],
                ["Total", None, None, 15.5, None],
            ],
        }
    )
    assert lu.rapport.feuille == "Marchés"
    assert (lu.rapport.lus, lu.rapport.acceptes, lu.rapport.ecartes) == (3, 2, 1)
    assert lu.lignes("contrats", "montant_ht", "ligne") == [(Decimal("12500.00"), 5), (Decimal("3000.00"), 6)]
    assert lu.anomalie("ligne_total").ligne == 7


def test_des_lignes_repetees_avec_un_autre_titulaire_sont_des_titulaires(lire_csv: Lire) -> None:
    lu = lire_csv([ENTETES, _contrat("AC1", siret=SIRET_A), _contrat("AC1", siret=SIRET_B)])
    assert lu.rapport.acceptes == 2
    assert "cle_en_conflit" not in lu.regles()


def test_un_meme_titulaire_avec_deux_montants_fait_refuser_le_fichier(lire_csv: Lire) -> None:
    lu = lire_csv([ENTETES, _contrat("M1", "100,00"), _contrat("M2"), _contrat("M1", "200,00")])
    assert lu.rapport.refuse
    conflit = lu.anomalie("cle_en_conflit")
    assert (conflit.lignes, conflit.gravite) == ((2, 4), "bloquante")


def test_une_ligne_identique_est_ecartee_et_dite(lire_csv: Lire) -> None:
    lu = lire_csv([ENTETES, _contrat("M1"), _contrat("M1")])
    assert (lu.rapport.acceptes, lu.rapport.ecartes) == (1, 1)
    assert lu.anomalie("doublon_exact").lignes == (3,)


def test_les_titulaires_en_colonnes_numerotees_deviennent_des_lignes(lire_csv: Lire) -> None:
    entetes = [
        "id",
        "objet",
        "dateNotification",
        "montant",
        "titulaire_id_1",
        "titulaire_id_2",
        "titulaire_id_3",
    ]
    lu = lire_csv([entetes, ["M1", "Toits", "2025-03-12", "10", SIRET_A, SIRET_B, "CDL"]])
    assert lu.rapport.acceptes == 1
    assert sorted(lu.lignes("contrats", "titulaire_siret")) == [(SIRET_B,), (SIRET_A,)]


@pytest.mark.parametrize(
    ("nom", "numero"), [("Attributaire {}", "SIRET {}"), ("Raison sociale n°{}", "SIRET{}")]
)
def test_un_numero_dit_le_contractant_meme_sans_le_nommer(lire_csv: Lire, nom: str, numero: str) -> None:
    entetes = [*ENTETES[:4], *(texte.format(rang) for rang in (1, 2) for texte in (nom, numero))]
    lu = lire_csv(
        [
            entetes,
            [*_contrat("2025Z01")[:4], "Entreprise A", SIRET_A, "Entreprise B", SIRET_B],
            [*_contrat("2025Z02")[:4], "Entreprise B", SIRET_B, "", ""],
        ]
    )
    assert sorted(lu.lignes("contrats", "contrat_id", "titulaire_siret", "titulaire_nom")) == [
        ("2025Z01", SIRET_B, "Entreprise B"),
        ("2025Z01", SIRET_A, "Entreprise A"),
        ("2025Z02", SIRET_B, "Entreprise B"),
    ]


def test_un_montant_attribue_passe_avant_le_maximum_dans_quelque_ordre_qu_on_l_ecrive(lire_csv: Lire) -> None:
    entetes = [*ENTETES[:3], "Montant maximum HT", "Montant HT attribué", ENTETES[4]]
    lu = lire_csv([entetes, ["2025Z01", "Voirie", "12/03/2025", "500000", "321436,23", SIRET_A]])
    assert lu.lignes("contrats", "montant_ht", "montant_max_ht") == [
        (Decimal("321436.23"), Decimal("500000.00"))
    ]


def test_les_contrats_d_un_autre_acheteur_sont_ecartes_sauf_demande(lire_csv: Lire) -> None:
    entetes = [*ENTETES, "SIRET acheteur"]
    lignes = [entetes, [*_contrat("M1"), "20005480700017"], [*_contrat("M2"), "21130055300016"]]
    lu = lire_csv(lignes)
    assert (lu.rapport.acceptes, lu.rapport.ecartes) == (1, 1)
    assert lu.anomalie("autre_acheteur").gravite == "avertissement"
    assert lire_csv(lignes, acheteur="tous").rapport.acceptes == 2
    assert lire_csv(lignes, acheteur="211300553").lignes("contrats", "contrat_id") == [("M2",)]


def test_une_modification_ne_change_pas_les_valeurs_initiales(lire_csv: Lire) -> None:
    """R2: modification_id = 0 holds the notified amount; the later rows are amendments."""
    entetes = [
        "uid",
        "id",
        "acheteur_id",
        "objet",
        "dateNotification",
        "montant",
        "titulaire_id",
        "modification_id",
        "datePublicationDonnees",
    ]
    base = ["20005480700017M1", "M1", "20005480700017", "Toits"]
    lu = lire_csv(
        [
            entetes,
            [*base, "2025-06-01", "150", SIRET_A, "1", "2025-06-02"],
            [*base, "2024-03-01", "100", SIRET_A, "0", "2024-03-02"],
        ],
        separateur=",",
    )
    assert lu.lignes("contrats", "montant_ht", "date_notification", "ligne") == [
        (Decimal("100.00"), date(2024, 3, 1), 3)
    ]
    assert lu.anomalie("modification").lignes == (2,)


def test_un_marche_de_travaux_est_un_marche(lire_csv: Lire) -> None:
    entetes = [*ENTETES, "Type de marché", "techniques"]
    lu = lire_csv(
        [
            entetes,
            [*_contrat("M1"), "Marché de travaux", "Accord-cadre"],
            [*_contrat("M2"), "Marché public de services", ""],
        ]
    )
    assert lu.lignes("contrats", "contrat_id", "type_contrat") == [("M1", "accord_cadre"), ("M2", "marche")]


@pytest.mark.parametrize("nature", ["Travaux", "Services", "Fournitures courantes et services"])
def test_ce_qui_est_achete_ne_dit_pas_le_type_de_contrat(lire_csv: Lire, nature: str) -> None:
    """R1: a contract without a type that names its framework is a subsequent one, whatever is bought."""
    entetes = [*ENTETES, "Nature", "N° accord-cadre"]
    lu = lire_csv([entetes, [*_contrat("M1"), nature, "AC7"], [*_contrat("M2"), nature, ""]])
    assert sorted(lu.lignes("contrats", "contrat_id", "type_contrat")) == [("M1", "subsequent"), ("M2", None)]
    assert "valeur_inconnue" not in {anomalie.regle for anomalie in lu.rapport.anomalies}


@pytest.mark.parametrize(
    ("techniques", "id_accord_cadre", "type_attendu"),
    [
        ("Accord-cadre, Concours", "AUTRE", "accord_cadre"),
        ("Sans objet", "AUTRE", "subsequent"),
        ("Sans objet", "M1", "marche"),
        ("Sans objet", "CDL", "marche"),
    ],
)
def test_la_technique_et_l_accord_cadre_disent_le_type(
    lire_csv: Lire, techniques: str, id_accord_cadre: str, type_attendu: str
) -> None:
    entetes = [
        "uid",
        "id",
        "nature",
        "objet",
        "dateNotification",
        "montant",
        "techniques",
        "idAccordCadre",
        "datePublicationDonnees",
    ]
    lu = lire_csv(
        [
            entetes,
            [
                "20005480700017M1",
                "M1",
                "Marché",
                "Toits",
                "2025-03-12",
                "10",
                techniques,
                id_accord_cadre,
                "2025-03-13",
            ],
        ]
    )
    assert lu.lignes("contrats", "type_contrat") == [(type_attendu,)]


def test_oui_non_et_vide_sont_trois_reponses_differentes(lire_csv: Lire) -> None:
    entetes = [*ENTETES, "Clause sociale", "Déchets"]
    lu = lire_csv(
        [
            entetes,
            [*_contrat("M1"), "oui", "Clause"],
            [*_contrat("M2"), "non", "non"],
            [*_contrat("M3"), "", "NC"],
        ]
    )
    assert set(lu.lignes("considerations", "contrat_id", "sujet", "type", "reponse")) == {
        ("M1", "SOC", "clause", True),
        ("M1", "dechets", "clause", True),
        ("M2", "SOC", "clause", False),
        ("M2", "dechets", None, False),
        ("M3", "SOC", "clause", None),
        ("M3", "dechets", None, None),
    }


@pytest.mark.parametrize("entete", ["Clause sociale : oui/non", "Clause sociale (O/N)", "Clause sociale O/N"])
def test_un_intitule_qui_dit_comment_repondre_reste_le_meme(lire_csv: Lire, entete: str) -> None:
    lu = lire_csv([[*ENTETES, entete], [*_contrat("M1"), "O"], [*_contrat("M2"), "non"]])
    assert lu.lignes("considerations", "contrat_id", "sujet", "type", "reponse") == [
        ("M1", "SOC", "clause", True),
        ("M2", "SOC", "clause", False),
    ]


def test_le_poids_d_un_critere_est_une_reponse(lire_csv: Lire) -> None:
    """« 0,05 » is a weight of five per cent, not a no; under a clause, a number other than 1 and 0 is not understood."""
    cellules = ["10 %", "5", "0,05", "0", "0 %", "", "1,0"]
    entetes = [*ENTETES, "Critère environnemental (%)", "Clause sociale"]
    lu = lire_csv([entetes, *([*_contrat(f"M{n}"), c, c] for n, c in enumerate(cellules))])
    lues = lu.lignes("considerations", "sujet", "contrat_id", "reponse")
    reponses = {(sujet, contrat): reponse for sujet, contrat, reponse in lues}
    assert [reponses["ENV", f"M{n}"] for n in range(7)] == [True, True, True, False, False, None, True]
    assert [reponses["SOC", f"M{n}"] for n in range(7)] == [None, None, None, False, False, None, True]
    douteuses = [a for a in lu.rapport.anomalies if a.regle == "consideration_inconnue"]
    assert sum(a.occurrences for a in douteuses) == 3


def test_un_et_zero_repondent_aussi_dans_une_feuille_a_part(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {
            "Marchés": [ENTETES, _contrat("M1"), _contrat("M2"), _contrat("M3")],
            "Considérations": [
                ["N° de marché", "Thème", "Type", "Oui/Non"],
                ["M1", "Déchets", "Clause", 1],
                ["M2", "Déchets", "Clause", 0],
                ["M3", "Déchets", "Critère", 15],
            ],
        }
    )
    assert sorted(lu.lignes("considerations", "contrat_id", "type", "reponse")) == [
        ("M1", "clause", True),
        ("M2", "clause", False),
        ("M3", "critere", True),
    ]


def test_les_listes_decp_donnent_une_reponse_par_valeur(lire_csv: Lire) -> None:
    entetes = [*ENTETES, "considerationsSociales", "considerationsEnvironnementales"]
    lu = lire_csv(
        [
            entetes,
            [
                *_contrat("M1"),
                "['Clause sociale', 'Critère social']",
                "Pas de considération environnementale",
            ],
            [*_contrat("M2"), "Marché réservé, Clause sociale", ""],
            [*_contrat("M3"), "Clause sociale, Pas de considération sociale", "MQ"],
        ]
    )
    assert set(lu.lignes("considerations", "contrat_id", "sujet", "type", "reponse")) == {
        ("M1", "SOC", "clause", True),
        ("M1", "SOC", "critere", True),
        ("M1", "ENV", None, False),
        ("M2", "SOC", "marche_reserve", True),
        ("M2", "SOC", "clause", True),
        ("M2", "ENV", None, None),
        ("M3", "SOC", "clause", True),
        ("M3", "SOC", None, False),
        ("M3", "ENV", None, None),
    }
    assert lu.anomalie("consideration_contradictoire").lignes == (4,)
    assert lu.anomalie("reserve_sans_fondement").lignes == (3,)


def test_une_feuille_a_part_porte_les_considerations(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {
            "Contrats": [ENTETES, _contrat("M1", 100), _contrat("M2", 200)],
            "Considérations": [
                ["N° de marché", "Thème", "Type", "Poids", "Article"],
                ["M1", "Déchets", "Clause", None, "CCAP 5"],
                ["M2", "Égalité F/H", "Critère", "10 %", "RC 4"],
                ["M9", "Énergie", "Clause", None, None],
            ],
        }
    )
    assert lu.lignes("considerations", "contrat_id", "sujet", "type", "reponse") == [
        ("M1", "dechets", "clause", True),
        ("M2", "egalite_fh", "critere", True),
    ]
    assert lu.anomalie("contrat_inconnu").valeur == "M9"


def test_une_concession_sans_notification_prend_sa_date_de_signature(lire_csv: Lire) -> None:
    entetes = [
        "N° de contrat",
        "Type de contrat",
        "Objet",
        "Date de notification",
        "Date de signature",
        "Montant HT",
    ]
    lu = lire_csv(
        [
            entetes,
            ["C1", "Délégation de service public", "Eau", "", "02/01/2025", "10"],
            *[[f"M{i}", "Marché", "Toits", "12/03/2025", "", "10"] for i in range(30)],
            ["M99", "Marché", "Toits", "", "02/01/2025", "10"],
        ]
    )
    assert lu.lignes("contrats", "date_notification")[0] == (date(2025, 1, 2),)
    assert (lu.rapport.rejetes, lu.anomalie("cellule_obligatoire_vide").ligne) == (1, 33)


def test_les_listes_inconnues_sont_gardees_telles_quelles(lire_csv: Lire, catalogue: object) -> None:
    entetes = [*ENTETES, "Domaine", "DGA"]
    lu = lire_csv([entetes, [*_contrat("M1"), "DECHETS", "Direction de la Lune"]])
    assert lu.lignes("contrats", "domaine", "dga") == [("Déchets", "Direction de la Lune")]
    assert lu.anomalie("reference_inconnue").valeur == "Direction de la Lune"


def test_trop_de_rejets_fait_refuser_le_fichier_en_montrant_tout(lire_csv: Lire) -> None:
    bons = [_contrat(f"M{i}") for i in range(17)]
    lu = lire_csv(
        [ENTETES, *bons, _contrat("X1", "abc"), _contrat("X2", jour="31/02/2025"), _contrat("X3", jour="")]
    )
    assert lu.rapport.refuse
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (17, 3)
    assert {
        "montant_illisible",
        "jour_inexistant",
        "cellule_obligatoire_vide",
        "trop_de_rejets",
    } <= lu.regles()
    jour = lu.anomalie("jour_inexistant")
    assert (jour.ligne, jour.colonne, jour.valeur) == (20, "Date de notification", "31/02/2025")


def test_les_controles_previennent_sans_bloquer(lire_csv: Lire) -> None:
    entetes = [*ENTETES, "Date de signature"]
    lu = lire_csv(
        [
            entetes,
            [*_contrat("M1", "0,50"), ""],
            [*_contrat("M2", "1000000000"), ""],
            [*_contrat("M3", "99999999"), ""],
            [*_contrat("M4", jour="01/12/2026"), ""],
            [*_contrat("M5"), "01/04/2025"],
        ]
    )
    assert lu.rapport.acceptes == 5
    attendues = {
        "montant_tres_petit": (2,),
        "montant_tres_grand": (3,),
        "montant_un_seul_chiffre": (4,),
        "notification_future": (5,),
        "signature_apres_notification": (6,),
    }
    assert {regle: lu.anomalie(regle).lignes for regle in attendues} == attendues


def test_la_periode_indiquee_ecarte_le_reste(lire_csv: Lire) -> None:
    lu = lire_csv([ENTETES, _contrat("M1"), _contrat("M2", jour="01/07/2025")], periode="2025-T1")
    assert lu.lignes("contrats", "contrat_id") == [("M1",)]
    assert (lu.rapport.periode, lu.anomalie("hors_periode").lignes) == ("2025-T1", (3,))


def test_decp_2022_en_json_garde_les_valeurs_initiales(lire: Lire, tmp_path: Path) -> None:
    chemin = tmp_path / "decp.json"
    chemin.write_text(
        """{"marches": {"marche": [{"id": "M1", "acheteur": {"id": "20005480700017"}, "nature": "Marché", "objet": "Toits",
        "dateNotification": "2024-03-12", "montant": 1234.567, "dureeMois": "NC",
        "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": "05680065901740"}},
                       {"titulaire": {"typeIdentifiant": "TVA", "id": "BE0123456789"}}],
        "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
        "modifications": [{"modification": {"id": 1, "montant": 9999, "dateNotificationModification": "2025-01-01"}}]}],
        "contrat-concession": [{"id": "C1", "autoriteConcedante": {"id": "20005480700017"}, "objet": "Eau",
        "dateSignature": "2024-04-01", "valeurGlobale": 5000000}]}}""",
        encoding="utf-8",
    )
    lu = lire(chemin)
    assert lu.rapport.source == "decp-2022"
    assert lu.lignes(
        "contrats", "contrat_id", "type_contrat", "montant_ht", "duree_mois", "date_notification"
    ) == [
        ("M1", "marche", Decimal("1234.57"), None, date(2024, 3, 12)),
        ("M1", "marche", Decimal("1234.57"), None, date(2024, 3, 12)),
        ("C1", "concession", Decimal("5000000.00"), None, date(2024, 4, 1)),
    ]
    assert {s for (s,) in lu.lignes("contrats", "titulaire_siret")} == {
        "05680065901740",
        "TVA:BE0123456789",
        None,
    }


def test_la_fin_d_un_contrat_peut_etre_lointaine_mais_pas_sa_notification(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            [*ENTETES, "Date de fin"],
            [*_contrat("M1"), "31/12/2055"],
            *[[*_contrat(f"N{i}"), ""] for i in range(30)],
            [*_contrat("M2", jour="12/03/2028"), ""],
        ]
    )
    assert lu.lignes("contrats", "date_fin")[0] == (date(2055, 12, 31),)
    assert lu.anomalie("annee_invraisemblable").ligne == 33


def test_un_avenant_n_est_pas_un_contrat_et_le_maximum_vaut_montant(lire_csv: Lire) -> None:
    """R1, R3: amendments are set aside, with or without their contract in the file; a framework may only give its maximum."""
    lecture = lire_csv(
        [
            [
                "N° marché",
                "N° avenant",
                "Objet",
                "Type de contrat",
                "Date de notification",
                "Montant maximum HT",
            ],
            ["A1", "", "Travaux", "Accord-cadre", "05/03/2024", "1000"],
            ["A1", "1", "Travaux, avenant", "Accord-cadre", "05/06/2024", "1500"],
            ["B1", "2", "Avenant d'un contrat absent", "Marché", "05/06/2024", "700"],
        ],
    )
    assert (lecture.rapport.acceptes, lecture.rapport.ecartes) == (1, 2)
    assert lecture.lignes("contrats", "contrat_id", "montant_ht") == [("A1", Decimal("1000.00"))]
