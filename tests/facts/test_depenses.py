"""R4, R5, R6, R8: what is a purchase, of which exercice, for how much; F1.4, F3, F9.2, F10.4, X5, X7, X9."""

from datetime import date

import pytest

from spaser.ingest.kinds.depenses import NATURES
from tests.facts.entrepot import Entrepot
from tests.facts.lecture import montants, sommes

EI, ESAT, DEUX, ORDINAIRE = ("11111111100011", "22222222200022", "33333333300033", "44444444400044")


@pytest.fixture(autouse=True)
def _structures(entrepot: Entrepot) -> None:
    entrepot.fournisseur(EI, type_insertion="EI", code_commune="13055", ess=True, start_up=False)
    entrepot.fournisseur(ESAT, type_insertion="ESAT", code_commune="84089", ess=True, start_up=False)
    entrepot.fournisseur(DEUX, type_insertion="EI", ess=False, start_up=False)
    entrepot.fournisseur(DEUX, type_insertion="EA", source="esat", depot="depot-2")
    entrepot.fournisseur(ORDINAIRE, type_insertion=None, code_commune="69123", ess=False, start_up=True)


@pytest.mark.parametrize(
    ("nature", "compte", "achat"),
    [
        ("achat", "6411", True),
        ("subvention", "6042", False),
        ("personnel", "6042", False),
        ("penalites", "6042", False),
        ("interets_moratoires", "6042", False),
        (None, "6042", True),
        (None, "6574", False),
        (None, "64111", False),
        (None, None, True),
        ("Frais divers", "6042", True),
        ("Frais divers", "6574", False),
        ("6068", None, True),
    ],
)
def test_la_nature_decide_de_l_achat_sinon_le_compte(
    entrepot: Entrepot, nature: str | None, compte: str | None, achat: bool
) -> None:
    entrepot.depense(ORDINAIRE, 10, nature_depense=nature, compte=compte)
    entrepot.deriver()
    assert len(entrepot.faits("X7")) == int(achat)


@pytest.mark.parametrize("nature", NATURES)
def test_chaque_nature_que_l_import_connait_decide_seule(entrepot: Entrepot, nature: str) -> None:
    """The list of the import and that of R4 are one: whatever the account, a known nature is a purchase or is not."""
    for rang, compte in enumerate(("6042", "6574")):
        entrepot.depense(ORDINAIRE, 10 + rang, nature_depense=nature, compte=compte)
    entrepot.deriver()
    assert len(entrepot.faits("X7")) == (2 if nature == "achat" else 0)


def test_une_annulation_vient_en_deduction_du_meme_exercice(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 100, mandat_id="M1")
    entrepot.depense(EI, -30, mandat_id="M1", annulation=True)
    entrepot.depense(ORDINAIRE, 130)
    entrepot.deriver()
    assert sommes(entrepot.faits("F3.1")) == montants(200, 70, 70)


def test_deux_lignes_d_un_mandat_ont_deux_cles_un_numero_repris_l_annee_suivante_une_seule(
    entrepot: Entrepot,
) -> None:
    entrepot.depense(EI, 1, mandat_id="M1", ligne=10)
    entrepot.depense(EI, 2, mandat_id="M1", ligne=11)
    entrepot.depense(EI, 3, mandat_id="M2", ligne=12)
    entrepot.depense(EI, 4, mandat_id="M2", ligne=13, date_mandat=date(2024, 1, 5))
    entrepot.deriver()
    assert [fait.cle for fait in entrepot.faits("F3.1")] == ["M1 · ligne 10", "M1 · ligne 11", "M2", "M2"]


def test_la_journee_complementaire_appartient_a_l_exercice(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 1, date_mandat=date(2026, 1, 25), exercice=2025)
    entrepot.depense(EI, 2, date_mandat=date(2025, 12, 30), exercice=2026)
    entrepot.deriver()
    assert {(fait.jour, int(fait.montant or 0)) for fait in entrepot.faits("F3.1")} == {
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 2),
    }


