"""R9, R10 and A23: what a supplier is, on which day, and what nobody can tell."""

from datetime import date

import pytest

from tests.facts.entrepot import Cellule, Entrepot
from tests.facts.lecture import montants, sommes

SIRET = "11111111100011"
FRERE = "11111111100029"


def le(entrepot: Entrepot, siret: str, jour: date, colonne: str) -> Cellule:
    """One status of one identifier on one day, as a mandat of that day would read it."""
    entrepot.depense(siret, 10, date_mandat=jour)
    entrepot.deriver()
    depenses = entrepot.connexion.table("depenses")
    rang = depenses.fetchone()
    assert rang is not None
    statut: Cellule = dict(zip(depenses.columns, rang, strict=True))[colonne]
    return statut


JOUR = date(2025, 6, 15)


def test_un_fournisseur_absent_des_extraits_est_inconnu_partout(entrepot: Entrepot) -> None:
    entrepot.fournisseur("99999999900099", type_insertion="EI", ess=True, esus=True, start_up=True)
    entrepot.depense(SIRET, 10, contrat_id="C1")
    entrepot.deriver()
    for code in ("F3.1", "F3.3", "F3.4", "F9.2", "F10.4", "X1", "X7", "L1"):
        assert sommes(entrepot.faits(code)) == montants(10, 0, 10)
        assert entrepot.faits(code)[0].appartient is None


@pytest.mark.parametrize(
    ("type_insertion", "insertion", "stpa", "iae"),
    [
        ("ESAT", 1.0, 1.0, 0.0),
        ("EA", 1.0, 1.0, 0.0),
        ("EATT", 1.0, 1.0, 0.0),
        ("EI", 1.0, 0.0, 1.0),
        ("AI", 1.0, 0.0, 1.0),
        ("ACI", 1.0, 0.0, 1.0),
        ("ETTI", 1.0, 0.0, 1.0),
        ("EITI", 1.0, 0.0, 1.0),
        ("GEIQ", 0.0, 0.0, 0.0),
        ("SEP", 0.0, 0.0, 0.0),
        (None, 0.0, 0.0, 0.0),
    ],
)
def test_chaque_structure_a_son_secteur_et_une_cellule_vide_dit_non(
    entrepot: Entrepot, type_insertion: str | None, insertion: float, stpa: float, iae: float
) -> None:
    entrepot.fournisseur(SIRET, type_insertion=type_insertion)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    for code, attendu in (
        ("F3.1", insertion),
        ("F3.2", insertion),
        ("F3.3", stpa),
        ("F3.4", iae),
        ("L2", insertion),
    ):
        assert [fait.appartient for fait in entrepot.faits(code)] == [attendu]


def test_un_extrait_sans_la_colonne_ne_dit_rien_de_l_insertion(entrepot: Entrepot) -> None:
    entrepot.fournisseur(SIRET, categorie_entreprise="PME")
    assert le(entrepot, SIRET, JOUR, "insertion") is None


def test_la_liste_des_structures_parle_meme_si_l_extrait_des_fournisseurs_se_tait(entrepot: Entrepot) -> None:
    entrepot.fournisseur(SIRET, categorie_entreprise="PME")
    entrepot.fournisseur(SIRET, type_insertion="EI", source="siae", depot="depot-2")
    assert le(entrepot, SIRET, JOUR, "iae") is True


def test_geiq_et_prison_comptent_si_le_choix_le_dit(entrepot: Entrepot) -> None:
    entrepot.parametre("insertion_autres_comprise", "true")
    entrepot.fournisseur(SIRET, type_insertion="GEIQ")
    assert le(entrepot, SIRET, JOUR, "insertion") is True


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [(date(2022, 12, 31), 0.0), (date(2023, 1, 1), 1.0), (date(2024, 12, 31), 1.0), (date(2025, 1, 1), 0.0)],
)
def test_une_convention_expiree_n_est_plus_une_structure_d_insertion(
    entrepot: Entrepot, jour: date, attendu: float
) -> None:
    entrepot.fournisseur(
        SIRET, type_insertion="EI", statut_debut=date(2023, 1, 1), statut_fin=date(2024, 12, 31)
    )
    entrepot.depense(SIRET, 10, date_mandat=jour)
    entrepot.deriver()
    assert [fait.appartient for fait in entrepot.faits("F3.4")] == [attendu]


