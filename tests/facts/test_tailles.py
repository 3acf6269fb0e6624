"""R6 and F8.1: what part of a contract goes to TPE and PME, in number and between two bounds in €."""

from decimal import Decimal

import pytest

from tests.facts.entrepot import Entrepot
from tests.facts.lecture import Sommes, montants, sommes

PME_A, PME_B, GE, ETI, INCONNU = (
    "11111111100011",
    "22222222200022",
    "33333333300033",
    "44444444400044",
    "55555555500055",
)


@pytest.fixture(autouse=True)
def _tailles(entrepot: Entrepot) -> None:
    for siret, categorie in ((PME_A, "PME"), (PME_B, "PME"), (GE, "GE"), (ETI, "ETI")):
        entrepot.fournisseur(siret, categorie_entreprise=categorie)


def part(entrepot: Entrepot) -> tuple[float | None, Sommes]:
    entrepot.deriver()
    faits = entrepot.faits("F8.1")
    assert faits == entrepot.faits("F8.2")
    assert len(faits) == 1
    return faits[0].appartient, sommes(faits)


@pytest.mark.parametrize(
    ("siret", "attendu", "sur", "possible"),
    [(PME_A, 1.0, 100_000, 100_000), (GE, 0.0, 0, 0), (INCONNU, None, 0, 100_000), (None, None, 0, 100_000)],
)
def test_un_titulaire_seul_a_tout_le_montant(
    entrepot: Entrepot, siret: str | None, attendu: float | None, sur: int, possible: int
) -> None:
    entrepot.contrat("C1", titulaire_siret=siret)
    assert part(entrepot) == (attendu, montants(100_000, sur, possible))


def test_un_accord_cadre_a_quatre_titulaires_dont_deux_pme_compte_un_demi(entrepot: Entrepot) -> None:
    for siret in (PME_A, PME_B, GE, ETI):
        entrepot.contrat("AC1", type_contrat="accord_cadre", titulaire_siret=siret)
    # No share is known: nothing is sure, all of it may go to the two PME.
    assert part(entrepot) == (0.5, montants(100_000, 0, 100_000))


def test_un_titulaire_sans_taille_rend_la_part_d_un_accord_cadre_inconnue(entrepot: Entrepot) -> None:
    for siret in (PME_A, GE, INCONNU):
        entrepot.contrat("AC1", type_contrat="accord_cadre", titulaire_siret=siret, groupement="aucun")
    assert part(entrepot) == (None, montants(100_000, 0, 100_000))


@pytest.mark.parametrize(
    ("mandataire", "cotraitant", "attendu"), [(PME_A, GE, 1.0), (GE, PME_A, 0.0), (INCONNU, PME_A, None)]
)
def test_un_groupement_prend_la_taille_de_son_mandataire(
    entrepot: Entrepot, mandataire: str, cotraitant: str, attendu: float | None
) -> None:
    entrepot.contrat("C1", titulaire_siret=cotraitant, titulaire_role="cotraitant", groupement="solidaire")
    entrepot.contrat("C1", titulaire_siret=mandataire, titulaire_role="mandataire", groupement="solidaire")
    assert part(entrepot)[0] == attendu
    assert entrepot.valeur("select au_moins_une_pme from contrats") is True


def test_un_accord_cadre_confie_a_un_groupement_prend_la_taille_du_mandataire(entrepot: Entrepot) -> None:
    entrepot.contrat("AC1", type_contrat="accord_cadre", titulaire_siret=PME_A, titulaire_role="mandataire")
    entrepot.contrat("AC1", type_contrat="accord_cadre", titulaire_siret=GE, titulaire_role="cotraitant")
    assert part(entrepot)[0] == 1.0


@pytest.mark.parametrize(
    ("membres", "attendu"),
    [((PME_A, PME_B), 1.0), ((GE, ETI), 0.0), ((PME_A, GE), None), ((PME_A, INCONNU), None)],
)
def test_sans_mandataire_designe_il_faut_que_tous_les_membres_s_accordent(
    entrepot: Entrepot, membres: tuple[str, ...], attendu: float | None
) -> None:
    for siret in membres:
        entrepot.contrat("C1", titulaire_siret=siret, groupement="conjoint")
    assert part(entrepot)[0] == attendu


def test_les_parts_connues_des_pme_sont_sures(entrepot: Entrepot) -> None:
    for siret, role, montant in (
        (PME_A, "mandataire", 60_000),
        (GE, "cotraitant", 25_000),
        (PME_B, "cotraitant", 15_000),
    ):
        entrepot.contrat("C1", titulaire_siret=siret, titulaire_role=role, titulaire_part_ht=Decimal(montant))
    assert part(entrepot) == (1.0, montants(100_000, 75_000, 75_000))


def test_une_part_inconnue_n_est_jamais_attribuee_seulement_possible(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", titulaire_siret=GE, titulaire_role="mandataire", titulaire_part_ht=Decimal(70_000))
    entrepot.contrat("C1", titulaire_siret=PME_A, titulaire_role="cotraitant")
    assert part(entrepot) == (0.0, montants(100_000, 0, 30_000))


def test_la_part_inconnue_d_une_grande_entreprise_n_est_pas_possible(entrepot: Entrepot) -> None:
    entrepot.contrat(
        "C1", titulaire_siret=PME_A, titulaire_role="mandataire", titulaire_part_ht=Decimal(40_000)
    )
    entrepot.contrat("C1", titulaire_siret=GE, titulaire_role="cotraitant")
    assert part(entrepot) == (1.0, montants(100_000, 40_000, 40_000))


def test_la_part_connue_d_un_membre_sans_taille_est_possible(entrepot: Entrepot) -> None:
    entrepot.contrat(
        "C1", titulaire_siret=PME_A, titulaire_role="mandataire", titulaire_part_ht=Decimal(40_000)
    )
    entrepot.contrat(
        "C1", titulaire_siret=INCONNU, titulaire_role="cotraitant", titulaire_part_ht=Decimal(60_000)
    )
    assert part(entrepot) == (1.0, montants(100_000, 40_000, 100_000))


def test_un_groupement_solidaire_de_pme_sans_repartition_ne_donne_rien_de_sur(entrepot: Entrepot) -> None:
    for siret, role in ((PME_A, "mandataire"), (PME_B, "cotraitant")):
        entrepot.contrat("C1", titulaire_siret=siret, titulaire_role=role, groupement="solidaire")
    assert part(entrepot) == (1.0, montants(100_000, 0, 100_000))


def test_deux_etablissements_d_une_meme_entreprise_sont_un_seul_titulaire(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", titulaire_siret=PME_A)
    entrepot.contrat("C1", titulaire_siret=PME_A[:9] + "00029")
    assert part(entrepot) == (1.0, montants(100_000, 100_000, 100_000))


def test_la_taille_ecrite_dans_le_contrat_sert_si_aucun_extrait_ne_la_donne(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", titulaire_siret=INCONNU, titulaire_categorie="PME")
    assert part(entrepot)[0] == 1.0


def test_la_taille_est_celle_du_jour_de_la_notification(entrepot: Entrepot) -> None:
    siret = "66666666600066"
    entrepot.fournisseur(siret, categorie_entreprise="PME", statut_fin="2025-03-14")
    entrepot.fournisseur(siret, categorie_entreprise="ETI", statut_debut="2025-03-15")
    entrepot.contrat("C1", titulaire_siret=siret)
    assert part(entrepot)[0] == 0.0