@pytest.mark.parametrize(
    ("type_achat", "perimetre"),
    [
        ("marche", "marches"),
        ("ugap", "marches"),
        ("hors_contrat", "marches"),
        (None, "marches"),
        ("dsp", "concessions"),
        ("cosp", "concessions"),
    ],
)
def test_dsp_et_cosp_sont_des_concessions_tout_le_reste_des_marches(
    entrepot: Entrepot, type_achat: str | None, perimetre: str
) -> None:
    entrepot.depense(EI, 10, type_achat=type_achat)
    entrepot.deriver()
    assert [fait.perimetre for fait in entrepot.faits("X7")] == [perimetre]


def test_un_montant_hors_taxe_estime_reste_signale(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 10, montant_estime=True)
    entrepot.deriver()
    assert entrepot.valeur("select montant_estime from depenses") is True


def test_une_structure_des_deux_secteurs_compte_une_fois_dans_l_union(entrepot: Entrepot) -> None:
    for siret, montant in ((EI, 100), (ESAT, 20), (DEUX, 3), (ORDINAIRE, 877)):
        entrepot.depense(siret, montant)
    entrepot.deriver()
    assert sommes(entrepot.faits("F3.1")) == montants(1000, 123, 123)
    assert sommes(entrepot.faits("F3.3")) == montants(1000, 23, 23)
    assert sommes(entrepot.faits("F3.4")) == montants(1000, 103, 103)


def test_un_sous_traitant_paye_directement_compte_dans_les_achats_inclusifs(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 40, role_tiers="sous_traitant", contrat_id="C1")
    entrepot.deriver()
    assert sommes(entrepot.faits("F3.1")) == sommes(entrepot.faits("F9.2")) == montants(40, 40, 40)


def test_l_evolution_compare_chaque_annee_avec_ses_propres_statuts(entrepot: Entrepot) -> None:
    nouvelle = "55555555500055"
    entrepot.fournisseur(nouvelle, type_insertion="EI", statut_debut=date(2025, 1, 1))
    for annee in (2024, 2025):
        entrepot.depense(nouvelle, 10, date_mandat=date(annee, 7, 1))
        entrepot.depense(ORDINAIRE, 30, date_mandat=date(annee, 7, 1))
    entrepot.deriver()
    faits = entrepot.faits("F3.4")
    assert sommes(faits, 2024) == montants(40, 0, 0)
    assert sommes(faits, 2025) == montants(40, 10, 10)


def test_l_ess_des_contrats_publics_ne_prend_que_les_lignes_rattachees(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 10, contrat_id="C1")
    entrepot.depense(EI, 20)
    entrepot.depense(EI, 30, contrat_id=" ")
    entrepot.depense("99999999900099", 5, contrat_id="C1")
    entrepot.depense("99999999900099", 7)
    entrepot.deriver()
    assert sommes(entrepot.faits("F9.2")) == montants(72, 10, 15)


def test_les_achats_aux_start_up(entrepot: Entrepot) -> None:
    entrepot.depense(ORDINAIRE, 10)
    entrepot.depense(EI, 20)
    entrepot.deriver()
    assert sommes(entrepot.faits("F10.4")) == montants(30, 10, 10)


def test_la_part_du_departement_suit_l_etablissement_paye(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 80)
    entrepot.depense(ESAT, 15)
    entrepot.depense("HORS-UE:US1", 5)
    entrepot.depense("99999999900099", 7)
    entrepot.depense("88888888800088", 3, tiers_code_postal="13001")
    entrepot.deriver()
    assert sommes(entrepot.faits("X7")) == montants(110, 83, 90)