def test_le_statut_est_celui_du_jour_du_mandat_meme_en_journee_complementaire(entrepot: Entrepot) -> None:
    entrepot.fournisseur(SIRET, type_insertion="EI", statut_fin=date(2025, 12, 31))
    entrepot.depense(SIRET, 10, date_mandat=date(2026, 1, 20), exercice=2025)
    entrepot.deriver()
    assert [(f.jour, f.appartient) for f in entrepot.faits("F3.4")] == [(date(2025, 12, 31), 0.0)]


def test_l_insertion_et_le_lieu_sont_de_l_etablissement_le_reste_de_l_entreprise(entrepot: Entrepot) -> None:
    entrepot.fournisseur(
        FRERE,
        type_insertion="ESAT",
        categorie_entreprise="PME",
        ess=True,
        start_up=False,
        code_commune="13055",
    )
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    rang = entrepot.connexion.execute(
        "select stpa, tiers_departement, categorie, ess, start_up from depenses"
    ).fetchall()
    assert rang == [(None, None, "PME", True, False)]


@pytest.mark.parametrize(("valeur", "attendu"), [(True, True), (False, False), (None, None)])
def test_oui_non_et_vide_sont_trois_reponses(
    entrepot: Entrepot, valeur: bool | None, attendu: bool | None
) -> None:
    entrepot.fournisseur(SIRET, ess=valeur, start_up=valeur, esus=valeur)
    entrepot.depense(SIRET, 10, contrat_id="C1")
    entrepot.deriver()
    part = None if attendu is None else float(attendu)
    for code in ("F9.2", "F10.4", "L1"):
        assert [fait.appartient for fait in entrepot.faits(code)] == [part]


def test_une_esus_est_une_entreprise_de_l_ess(entrepot: Entrepot) -> None:
    entrepot.fournisseur(SIRET, esus=True, source="esus")
    assert le(entrepot, SIRET, JOUR, "ess") is True


@pytest.mark.parametrize(
    ("esus", "type_insertion", "attendu"),
    [(True, None, 1.0), (False, "EI", 1.0), (None, "ESAT", 1.0), (False, None, 0.0), (None, None, None)],
)
def test_est_solidaire_une_esus_ou_une_structure_d_insertion(
    entrepot: Entrepot, esus: bool | None, type_insertion: str | None, attendu: float | None
) -> None:
    entrepot.fournisseur(SIRET, esus=esus, type_insertion=type_insertion)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    assert [fait.appartient for fait in entrepot.faits("X1")] == [attendu]


@pytest.mark.parametrize(("choix", "attendu"), [("S1", 0.0), ("S2", 0.0), ("S3", 1.0)])
def test_le_cercle_des_entreprises_solidaires_est_un_choix(
    entrepot: Entrepot, choix: str, attendu: float
) -> None:
    entrepot.parametre("entreprises_solidaires", choix)
    entrepot.fournisseur(SIRET, esus=False, ess=True, type_insertion=None)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    assert [fait.appartient for fait in entrepot.faits("X1")] == [attendu]


@pytest.mark.parametrize("choix", ["S1", "S2", "S3"])
@pytest.mark.parametrize(
    ("statuts", "s1", "s3"),
    [
        ({"esus": True, "ess": None, "type_insertion": None}, 1.0, 1.0),
        ({"esus": False, "ess": True, "type_insertion": None}, 0.0, 1.0),
        ({"esus": False, "ess": False, "type_insertion": "EI"}, 0.0, 0.0),
        ({"esus": None, "ess": True, "type_insertion": "ESAT"}, None, 1.0),
        ({"esus": None, "ess": None, "type_insertion": "ESAT"}, None, None),
    ],
)
def test_s1_et_s3_se_lisent_a_cote_de_x1_quel_que_soit_le_cercle_choisi(
    entrepot: Entrepot, statuts: dict[str, Cellule], s1: float | None, s3: float | None, choix: str
) -> None:
    entrepot.parametre("entreprises_solidaires", choix)
    entrepot.fournisseur(SIRET, **statuts)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    for code, attendu in (("X1a", s1), ("X1b", s3)):
        assert [fait.appartient for fait in entrepot.faits(code)] == [attendu]
        sur, possible = 10 if attendu else 0, 0 if attendu == 0.0 else 10
        assert sommes(entrepot.faits(code)) == montants(10, sur, possible)
    assert entrepot.faits({"S1": "X1a", "S2": "X1", "S3": "X1b"}[choix]) == entrepot.faits("X1")


