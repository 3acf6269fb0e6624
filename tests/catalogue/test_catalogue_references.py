"""The words of an extract are recognised in the reference lists, whatever their spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from spaser.catalogue import Catalogue, ElementReference, cle_de_comparaison, load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("ecrit", "canonique"),
    [
        ("Déchets", "Déchets"),
        ("DECHETS", "Déchets"),
        ("gestion  des déchets ", "Déchets"),
        ("Eau/Assainissement", "Eau et assainissement"),
        ("voirie & espace public", "Voirie et espace public"),
        ("Maitrise d’oeuvre", "Prestations intellectuelles"),
        ("Moyens généraux", "Moyens généraux"),
    ],
)
def test_un_domaine_est_reconnu(ecrit: str, canonique: str) -> None:
    assert CATALOGUE.domaine(ecrit) == canonique


@pytest.mark.parametrize(
    ("ecrit", "canonique"),
    [
        ("EAD", "EAD"),
        ("EAD (Eau, Assainissement, Déchets)", "EAD"),
        ("dga eau, assainissement et dechets", "EAD"),
        ("Commande publique et affaires juridiques", "CPAJ"),
        ("AGMG", "Affaires Générales et Moyens Généraux"),
        ("affaires generales et moyens generaux", "Affaires Générales et Moyens Généraux"),
        ("Mission Égalité F/H", "Mission Égalité Femmes/Hommes"),
        ("Mobilité, Déplacements, Transports, Espace Public et Voirie", "MDTEPV"),
    ],
)
def test_une_dga_est_reconnue(ecrit: str, canonique: str) -> None:
    assert CATALOGUE.dga_de(ecrit) == canonique


@pytest.mark.parametrize(
    ("ecrit", "canonique"),
    [
        ("CT2", "Pays d'Aix"),
        ("ct 2", "Pays d'Aix"),
        ("Conseil de territoire du Pays d’Aix", "Pays d'Aix"),
        ("PAYS D'AUBAGNE ET DE L'ETOILE", "Pays d'Aubagne et de l'Étoile"),
        ("Istres Ouest-Provence", "Istres-Ouest Provence"),
        ("Métropole", "Métropole (transversal)"),
        ("tous territoires", "Métropole (transversal)"),
    ],
)
def test_un_territoire_est_reconnu(ecrit: str, canonique: str) -> None:
    assert CATALOGUE.territoire(ecrit) == canonique


@pytest.mark.parametrize("ecrit", ["Espace intersidéral", "", " - ", "Travaux", "Fournitures"])
def test_un_domaine_inconnu_ou_ambigu_n_est_pas_devine(ecrit: str) -> None:
    assert CATALOGUE.domaine(ecrit) is None


def test_les_sept_territoires_ont_leur_valeur_canonique() -> None:
    assert [element.nom for element in CATALOGUE.territoires] == [
        "Marseille-Provence",
        "Pays d'Aix",
        "Pays Salonais",
        "Pays d'Aubagne et de l'Étoile",
        "Istres-Ouest Provence",
        "Pays de Martigues",
        "Métropole (transversal)",
    ]


def test_les_92_communes_se_repartissent_entre_les_six_territoires() -> None:
    communes = {territoire.nom: territoire.communes for territoire in CATALOGUE.territoires}
    assert [len(codes) for codes in communes.values()] == [18, 36, 17, 12, 6, 3, 0]
    toutes = [code for codes in communes.values() for code in codes]
    assert sum(code.startswith("13") for code in toutes) == 90
    assert "84089" in communes["Pays d'Aix"], "Pertuis"
    assert "83120" in communes["Pays d'Aubagne et de l'Étoile"], "Saint-Zacharie"
    assert "13055" in communes["Marseille-Provence"], "Marseille"


@pytest.mark.parametrize(
    ("elements", "cherche", "valeur"),
    [
        (CATALOGUE.domaines, CATALOGUE.domaine, lambda element: element.nom),
        (CATALOGUE.dga, CATALOGUE.dga_de, lambda element: element.code),
        (CATALOGUE.territoires, CATALOGUE.territoire, lambda element: element.nom),
    ],
    ids=["domaines", "dga", "territoires"],
)
def test_tout_nom_de_la_liste_revient_a_son_element_meme_en_capitales_sans_accents(
    elements: tuple[ElementReference, ...],
    cherche: Callable[[str], str | None],
    valeur: Callable[[ElementReference], str],
) -> None:
    for element in elements:
        for nom in (element.code, element.nom, *element.alias):
            nu = "".join(c for c in unicodedata.normalize("NFD", nom.upper()) if not unicodedata.combining(c))
            assert cherche(nu) == valeur(element), nom


def test_un_seul_domaine_porte_les_dechets_et_un_seul_les_moyens_generaux() -> None:
    assert [d.nom for d in CATALOGUE.domaines if d.dechets] == ["Déchets"]
    assert [d.nom for d in CATALOGUE.domaines if d.moyens_generaux] == ["Moyens généraux"]


def test_les_themes_des_extraits_sont_sous_leur_famille() -> None:
    parents = {sujet.code: sujet.parent for sujet in CATALOGUE.sujets}
    familles = {sujet.code: sujet.famille for sujet in CATALOGUE.sujets}
    assert parents["dechets_tri"] == "dechets"
    assert parents["recycle"] == "reemploi_recycle_biosource"
    assert parents["handicap"] == "insertion_handicap"
    assert {code for code, parent in parents.items() if parent is None} == {"ENV", "SOC", "RSE"}
    assert familles["commerce_equitable"] == "SOC"
    assert familles["biodiversite"] == "ENV"


@pytest.mark.parametrize(
    ("compte", "exclu"),
    [("6574", True), ("64111", True), ("6611", True), ("2041411", True), ("6355", True), ("739211", True)],
)
def test_un_compte_qui_n_est_pas_un_achat_est_exclu(compte: str, exclu: bool) -> None:
    assert _est_exclu(CATALOGUE, compte) == exclu


@pytest.mark.parametrize("compte", ["6512", "651", "6218", "611", "6042", "2315", "21578", "6711"])
def test_licences_interim_et_interets_moratoires_ne_sont_pas_exclus(compte: str) -> None:
    assert not _est_exclu(CATALOGUE, compte)


def _est_exclu(catalogue: Catalogue, compte: str) -> bool:
    return any(compte.startswith(exclu.prefixe) for exclu in catalogue.comptes_exclus)


def test_la_cle_de_comparaison_ignore_casse_accents_et_ponctuation() -> None:
    assert cle_de_comparaison("  L’Œuvre — d'ÉTÉ (n° 2) ") == "l oeuvre d ete n 2"


def test_les_axes_ont_quatre_couleurs_lisibles_sur_fond_blanc() -> None:
    couleurs = [axe.couleur for axe in CATALOGUE.axes]
    assert len(set(couleurs)) == 4
    for couleur in couleurs:
        assert 1.05 / (_luminance(couleur) + 0.05) >= 3.0, couleur


def _luminance(couleur: str) -> float:
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineaires = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return sum(poids * c for poids, c in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True))