@pytest.mark.parametrize(
    ("famille", "attendu"),
    [("Gobelets jetables", 1.0), ("GOBELETS  JETABLES", 1.0), ("Papier", 0.0), (None, None)],
)
def test_le_plastique_a_usage_unique_se_reconnait_a_sa_famille(
    entrepot: Entrepot, famille: str | None, attendu: float | None
) -> None:
    entrepot.parametre("familles_puu", "Bouteilles d'eau, gobelets jetables,")
    entrepot.depense(EI, 10, famille=famille)
    entrepot.deriver()
    assert [fait.appartient for fait in entrepot.faits("X5")] == [attendu]


def test_sans_liste_de_familles_le_plastique_a_usage_unique_est_inconnu(entrepot: Entrepot) -> None:
    entrepot.depense(EI, 10, famille="Gobelets")
    entrepot.deriver()
    assert sommes(entrepot.faits("X5")) == montants(10, 0, 10)


CONFLITS = [
    "interets_moratoires",
    "indemnite_forfaitaire",
    "transaction",
    "condamnation",
    "interets_legaux",
    "frais_l761",
    "mediation",
]


@pytest.mark.parametrize("nature", CONFLITS)
def test_le_cout_des_retards_se_rapporte_aux_achats_sans_s_y_ajouter(entrepot: Entrepot, nature: str) -> None:
    entrepot.depense(ORDINAIRE, 1000)
    entrepot.depense(ORDINAIRE, 40, nature_depense=nature)
    entrepot.depense(ORDINAIRE, 500, nature_depense="penalites")
    entrepot.deriver()
    assert sommes(entrepot.faits("F1.4")) == montants(1000, 40, 40)


@pytest.mark.parametrize("nature", [None, "Frais divers"])
def test_un_depot_qui_ne_dit_jamais_la_nature_laisse_le_cout_des_retards_inconnu(
    entrepot: Entrepot, nature: str | None
) -> None:
    entrepot.depense(ORDINAIRE, 1000, nature_depense=nature)
    entrepot.deriver()
    assert sommes(entrepot.faits("F1.4")) == montants(1000, 0, 1000)


def test_une_nature_vide_parmi_d_autres_est_un_achat_ordinaire(entrepot: Entrepot) -> None:
    entrepot.depense(ORDINAIRE, 1000, nature_depense=None)
    entrepot.depense(ORDINAIRE, 40, nature_depense="transaction")
    entrepot.deriver()
    assert sommes(entrepot.faits("F1.4")) == montants(1000, 40, 40)


@pytest.mark.parametrize(
    ("facture", "service", "paiement", "suspension", "jours", "retard"),
    [
        (date(2025, 1, 1), None, date(2025, 1, 31), None, 30, 0.0),
        (date(2025, 1, 1), None, date(2025, 2, 1), None, 31, 1.0),
        (date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 31), 0, 20, 0.0),
        (date(2025, 1, 1), None, date(2025, 2, 10), 15, 25, 0.0),
        (date(2025, 1, 1), None, date(2025, 1, 1), None, 0, 0.0),
        (date(2025, 1, 1), None, None, None, None, None),
        (None, None, date(2025, 1, 1), None, None, None),
        (date(2025, 3, 1), None, date(2025, 1, 1), None, None, None),
    ],
)
def test_le_delai_va_de_la_facture_ou_du_service_fait_au_paiement(
    entrepot: Entrepot,
    facture: date | None,
    service: date | None,
    paiement: date | None,
    suspension: int | None,
    jours: int | None,
    retard: float | None,
) -> None:
    entrepot.depense(
        ORDINAIRE,
        10,
        date_facture=facture,
        date_service_fait=service,
        date_paiement=paiement,
        jours_suspension=suspension,
    )
    entrepot.depense(ORDINAIRE, -10, date_facture=facture, date_paiement=paiement, annulation=True)
    entrepot.deriver()
    assert [fait.montant for fait in entrepot.faits("X9")] == [jours]
    assert [fait.appartient for fait in entrepot.faits("X9.2")] == [retard]
