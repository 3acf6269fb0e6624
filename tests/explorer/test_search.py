"""The search: what is typed finds what was meant, filters and perimeters hold, nothing typed can break it."""

from decimal import Decimal

import pytest

from spaser.measure import Filters, Perimeter, measure
from spaser.measure.search import Demande, contracts, suppliers
from spaser.store import OpenVersion
from tests.explorer.conftest import AIX, MARSEILLE
from tests.extraits import SIRET_A, SIRET_B, SIRET_C

TOUT = Perimeter.tout()
CHEZ_AIX = Perimeter(frozenset({AIX}), None, nominatif=True)
ANNEE = Filters(2026)
A, B, C = (siret[:9] for siret in (SIRET_A, SIRET_B, SIRET_C))


def contrats_de(version: OpenVersion, texte: str, perimetre: Perimeter = TOUT) -> list[str]:
    return [c.cle for c in contracts(version, Demande(texte, toutes=True), ANNEE, perimetre).lignes]


def fournisseurs_de(version: OpenVersion, texte: str, perimetre: Perimeter = TOUT) -> list[str]:
    return [f.siren for f in suppliers(version, Demande(texte, toutes=True), ANNEE, perimetre).lignes]


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("2026M001", ["2026M001"]),
        ("2026 M 001", ["2026M001"]),
        ("M00", ["2026M004", "2026M003", "2026M002", "2026M001"]),
        ("refection", ["2026M001"]),
        ("CHAUSSÉES réfection", ["2026M001"]),
        ("chausée", ["2026M001"]),
        ("netoyage", ["2026M002"]),
        ("nettoyge des locaux", ["2026M002"]),
        ("oeuvres", ["2026M004"]),
        ("l’œuvre", ["2026M004"]),
        ("beton", ["2026M002", "2026M001"]),
        ("béton chaussées", ["2026M001"]),
        ("béton encombrants", []),
        ("zzzzzz", []),
    ],
)
def test_un_contrat_se_trouve_par_numero_objet_ou_titulaire(
    publiee: OpenVersion, texte: str, attendus: list[str]
) -> None:
    assert contrats_de(publiee, texte) == attendus


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("ombriere", [A]),
        ("OMBRIÈRE societe", [A]),
        ("ombrire", [A]),
        ("façade", [C]),
        (SIRET_B, [B]),
        ("000 000 026 00013", [B]),
        ("00000003 4", [C]),
        (C, [C]),
        ("azur", [B]),
    ],
)
def test_un_fournisseur_se_trouve_par_nom_siren_ou_siret(
    publiee: OpenVersion, texte: str, attendus: list[str]
) -> None:
    assert fournisseurs_de(publiee, texte) == attendus


def test_le_mot_exact_vient_avant_le_mot_approchant(publiee: OpenVersion) -> None:
    exacte = contracts(publiee, Demande("collecte", toutes=True), ANNEE, TOUT)
    approchante = contracts(publiee, Demande("colecte", toutes=True), ANNEE, TOUT)
    assert {c.rang for c in exacte.lignes} == {0}
    assert {c.rang for c in approchante.lignes} == {3}
    assert (exacte.approchants, approchante.approchants) == (0, 2)


@pytest.mark.parametrize(
    "texte",
    [
        "%_'\";--",
        "(.*)+[a-z]{9}\\",
        "'; drop table contrats; --",
        "\x00\u202e\u0000",
        "🦆",
        "$1 $texte ?",
        "a" * 10_000,
        "x y " * 2_500,
        "' or 1=1 --",
    ],
)
def test_un_texte_hostile_ne_casse_rien(publiee: OpenVersion, texte: str) -> None:
    avant = contracts(publiee, Demande(toutes=True), ANNEE, TOUT).total
    contracts(publiee, Demande(texte, toutes=True), ANNEE, TOUT)
    suppliers(publiee, Demande(texte, toutes=True), ANNEE, TOUT)
    assert contracts(publiee, Demande(toutes=True), ANNEE, TOUT).total == avant == 7


def test_le_pour_cent_et_le_souligne_ne_sont_pas_des_jokers(publiee: OpenVersion) -> None:
    assert contrats_de(publiee, "2026M%_7") == ["2026M%_7"]
    assert contrats_de(publiee, "2026%9") == []
    assert contrats_de(publiee, "2026M_01") == []


def test_l_exercice_et_les_filtres_bornent_la_recherche(publiee: OpenVersion) -> None:
    trouves = contracts(publiee, Demande("collecte"), ANNEE, TOUT)
    assert ([c.cle for c in trouves.lignes], trouves.ailleurs) == (["2025A001-MS1"], 1)
    filtres = Filters(2026, dga=("EAD",), territoires=(AIX,))
    assert [c.cle for c in contracts(publiee, Demande(), filtres, TOUT).lignes] == [
        "2026M003",
        "2025A001-MS1",
    ]