def test_la_part_de_l_ess_se_lit_sur_les_lignes_de_f9_2(entrepot: Entrepot) -> None:
    """30 € to the ESS under a contract, 20 € to the ESS without one, 50 € to others: 30 of 100."""
    entrepot.fournisseur(SIRET, ess=True)
    entrepot.fournisseur("22222222200022", ess=False)
    entrepot.depense(SIRET, 30, contrat_id="C1")
    entrepot.depense(SIRET, 20)
    entrepot.depense("22222222200022", 50, contrat_id="C2")
    entrepot.deriver()
    assert sommes(entrepot.faits("F9.2a")) == montants(100, 30, 30)
    assert entrepot.faits("F9.2a") == entrepot.faits("F9.2")


@pytest.mark.parametrize(
    ("commune", "code_postal", "departement", "communes", "region"),
    [
        ("13055", None, 1.0, 1.0, 1.0),
        ("13203", None, 1.0, 1.0, 1.0),
        ("84089", None, 0.0, 1.0, 1.0),  # Pertuis: in the Métropole, out of the Bouches-du-Rhône
        ("13004", None, 1.0, 0.0, 1.0),  # Arles: in the Bouches-du-Rhône, out of the Métropole
        ("83137", None, 0.0, 0.0, 1.0),
        ("69123", None, 0.0, 0.0, 0.0),
        ("2A004", None, 0.0, 0.0, 0.0),
        (None, "13100", 1.0, 1.0, 1.0),  # several communes, all of one territoire
        (None, "13567 CEDEX 02", 1.0, None, 1.0),
        (None, "84120", 0.0, None, 1.0),  # several communes, Pertuis among them
        (None, "69001", 0.0, 0.0, 0.0),
        (None, "98000", 0.0, 0.0, 0.0),
        (None, None, None, None, None),
    ],
)
def test_le_departement_les_communes_et_la_region_sont_trois_lieux(
    entrepot: Entrepot,
    commune: str | None,
    code_postal: str | None,
    departement: float | None,
    communes: float | None,
    region: float | None,
) -> None:
    entrepot.fournisseur(SIRET, code_commune=commune, code_postal=code_postal)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    lus = {code: [fait.appartient for fait in entrepot.faits(code)] for code in ("X7", "X7a", "X7b")}
    assert lus == {"X7": [departement], "X7a": [communes], "X7b": [region]}


def test_un_fournisseur_etranger_n_est_ni_des_communes_ni_de_la_region(entrepot: Entrepot) -> None:
    entrepot.depense("TVA:BE0123456789", 10, tiers_code_postal="13001")
    entrepot.deriver()
    for code in ("X7", "X7a", "X7b"):
        assert sommes(entrepot.faits(code)) == montants(10, 0, 0)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2020, 5, 1), "PME"),
        (date(2022, 5, 1), "PME"),
        (date(2023, 5, 1), "PME"),
        (date(2025, 5, 1), "ETI"),
    ],
)
def test_hors_de_ses_periodes_une_taille_est_la_derniere_connue_ou_la_premiere_a_venir(
    entrepot: Entrepot, jour: date, attendu: str
) -> None:
    entrepot.fournisseur(
        SIRET, categorie_entreprise="PME", statut_debut=date(2021, 1, 1), statut_fin=date(2022, 12, 31)
    )
    entrepot.fournisseur(
        SIRET, categorie_entreprise="ETI", statut_debut=date(2024, 1, 1), statut_fin=date(2024, 12, 31)
    )
    assert le(entrepot, SIRET, jour, "categorie") == attendu


