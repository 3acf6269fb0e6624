"""The other kinds of extract: recognised from their headings, read, checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.ingest.conftest import Lire

SIRET = "20005480700017"
DEPENSES = ["N° mandat", "Exercice", "Date du mandat", "Montant HT", "SIRET"]


def _mandat(
    numero: str, montant: object = "100,00", jour: str = "12/03/2025", exercice: object = 2025
) -> list[object]:
    return [numero, exercice, jour, montant, SIRET]


def test_les_depenses_gardent_leurs_centimes_et_leur_ligne(lire_csv: Lire) -> None:
    lu = lire_csv([DEPENSES, _mandat("1", "1 234,56"), _mandat("2", "-5,00")])
    assert lu.rapport.type == "depenses"
    assert lu.lignes("depenses", "mandat_id", "montant_ht", "montant_estime", "ligne") == [
        ("1", Decimal("1234.56"), False, 2),
        ("2", Decimal("-5.00"), False, 3),
    ]


@pytest.mark.parametrize(
    "entetes",
    [
        ["NUM_MANDAT", "EXERCICE", "DT_MANDAT", "MT_HT", "SIRET_TIERS"],
        ["N° mandat", "Exer.", "Date\nmandat", "Mnt H.T.", "N° Siret fourn."],
        ["N° pièce", "Exercice budgétaire", "Date de mandatement", "Montant net HT", "N° SIRET bénéficiaire"],
        ["Mandat n°", "Exercice", "Mandat - date", "HT (montant)", "Tiers SIRET"],
    ],
)
def test_les_intitules_abreges_ou_dans_un_autre_ordre_se_lisent(lire_csv: Lire, entetes: list[str]) -> None:
    lu = lire_csv([entetes, ["7", 2025, "12/03/2025", "100,00", SIRET]])
    assert lu.lignes("depenses", "mandat_id", "exercice", "date_mandat", "montant_ht", "tiers_siret") == [
        ("7", 2025, date(2025, 3, 12), Decimal("100.00"), SIRET)
    ]


def test_une_nature_en_chiffres_est_le_compte(lire_csv: Lire) -> None:
    """M57: « Nature » is the account. Read as a kind of spending, no line would be a purchase."""
    lu = lire_csv(
        [[*DEPENSES, "Nature"], [*_mandat("1"), "6068"], [*_mandat("2"), "65748"], [*_mandat("3"), ""]]
    )
    assert lu.lignes("depenses", "mandat_id", "compte", "nature_depense") == [
        ("1", "6068", None),
        ("2", "65748", None),
        ("3", None, None),
    ]
    mots = lire_csv([[*DEPENSES, "Nature", "Article"], [*_mandat("1"), "Subvention", "65748"]])
    assert mots.lignes("depenses", "compte", "nature_depense") == [("65748", "subvention")]
    deux = lire_csv([[*DEPENSES, "Nature", "Article"], [*_mandat("1"), "6068", "65748"]])
    assert deux.lignes("depenses", "compte", "nature_depense") == [("65748", None)]


def test_une_annulation_est_negative(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            [*DEPENSES, "Annulation"],
            [*_mandat("1"), "oui"],
            [*_mandat("2", "-7"), "oui"],
            [*_mandat("3"), "non"],
        ]
    )
    assert [m for (m,) in lu.lignes("depenses", "montant_ht")] == [
        Decimal("-100.00"),
        Decimal("-7.00"),
        Decimal("100.00"),
    ]


def test_le_type_de_piece_dit_l_annulation(lire_csv: Lire) -> None:
    """R4: net of cancellations, whose amounts some systems write without a sign."""
    pieces = ["Mandat", "Annulation", "Mandat d'annulation", "Réduction", ""]
    lu = lire_csv([[*DEPENSES, "Type de pièce"], *([*_mandat(str(n)), p] for n, p in enumerate(pieces))])
    assert [m for (m,) in lu.lignes("depenses", "montant_ht")] == [
        Decimal(m) for m in ("100.00", "-100.00", "-100.00", "-100.00", "100.00")
    ]


@pytest.mark.parametrize(
    ("intitule", "montant"),
    [
        ("Montant HT (en milliers d'€)", "100000.00"),
        ("Montant HT (milliers d’euros)", "100000.00"),
        ("Montant HT (K€)", "100000.00"),
        ("Montant HT, en milliers", "100000.00"),
        ("Montant HT en millions d'€", "100000000.00"),
        ("Montant HT (€)", "100.00"),
    ],
)
def test_l_unite_de_l_intitule_se_lit_dans_toutes_ses_ecritures(
    lire_csv: Lire, intitule: str, montant: str
) -> None:
    entetes = [intitule if e == "Montant HT" else e for e in DEPENSES]
    assert lire_csv([entetes, _mandat("1")]).lignes("depenses", "montant_ht") == [(Decimal(montant),)]


@pytest.mark.parametrize(
    ("titre", "intitule", "montant"),
    [
        ("Mandats 2025 (montants en k€)", "Montant HT", "100000.00"),
        ("Mandats 2025, en milliers d'euros", "Montant HT", "100000.00"),
        ("Mandats 2025 – en M€", "Montant HT", "100000000.00"),
        ("Mandats 2025 (montants en k€)", "Montant HT (€)", "100.00"),
        ("Mandats de plus de 40 k€ émis en 2025", "Montant HT", "100.00"),
        ("Mandats 2025, en euros", "Montant HT", "100.00"),
        ("Mandats 2025 (montants en M€)", "Montant HT (k€)", "100000.00"),
    ],
)
def test_l_unite_annoncee_au_dessus_du_tableau_vaut_pour_les_montants_qui_ne_disent_rien(
    lire_csv: Lire, titre: str, intitule: str, montant: str
) -> None:
    entetes = [intitule if e == "Montant HT" else e for e in DEPENSES]
    lu = lire_csv([[titre], [], entetes, _mandat("1")])
    assert lu.lignes("depenses", "montant_ht") == [(Decimal(montant),)]
    assert lu.rapport.reconnaissance is not None
    (vu,) = (i for i in lu.rapport.reconnaissance.intitules if i.colonne == "montant_ht")
    deduite = intitule == "Montant HT" and montant != "100.00"
    assert (vu.unite_dite == "deduite") is deduite


def test_le_ttc_devient_ht_avec_son_taux_ou_un_taux_suppose_et_dit(lire_csv: Lire) -> None:
    """R5: 120 € TTC at 20 % is 100 € HT; 105.50 € at 5.5 % is 100 €; without a rate, 20 % is supposed and flagged."""
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant TTC", "Taux de TVA", "SIRET"]
    lu = lire_csv(
        [
            entetes,
            ["1", 2025, "12/03/2025", "120,00", "20", SIRET],
            ["2", 2025, "12/03/2025", "105,50", "5,5 %", SIRET],
            ["3", 2025, "12/03/2025", "60,00", "", SIRET],
        ]
    )
    assert lu.lignes("depenses", "montant_ht", "montant_estime") == [
        (Decimal("100.00"), False),
        (Decimal("100.00"), False),
        (Decimal("50.00"), True),
    ]
    assert lu.anomalie("tva_supposee").ligne == 4


def test_un_taux_de_tva_impossible_ne_refuse_que_sa_ligne(lire_csv: Lire) -> None:
    entetes = ["N° mandat", "Exercice", "Date du mandat", "Montant TTC", "Taux de TVA", "SIRET"]
    lignes = [[str(n), 2025, "12/03/2025", "120,00", "20", SIRET] for n in range(60)]
    lignes[3][4], lignes[7][4] = "-100 %", "-120 %"
    lu = lire_csv([entetes, *lignes])
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (58, 2)
    assert [ligne for (ligne,) in lu.lignes("rejets", "ligne")] == [5, 9]


def test_la_journee_complementaire_reste_dans_son_exercice(lire_csv: Lire) -> None:
    lu = lire_csv([DEPENSES, _mandat("1", jour="02/12/2025"), _mandat("2", jour="20/01/2026")])
    assert lu.rapport.periode == "2025-T4"


def test_les_valeurs_de_liste_sont_ramenees_a_une_ecriture(lire_csv: Lire) -> None:
    entetes = [*DEPENSES, "Type d'achat", "Rôle", "Nature de la dépense", "Territoire"]
    lu = lire_csv(
        [
            entetes,
            [*_mandat("1"), "Marché", "Sous-traitant", "Intérêts moratoires", "PAYS D'AIX"],
            [*_mandat("2"), "hors contrat", "titulaire", "Indemnité 40 €", ""],
            [*_mandat("3"), "Troc", "", "", "Atlantide"],
        ]
    )
    assert lu.lignes("depenses", "type_achat", "role_tiers", "nature_depense", "territoire") == [
        ("marche", "sous_traitant", "interets_moratoires", "Pays d'Aix"),
        ("hors_contrat", "titulaire", "indemnite_forfaitaire", None),
        ("Troc", None, None, "Atlantide"),
    ]
    assert {"valeur_inconnue", "reference_inconnue"} <= lu.regles()


def test_un_siret_en_notation_scientifique_est_refuse_avec_le_remede(lire_csv: Lire) -> None:
    bons = [_mandat(str(i)) for i in range(40)]
    lu = lire_csv([DEPENSES, *bons, ["99", 2025, "12/03/2025", "1", "2,43E+13"]])
    assert (lu.rapport.acceptes, lu.rapport.rejetes) == (40, 1)
    perdue = lu.anomalie("notation_scientifique")
    assert (perdue.ligne, perdue.valeur, perdue.gravite) == (42, "2,43E+13", "bloquante")
    assert "format Texte" in perdue.remede


def test_une_liste_maison_de_fournisseurs(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            ["SIRET", "Raison sociale", "Catégorie", "ESS", "Start-up", "Charte signée le"],
            [SIRET, "Alpha", "TPE", "oui", "", "12/03/2024"],
            ["05680065901740", "Bêta", "ETI", "non", "x", ""],
        ]
    )
    assert lu.rapport.type == "fournisseurs"
    assert lu.lignes(
        "fournisseurs", "categorie_entreprise", "tranche_effectif", "ess", "start_up", "charte_signee_le"
    ) == [
        ("PME", "01", True, None, date(2024, 3, 12)),
        ("ETI", None, False, True, None),
    ]
    [(colonnes,), _] = lu.lignes("fournisseurs", "colonnes")
    assert set(colonnes) == {
        "siret",
        "denomination",
        "categorie_entreprise",
        "ess",
        "start_up",
        "charte_signee_le",
    }


def test_un_fichier_avec_siret_et_montants_n_est_pas_une_liste_de_fournisseurs(lire_csv: Lire) -> None:
    lu = lire_csv([["SIRET", "Raison sociale", "Catégorie", "Montant HT"], [SIRET, "Alpha", "PME", "10"]])
    assert lu.rapport.refuse
    assert lu.rapport.type is None


def test_sirene_se_lit_telle_quelle(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            [
                "siren",
                "denominationUniteLegale",
                "categorieEntreprise",
                "anneeCategorieEntreprise",
                "trancheEffectifsUniteLegale",
                "economieSocialeSolidaireUniteLegale",
                "activitePrincipaleUniteLegale",
                "dateCreationUniteLegale",
            ],
            ["200054807", "MAMP", "GE", "2023", "53", "N", "84.11Z", "2016-01-01"],
        ],
        separateur=",",
    )
    assert lu.rapport.source == "sirene"
    assert lu.lignes(
        "fournisseurs", "siret", "categorie_entreprise", "annee_categorie", "ess", "naf", "date_creation"
    ) == [("200054807", "GE", 2023, False, "84.11Z", date(2016, 1, 1))]


def test_la_liste_esus_dit_que_tous_le_sont(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            ["N° SIREN", "Raison sociale", "Date d'agrément", "Date de fin d'agrément"],
            ["200054807", "Alpha", "01/01/2023", "31/12/2027"],
        ]
    )
    assert lu.rapport.source == "esus"
    assert lu.lignes("fournisseurs", "esus", "statut_debut", "statut_fin") == [
        (True, date(2023, 1, 1), date(2027, 12, 31))
    ]


def test_un_siret_contradictoire_fait_refuser_une_liste_maison(lire_csv: Lire) -> None:
    entetes = ["SIRET", "Raison sociale", "Catégorie"]
    lu = lire_csv([entetes, [SIRET, "Alpha", "PME"], [SIRET, "Alpha", "GE"]])
    assert lu.rapport.refuse
    assert lu.anomalie("cle_en_conflit").lignes == (2, 3)


def test_les_heures_d_insertion(lire_xlsx: Lire) -> None:
    lu = lire_xlsx(
        {
            "Heures": [
                ["N° marché", "Mois", "Heures réalisées", "Bénéficiaires", "dont femmes", "QPV"],
                ["2025Z01", date(2025, 3, 15), 151.67, 4, 2, 1],
                ["2025Z01", "T2 2025", 300, 5, 6, 0],
            ]
        }
    )
    assert lu.rapport.type == "heures"
    assert lu.lignes("heures", "mois", "heures_realisees", "dont_femmes") == [
        (date(2025, 3, 1), Decimal("151.67"), 2),
        (date(2025, 4, 1), Decimal("300.00"), 6),
    ]
    assert lu.anomalie("plus_que_beneficiaires").ligne == 3
    assert lu.rapport.periode == "2025-T1..T2"


def test_les_evenements(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            ["Date", "Type", "Intitulé", "Statut", "Participants"],
            ["12/03/2025", "Réunion GT", "GT achats innovants", "tenue", "12"],
            ["01/04/2025", "Appel à projets", "AAP mobilité", "publié", ""],
            ["02/04/2025", "Barbecue", "Fin d'année", "", ""],
        ]
    )
    assert lu.rapport.type == "evenements"
    assert lu.lignes("evenements", "type", "statut", "participants") == [
        ("reunion_gt", "tenue", 12),
        ("appel_innovation", "publie", None),
        ("Barbecue", None, None),
    ]


def test_la_feuille_de_route_des_moyens(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            ["Moyen", "Année", "Statut", "Pilote", "Avancement"],
            ["M1", "2025", "Réalisé", "DGS", "100 %"],
            ["Moyen 02", "2025", "en cours", "", "0,4"],
        ]
    )
    assert lu.rapport.type == "moyens"
    assert lu.lignes("moyens", "moyen", "annee", "statut", "avancement") == [
        ("M1", 2025, "realise", Decimal("1.00")),
        ("M2", 2025, "en_cours", Decimal("0.40")),
    ]
    assert lu.rapport.periode == "2025"


def test_un_moyen_n_a_qu_un_statut_par_annee(lire_csv: Lire) -> None:
    lu = lire_csv([["Moyen", "Année", "Statut"], ["M1", "2025", "Réalisé"], ["M1", "2025", "Engagé"]])
    assert lu.rapport.refuse


def test_la_programmation_des_achats(lire_csv: Lire) -> None:
    lu = lire_csv(
        [
            [
                "N° besoin",
                "Année",
                "Intitulé",
                "Montant estimé HT (k€)",
                "Analyse DD",
                "Date de lancement prévue",
            ],
            ["B1", "2026", "Bennes", "1 500", "oui", "01/06/2026"],
        ]
    )
    assert lu.rapport.type == "programmation"
    assert lu.lignes(
        "programmation", "besoin_id", "montant_estime", "analyse_dd", "date_lancement_prevue"
    ) == [("B1", Decimal("1500000.00"), True, date(2026, 6, 1))]


@pytest.mark.parametrize("manquante", [0, 1, 2, 3, 4])
def test_une_colonne_obligatoire_absente_est_nommee(lire_csv: Lire, manquante: int) -> None:
    garder = [i for i in range(5) if i != manquante]
    lu = lire_csv([[DEPENSES[i] for i in garder], [_mandat("1")[i] for i in garder]], type="depenses")
    attendu = ["mandat_id", "exercice", "date_mandat", "montant_ht", "tiers_siret"][manquante]
    [anomalie] = lu.rapport.anomalies
    assert (anomalie.regle, lu.rapport.refuse) == ("colonne_obligatoire_absente", True)
    assert attendu in anomalie.message


@pytest.mark.parametrize(
    ("annee", "mois", "lu"),
    [
        (2025, 3, date(2025, 3, 1)),
        ("2025", "mars", date(2025, 3, 1)),
        (2025, "févr.", date(2025, 2, 1)),
        (2025, "T2", date(2025, 4, 1)),
        (2025, "3e trimestre", date(2025, 7, 1)),
        (2025, "05/2024", date(2024, 5, 1)),
        ("", "05/2024", date(2024, 5, 1)),
    ],
)
def test_le_mois_et_l_annee_en_deux_colonnes_font_un_mois(
    lire_csv: Lire, annee: object, mois: object, lu: date
) -> None:
    rendu = lire_csv([["N° de marché", "Année", "Mois", "Heures réalisées"], ["M1", annee, mois, "35,5"]])
    assert rendu.lignes("heures", "contrat_id", "mois", "heures_realisees") == [("M1", lu, Decimal("35.50"))]


@pytest.mark.parametrize(
    ("annee", "mois"), [(2025, 13), (2025, 0), ("", 3), ("deux mille", 3), (2025, "mardi")]
)
def test_un_mois_sans_annee_ou_hors_de_l_annee_est_rejete(
    lire_csv: Lire, annee: object, mois: object
) -> None:
    rendu = lire_csv([["N° de marché", "Année", "Mois", "Heures réalisées"], ["M1", annee, mois, "35,5"]])
    assert rendu.rapport.refuse
    assert "mois_illisible" in {anomalie.regle for anomalie in rendu.rapport.anomalies}