def test_un_fournisseur_compte_les_paiements_de_l_exercice(publiee: OpenVersion) -> None:
    (a,) = suppliers(publiee, Demande("ombriere"), ANNEE, TOUT).lignes
    # 30 000 + 1 500 − 500 ; en 2026 : 2026M001, 2026M003, 2026M%_7 et le marché subséquent
    assert (a.montant, a.paiements, a.contrats) == (Decimal(31_000), 3, 4)
    (a,) = suppliers(publiee, Demande("ombriere", toutes=True), ANNEE, TOUT).lignes
    assert (a.montant, a.paiements, a.contrats) == (Decimal(41_000), 4, 5)
    (a,) = suppliers(publiee, Demande("ombriere"), Filters(2026, domaines=("Déchets",)), TOUT).lignes
    assert a.montant == Decimal(1_500)


def test_les_pages_se_suivent_sans_trou(publiee: OpenVersion) -> None:
    toutes = contracts(publiee, Demande(toutes=True), ANNEE, TOUT).lignes
    pages = [contracts(publiee, Demande(toutes=True), ANNEE, TOUT, limit=3, offset=n) for n in (0, 3, 6, 9)]
    assert tuple(c for page in pages for c in page.lignes) == toutes
    assert {page.total for page in pages} == {7}


def test_les_listes_separent_non_et_non_renseigne(publiee: OpenVersion) -> None:
    env = contracts(publiee, Demande(liste="sans-environnement"), ANNEE, TOUT)
    assert [c.cle for c in env.lignes] == ["2026M%_7", "2026M003", "2026M002"]
    assert (env.total, env.non, env.inconnus) == (3, 2, 1)
    non = contracts(publiee, Demande(liste="sans-environnement", reponse="non"), ANNEE, TOUT)
    assert [c.cle for c in non.lignes] == ["2026M%_7", "2026M002"]
    inconnu = contracts(publiee, Demande(liste="sans-environnement", reponse="inconnu"), ANNEE, TOUT)
    assert [c.cle for c in inconnu.lignes] == ["2026M003"]
    aucune = contracts(publiee, Demande(liste="sans-consideration"), ANNEE, TOUT)
    assert [c.cle for c in aucune.lignes] == ["2026M003", "2026M002"]
    grands = contracts(publiee, Demande(liste="sans-consideration", montant_min=300_000), ANNEE, TOUT)
    assert [c.cle for c in grands.lignes] == ["2026M003"]


@pytest.mark.parametrize(("liste", "code"), [("sans-environnement", "F2.3"), ("sans-social", "F2.4")])
def test_une_liste_complete_le_numerateur_de_son_indicateur(
    publiee: OpenVersion, liste: str, code: str
) -> None:
    (m,) = measure(publiee, code, ANNEE, TOUT)
    demande = Demande(liste="sans-environnement" if liste == "sans-environnement" else "sans-social")
    trouves = contracts(publiee, demande, ANNEE, TOUT)
    assert trouves.total + m.numerateur == m.denominateur == 5
    assert trouves.inconnus == m.inconnus


def test_les_accords_cadres_a_echeance_courent_encore(publiee: OpenVersion) -> None:
    demande = Demande(liste="accords-cadres-a-echeance")
    # Fin le 31/12/2028 : à moins de 36 mois du 30/06/2026, à plus de 36 mois du 30/06/2025.
    assert [c.cle for c in contracts(publiee, demande, ANNEE, TOUT).lignes] == ["2025A001"]
    avant = Filters(2025, arrete=None)
    assert [c.cle for c in contracts(publiee, demande, avant, TOUT).lignes] == ["2025A001"]


def test_un_perimetre_cache_contrats_paiements_et_fournisseurs(publiee: OpenVersion) -> None:
    assert contrats_de(publiee, "oeuvres", CHEZ_AIX) == []
    assert contrats_de(publiee, "2026M00", CHEZ_AIX) == ["2026M003", "2026M001"]
    assert fournisseurs_de(publiee, "facades", CHEZ_AIX) == []
    assert fournisseurs_de(publiee, SIRET_C, CHEZ_AIX) == []
    vus = suppliers(publiee, Demande(toutes=True), ANNEE, CHEZ_AIX)
    assert {f.siren for f in vus.lignes} == {A, B}
    assert (vus.total, vus.ailleurs) == (2, 0)
    assert {f.siren: f.montant for f in vus.lignes}[A] == Decimal(39_500)
    rien = Perimeter(frozenset(), None)
    vide = contracts(publiee, Demande(toutes=True), ANNEE, rien)
    assert (vide.total, vide.ailleurs, vide.lignes) == (0, 0, ())
    assert suppliers(publiee, Demande(toutes=True), ANNEE, rien).total == 0


def test_les_deux_conditions_d_un_perimetre_tiennent_ensemble(publiee: OpenVersion) -> None:
    perimetre = Perimeter(frozenset({MARSEILLE}), frozenset({"CPAJ"}), nominatif=True)
    assert contrats_de(publiee, "", perimetre) == ["2026M004"]
    assert fournisseurs_de(publiee, "", perimetre) == [C]