def test_a_periode_egale_la_categorie_la_plus_recente_l_emporte(entrepot: Entrepot) -> None:
    entrepot.fournisseur(SIRET, categorie_entreprise="ETI", annee_categorie=2023)
    entrepot.fournisseur(SIRET, categorie_entreprise="PME", annee_categorie=2021)
    assert le(entrepot, SIRET, JOUR, "categorie") == "ETI"


@pytest.mark.parametrize(("tranche", "attendu"), [("01", True), ("NN", True), ("11", False), (None, None)])
def test_une_tpe_est_une_pme_de_moins_de_dix_salaries(
    entrepot: Entrepot, tranche: str | None, attendu: bool | None
) -> None:
    entrepot.fournisseur(SIRET, categorie_entreprise="PME", tranche_effectif=tranche)
    assert le(entrepot, SIRET, JOUR, "tpe") is attendu


@pytest.mark.parametrize(
    ("commune", "code_postal", "departement", "territoire"),
    [
        ("13055", None, "13", "Marseille-Provence"),
        ("13203", None, "13", "Marseille-Provence"),
        ("84089", "13001", "84", "Pays d'Aix"),
        ("97411", None, "974", None),
        ("2A004", None, "2A", None),
        ("99109", None, "hors France", None),
        (None, "13100", "13", "Pays d'Aix"),
        (None, "13567 CEDEX 02", "13", None),
        (None, "20000", "2A", None),
        (None, "20200", "2B", None),
        (None, "97400", "974", None),
        (None, "6000", "06", None),
        (None, "98000", "hors France", None),
        ("Marseille", "13001", "13", "Marseille-Provence"),
        (None, None, None, None),
    ],
)
def test_le_lieu_vient_de_la_commune_puis_du_code_postal(
    entrepot: Entrepot,
    commune: str | None,
    code_postal: str | None,
    departement: str | None,
    territoire: str | None,
) -> None:
    entrepot.fournisseur(SIRET, code_commune=commune, code_postal=code_postal)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    rang = entrepot.connexion.execute("select tiers_departement, tiers_territoire from depenses").fetchone()
    assert rang == (departement, territoire)


@pytest.mark.parametrize(
    ("identifiant", "departement", "part"),
    [
        ("HORS-UE:US123", "hors France", 0.0),
        ("TVA:BE0123456789", "hors France", 0.0),
        ("RIDET:123456", "988", 0.0),
        ("TVA:FR32111111111", "13", 1.0),
        ("111111111", "13", 1.0),
    ],
)
def test_un_identifiant_etranger_est_hors_france_un_numero_de_tva_francais_ne_l_est_pas(
    entrepot: Entrepot, identifiant: str, departement: str, part: float
) -> None:
    entrepot.depense(identifiant, 10, tiers_code_postal="13001")
    entrepot.deriver()
    assert entrepot.valeur("select tiers_departement from depenses") == departement
    assert [fait.appartient for fait in entrepot.faits("X7")] == [part]


def test_un_numero_de_tva_francais_designe_le_meme_siren(entrepot: Entrepot) -> None:
    entrepot.depense("TVA:FR32111111111", 10)
    entrepot.depense(SIRET, 10)
    entrepot.deriver()
    assert set(entrepot.appartenances("X8")) == {"111111111"}


def test_le_titulaire_prend_le_lieu_ecrit_dans_le_contrat_si_rien_d_autre_ne_le_dit(
    entrepot: Entrepot,
) -> None:
    entrepot.contrat("C1", titulaire_siret=SIRET, titulaire_departement="Vaucluse")
    entrepot.contrat("C2", titulaire_siret=SIRET, titulaire_code_commune="13204")
    entrepot.contrat("C3", titulaire_siret=SIRET, titulaire_code_postal="69001", titulaire_departement="13")
    entrepot.deriver()
    rangs = entrepot.connexion.execute("select departement from titulaires order by contrat_no").fetchall()
    assert rangs == [("84",), ("13",), ("69",)]
