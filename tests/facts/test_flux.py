"""R1, R2, R3 and R11: which contracts are counted, on which date, for how much, in which segment."""

from datetime import date
from decimal import Decimal

import pytest

from tests.facts.entrepot import Entrepot
from tests.facts.lecture import montants, sommes


def test_un_accord_cadre_sur_trois_lignes_compte_une_fois_pour_son_montant(entrepot: Entrepot) -> None:
    for titulaire in ("11111111100011", "22222222200022", "33333333300033"):
        entrepot.contrat(
            "AC1", type_contrat="accord_cadre", montant_ht=Decimal(90_000), titulaire_siret=titulaire
        )
    entrepot.deriver()
    faits = entrepot.faits("F2.3")
    assert [fait.cle for fait in faits] == ["AC1"]
    assert sommes(faits) == montants(90_000, 0, 90_000)


def test_chaque_lot_est_un_contrat(entrepot: Entrepot) -> None:
    entrepot.contrat("2025-01", lot="1")
    entrepot.contrat("2025-01", lot="2")
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F2.1")] == ["2025-01 · lot 1", "2025-01 · lot 2"]


def test_un_subsequent_de_son_propre_accord_cadre_ne_compte_pas(entrepot: Entrepot) -> None:
    entrepot.contrat("AC1", type_contrat="accord_cadre")
    entrepot.contrat("MS1", type_contrat="subsequent", id_accord_cadre="AC1")
    entrepot.contrat("MS2", type_contrat="subsequent", id_accord_cadre="INCONNU")
    entrepot.contrat("MS3", type_contrat="subsequent")
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F2.1")] == ["AC1"]


def test_un_subsequent_compte_si_son_accord_cadre_est_d_un_autre_acheteur(entrepot: Entrepot) -> None:
    entrepot.contrat("AC9", type_contrat="accord_cadre", acheteur_siren="130005481")
    entrepot.contrat("MS1", type_contrat="subsequent", id_accord_cadre="AC9")
    entrepot.contrat("MS2", type_contrat="subsequent", id_accord_cadre="UGAP-615217")
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F2.1")] == ["AC9", "MS1", "MS2"]


def test_le_meme_numero_chez_deux_acheteurs_designe_d_abord_son_propre_accord_cadre(
    entrepot: Entrepot,
) -> None:
    entrepot.contrat("AC1", type_contrat="accord_cadre", acheteur_siren="130005481")
    entrepot.contrat("AC1", type_contrat="accord_cadre")
    entrepot.contrat("MS1", type_contrat="subsequent", id_accord_cadre="AC1")
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F2.1")] == ["130005481 · AC1", "200054807 · AC1"]


def test_les_subsequents_comptent_si_le_choix_le_dit(entrepot: Entrepot) -> None:
    entrepot.parametre("inclure_subsequents", "true")
    entrepot.contrat("AC1", type_contrat="accord_cadre")
    entrepot.contrat("MS1", type_contrat="subsequent", id_accord_cadre="AC1")
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F2.1")] == ["AC1", "MS1"]


@pytest.mark.parametrize(
    ("statut", "compte"),
    [("notifie", 1), ("en_cours", 1), ("resilie", 1), (None, 1), ("sans_suite", 0), ("infructueux", 0)],
)
def test_une_procedure_sans_suite_ou_infructueuse_n_est_pas_un_contrat(
    entrepot: Entrepot, statut: str | None, compte: int
) -> None:
    entrepot.contrat("C1", statut=statut)
    entrepot.deriver()
    assert len(entrepot.faits("F2.1")) == compte


def test_la_date_est_la_notification_la_plus_ancienne(entrepot: Entrepot) -> None:
    entrepot.contrat(
        "AC1", type_contrat="accord_cadre", date_notification=date(2025, 1, 9), titulaire_siret="1" * 14
    )
    entrepot.contrat(
        "AC1", type_contrat="accord_cadre", date_notification=date(2024, 12, 30), titulaire_siret="2" * 14
    )
    entrepot.deriver()
    assert [fait.jour for fait in entrepot.faits("F2.1")] == [date(2024, 12, 30)]


def test_une_concession_sans_notification_prend_sa_signature_un_marche_non(entrepot: Entrepot) -> None:
    signature = date(2025, 2, 1)
    entrepot.contrat("DSP1", type_contrat="concession", date_notification=None, date_signature=signature)
    entrepot.contrat("M1", type_contrat="marche", date_notification=None, date_signature=signature)
    entrepot.deriver()
    assert [(fait.cle, fait.jour, fait.perimetre) for fait in entrepot.faits("F2.1")] == [
        ("DSP1", signature, "concessions")
    ]
    assert entrepot.valeur("select jour_estime from contrats where cle = 'DSP1'") is True


@pytest.mark.parametrize(
    ("type_contrat", "estime", "ht", "maximum", "attendu"),
    [
        ("accord_cadre", 40, 60, 80, 40),
        ("accord_cadre", None, 60, 80, 60),
        ("accord_cadre", None, None, 80, 80),
        ("marche", 40, 60, 80, 60),
        ("marche", 40, None, 80, None),
    ],
)
def test_le_montant_d_un_accord_cadre_est_son_estimation_puis_son_maximum(
    entrepot: Entrepot,
    type_contrat: str,
    estime: int | None,
    ht: int | None,
    maximum: int,
    attendu: int | None,
) -> None:
    entrepot.contrat(
        "C1", type_contrat=type_contrat, montant_ht=ht, montant_estime_ht=estime, montant_max_ht=maximum
    )
    entrepot.deriver()
    assert entrepot.faits("F2.1")[0].montant == (None if attendu is None else Decimal(attendu))


def test_une_cellule_de_segment_vide_est_non_affectee_jamais_devinee(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", domaine="Déchets", dga="EAD", territoire="Pays d'Aix")
    entrepot.contrat("C2", domaine="  ")
    entrepot.depense("1" * 14, 10, contrat_id="C1")
    entrepot.deriver()
    assert [(f.domaine, f.dga, f.territoire) for f in entrepot.faits("F2.2")] == [
        ("Déchets", "EAD", "Pays d'Aix"),
        ("Non affecté", "Non affecté", "Non affecté"),
    ]
    assert [(f.domaine, f.dga, f.territoire) for f in entrepot.faits("F3.2")] == [("Non affecté",) * 3]


def test_un_contrat_en_cours_va_de_sa_notification_a_sa_fin(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", date_notification=date(2025, 1, 1), duree_mois=12)
    entrepot.contrat("C2", date_notification=date(2025, 1, 1), duree_mois=12, date_fin=date(2025, 6, 30))
    entrepot.contrat("C3", date_notification=date(2025, 1, 1))
    entrepot.deriver()
    assert [(f.cle, f.fin, f.appartient) for f in entrepot.faits("X8.2")] == [
        ("C1", date(2025, 12, 31), 1.0),
        ("C2", date(2025, 6, 30), 1.0),
        ("C3", None, None),
    ]


def test_les_moyens_generaux_sont_les_domaines_que_le_catalogue_marque(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", domaine="Mobilier et fournitures")
    entrepot.contrat("C2", domaine="Déchets")
    entrepot.consideration("C1", "ENV", True, type="clause")
    entrepot.deriver()
    assert entrepot.appartenances("X4") == {"C1": 1.0}
