"""A broken catalogue is refused with its file, the place in the document and the reason in French."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from spaser.catalogue import CatalogueError, Probleme, load_catalogue

EXEMPLE = Path(__file__).parent / "communaute-exemple.yaml"
Document = dict[str, Any]
VALIDE: Document = yaml.safe_load(EXEMPLE.read_text(encoding="utf-8"))


def refus(chemin: Path) -> tuple[Probleme, ...]:
    with pytest.raises(CatalogueError) as leve:
        load_catalogue(chemin)
    assert str(chemin) in str(leve.value)
    return leve.value.problemes


def refus_apres(dossier: Path, modifier: Callable[[Document], object]) -> tuple[Probleme, ...]:
    document = copy.deepcopy(VALIDE)
    modifier(document)
    chemin = dossier / "casse.yaml"
    chemin.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return refus(chemin)


def beside(document: Document, **champs: object) -> None:
    """Add a figure beside F1.1, with what is wrong in it."""
    figure = {
        **copy.deepcopy(document["indicateurs"][0]),
        "code": "F1.1a",
        "groupe": "a_cote",
        "a_cote_de": "F1.1",
        "vue": "f1_1a",
        "requete": "facts/f1/F1.1a.sql",
        "cibles": [],
    }
    document["a_cote"] = [{**figure, **champs}]


FORMES: list[tuple[str, Callable[[Document], object], str, str]] = [
    (
        "année de cible illisible",
        lambda d: d["indicateurs"][0]["cibles"][0].update(annee="bientôt"),
        "indicateurs[0].cibles[0].annee",
        "un nombre entier est attendu ; lu : 'bientôt'",
    ),
    (
        "date de décision illisible",
        lambda d: d["indicateurs"][0]["cibles"][1].update(valide_du="en février"),
        "indicateurs[0].cibles[1].valide_du",
        "une date est attendue (AAAA-MM-JJ) ; lu : 'en février'",
    ),
    (
        "clé inconnue",
        lambda d: d["indicateurs"][1].update(cible=[]),
        "indicateurs[1].cible",
        "clé inconnue du catalogue (faute de frappe ?)",
    ),
    (
        "clé obligatoire absente",
        lambda d: d["indicateurs"][1].pop("libelle"),
        "indicateurs[1].libelle",
        "information obligatoire absente",
    ),
    (
        "libellé vide",
        lambda d: d["indicateurs"][1].update(libelle="  "),
        "indicateurs[1].libelle",
        "le texte est vide ; lu : '  '",
    ),
    (
        "nature inconnue",
        lambda d: d["indicateurs"][1].update(nature="médiane"),
        "indicateurs[1].nature",
        "valeur inconnue",
    ),
    (
        "requête hors du dossier des faits",
        lambda d: d["indicateurs"][1].update(requete="../F2.1.sql"),
        "indicateurs[1].requete",
        "forme inattendue",
    ),
    (
        "siren trop court",
        lambda d: d["autorite"].update(siren="1234"),
        "autorite.siren",
        "forme inattendue",
    ),
    (
        "département sans guillemets",
        lambda d: d["autorite"].update(departement=35),
        "autorite.departement",
        "un texte est attendu (l'écrire entre guillemets) ; lu : 35",
    ),
    (
        "part au-dessus de 1",
        lambda d: d["reglages"].update(taux_rejet_max=5),
        "reglages.taux_rejet_max",
        "la valeur doit être au plus 1",
    ),
    (
        "paramètre qui n'est pas une valeur simple",
        lambda d: d["choix"][0].update(valeur=["flux", "stock"]),
        "choix[0].valeur",
        "une valeur simple est attendue (texte, nombre, date, true ou false)",
    ),
    ("aucune fiche", lambda d: d.update(fiches=[]), "fiches", "la liste est vide"),
]

COHERENCES: list[tuple[str, Callable[[Document], object], str, str]] = [
    (
        "fiche inexistante",
        lambda d: d["indicateurs"][0].update(fiche="F9"),
        "indicateurs[0].fiche",
        "la fiche « F9 » n'existe pas",
    ),
    (
        "axe d'un indicateur autre que celui de sa fiche",
        lambda d: d["indicateurs"][0].update(axe=2),
        "indicateurs[0].axe",
        "la fiche F1 est dans l'axe 1",
    ),
    (
        "axe inexistant",
        lambda d: d["fiches"][1].update(axe=7),
        "fiches[1].axe",
        "l'axe 7 n'existe pas",
    ),
    (
        "indicateur du schéma sans fiche",
        lambda d: d["indicateurs"][1].update(fiche=None),
        "indicateurs[1].fiche",
        "un indicateur du schéma appartient à une fiche",
    ),
    (
        "règle inexistante",
        lambda d: d["indicateurs"][0].update(regles=["R1", "R8"]),
        "indicateurs[0].regles[1]",
        "« R8 » n'est ni une règle ni un moyen du catalogue",
    ),
    (
        "choix inexistant",
        lambda d: d["indicateurs"][0].update(choix=["A3"]),
        "indicateurs[0].choix[0]",
        "« A3 » n'est pas un choix de décompte du catalogue",
    ),
    (
        "code d'indicateur en double",
        lambda d: d["indicateurs"][1].update(code="F1.1"),
        "indicateurs[1].code",
        "« F1.1 » est déjà pris par indicateurs[0]",
    ),
    (
        "moyen en double",
        lambda d: d["fiches"][1]["objectifs"][0]["moyens"][0].update(code="M1"),
        "fiches[1].objectifs[0].moyens[0].code",
        "« M1 » est déjà pris par fiches[0].objectifs[0].moyens[0]",
    ),
    (
        "vue qui n'est pas celle du code",
        lambda d: d["indicateurs"][0].update(vue="f9_9"),
        "indicateurs[0].vue",
        "la vue devrait s'appeler f1_1",
    ),
    (
        "fichier de requête d'un autre code",
        lambda d: d["indicateurs"][0].update(requete="facts/f1/F1.2.sql"),
        "indicateurs[0].requete",
        "le fichier devrait s'appeler F1.1.sql",
    ),
    (
        "cible en pourcentage au lieu d'une fraction",
        lambda d: d["indicateurs"][0]["cibles"][1].update(valeur=60),
        "indicateurs[0].cibles[1].valeur",
        "une cible de taux s'écrit en fraction (0.30 pour 30 %) ; lu : 60.0",
    ),
    (
        "cible avant le schéma",
        lambda d: d["indicateurs"][0]["cibles"][1].update(annee=2019),
        "indicateurs[0].cibles[1].annee",
        "l'année 2019 précède le schéma (2024)",
    ),
    (
        "deux cibles valides le même jour",
        lambda d: d["indicateurs"][0]["cibles"][0].pop("valide_au"),
        "indicateurs[0].cibles[1]",
        "valide en même temps que cibles[0] pour la même année 2026",
    ),
    (
        "unité qui ne va pas avec la nature",
        lambda d: d["indicateurs"][1].update(nature="part"),
        "indicateurs[1].unite",
        "l'unité « heures » ne va pas avec la nature « part »",
    ),
    (
        "effectif annoncé différent",
        lambda d: d["effectifs"].update(moyens=4),
        "effectifs.moyens",
        "4 annoncés, 3 décrits dans le document",
    ),
    (
        "dga inconnue d'une fiche",
        lambda d: d["fiches"][1].update(dga=["TECH", "COM"]),
        "fiches[1].dga[1]",
        "la DGA « COM » n'est pas dans la liste de référence",
    ),
    (
        "note de bas de page inexistante",
        lambda d: d["fiches"][0]["objectifs"][0]["moyens"][1].update(notes=[8]),
        "fiches[0].objectifs[0].moyens[1].notes[0]",
        "la note 8 n'existe pas",
    ),
    (
        "alias pris par deux domaines, à la casse près",
        lambda d: d["domaines"][1].update(alias=["b.t.p. & travaux", "Btp"]),
        "domaines[1]",
        "« Btp » désigne déjà domaines[0] (Travaux)",
    ),
    (
        "alias sans lettre",
        lambda d: d["territoires"][0].update(alias=["--"]),
        "territoires[0]",
        "le nom « -- » n'a ni lettre ni chiffre",
    ),
    (
        "commune dans deux territoires",
        lambda d: d["territoires"].append({"code": "SUD", "nom": "Sud", "communes": ["35001", "35238"]}),
        "territoires[1].communes[1]",
        "la commune 35238 est déjà dans territoires[0]",
    ),
    (
        "base 2020 différente du chiffre clé",
        lambda d: d["chiffres_2020"][0].update(valeur=1300),
        "chiffres_2020[0].comparable_a",
        "la base de F2.1 (1200.0) est différente",
    ),
    (
        "chiffre clé comparé à un indicateur inexistant",
        lambda d: d["chiffres_2020"][0].update(comparable_a="F3.1"),
        "chiffres_2020[0].comparable_a",
        "l'indicateur « F3.1 » n'existe pas",
    ),
    (
        "paramètre fixé deux fois",
        lambda d: d["reglages_de_calcul"][0].update(cle="population_contrats"),
        "reglages_de_calcul[0].cle",
        "le paramètre « population_contrats » est déjà fixé par choix[0].parametre",
    ),
    (
        "alternative égale au choix en vigueur",
        lambda d: d["choix"][0]["alternatives"][0].update(valeur="flux"),
        "choix[0].alternatives[0].valeur",
        "une alternative a la valeur déjà en vigueur",
    ),
    (
        "sujet orphelin",
        lambda d: d["sujets"][1].update(parent="climat"),
        "sujets[1].parent",
        "le sujet « climat » n'existe pas",
    ),
    (
        "sujet hors de la famille de son parent",
        lambda d: d["sujets"][1].update(famille="SOC"),
        "sujets[1].famille",
        "le parent ENV est de la famille ENV",
    ),
    (
        "sujet ancêtre de lui-même",
        lambda d: d["sujets"][1].update(parent="carbone"),
        "sujets[1].parent",
        "le sujet est son propre ancêtre",
    ),
    (
        "chiffre à côté parmi les indicateurs",
        lambda d: d["indicateurs"][0].update(groupe="a_cote"),
        "indicateurs[0].groupe",
        "un chiffre à côté se décrit dans la liste « a_cote »",
    ),
    (
        "indicateur parmi les chiffres à côté",
        lambda d: beside(d, groupe="complementaire"),
        "a_cote[0].groupe",
        "la liste « a_cote » ne contient que le groupe a_cote",
    ),
    (
        "chiffre à côté d'un indicateur inexistant",
        lambda d: beside(d, a_cote_de="F9.9"),
        "a_cote[0].a_cote_de",
        "l'indicateur « F9.9 » n'existe pas",
    ),
    (
        "chiffre à côté dont le code n'est pas celui de son indicateur",
        lambda d: beside(d, code="F2.1a", vue="f2_1a", requete="facts/f2/F2.1a.sql"),
        "a_cote[0].code",
        "le code devrait être F1.1 suivi d'une lettre minuscule",
    ),
    (
        "cible d'un chiffre à côté",
        lambda d: beside(d, cibles=d["indicateurs"][0]["cibles"]),
        "a_cote[0].cibles",
        "un chiffre à côté n'a pas de cible",
    ),
    (
        "base 2020 d'un chiffre à côté",
        lambda d: beside(d, base_2020=0.2),
        "a_cote[0].base_2020",
        "un chiffre à côté n'a pas de base 2020",
    ),
    (
        "périmètre d'un chiffre à côté",
        lambda d: beside(d, perimetre_defaut="tous"),
        "a_cote[0]",
        "la fiche, l'axe et le périmètre par défaut devraient être ceux de F1.1",
    ),
    (
        "vue d'un chiffre à côté",
        lambda d: beside(d, vue="f1_1"),
        "a_cote[0].vue",
        "la vue devrait s'appeler f1_1a",
    ),
    (
        "département hors de la région",
        lambda d: d["autorite"].update(departement="13"),
        "autorite.departement",
        "le département 13 n'est pas dans region_departements",
    ),
]


@pytest.mark.parametrize(("_cas", "modifier", "chemin", "raison"), FORMES, ids=[cas[0] for cas in FORMES])
def test_une_forme_inattendue_est_refusee_a_sa_place(
    tmp_path: Path, _cas: str, modifier: Callable[[Document], object], chemin: str, raison: str
) -> None:
    (probleme,) = refus_apres(tmp_path, modifier)
    assert probleme.chemin == chemin
    assert probleme.raison.startswith(raison)


@pytest.mark.parametrize(
    ("_cas", "modifier", "chemin", "raison"), COHERENCES, ids=[cas[0] for cas in COHERENCES]
)
def test_une_incoherence_est_refusee_a_sa_place(
    tmp_path: Path, _cas: str, modifier: Callable[[Document], object], chemin: str, raison: str
) -> None:
    assert Probleme(chemin, raison) in refus_apres(tmp_path, modifier)


def test_le_catalogue_d_exemple_non_modifie_est_accepte(tmp_path: Path) -> None:
    chemin = tmp_path / "intact.yaml"
    chemin.write_text(yaml.safe_dump(VALIDE, allow_unicode=True), encoding="utf-8")
    assert load_catalogue(chemin) == load_catalogue(EXEMPLE)


def test_un_chiffre_a_cote_bien_decrit_est_accepte(tmp_path: Path) -> None:
    document = copy.deepcopy(VALIDE)
    beside(document)
    chemin = tmp_path / "a_cote.yaml"
    chemin.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    catalogue = load_catalogue(chemin)
    assert [figure.code for figure in catalogue.a_cote_de("F1.1")] == ["F1.1a"]
    assert len(catalogue.indicateurs) == len(VALIDE["indicateurs"])


def test_toutes_les_anomalies_sont_dites_a_la_fois(tmp_path: Path) -> None:
    def casser(document: Document) -> None:
        document["indicateurs"][0]["fiche"] = "F9"
        document["indicateurs"][1]["regles"] = ["R7"]

    problemes = refus_apres(tmp_path, casser)
    assert {"indicateurs[0].fiche", "indicateurs[1].regles[0]"} <= {p.chemin for p in problemes}


def test_une_faute_de_syntaxe_donne_sa_ligne(tmp_path: Path) -> None:
    chemin = tmp_path / "syntaxe.yaml"
    chemin.write_text('version: "1"\nautorite:\n  nom: "Exemple\n', encoding="utf-8")
    (probleme,) = refus(chemin)
    assert probleme.chemin.startswith("ligne 4")
    assert probleme.raison.startswith("syntaxe YAML invalide")


def test_une_cle_ecrite_deux_fois_donne_ses_deux_lignes(tmp_path: Path) -> None:
    chemin = tmp_path / "double.yaml"
    chemin.write_text('version: "1"\nodd: []\nversion: "2"\n', encoding="utf-8")
    assert refus(chemin) == (Probleme("ligne 3", "la clé « version » est écrite deux fois (déjà ligne 1)"),)


def test_une_cle_qui_n_est_pas_un_texte_est_refusee(tmp_path: Path) -> None:
    chemin = tmp_path / "cle.yaml"
    chemin.write_text('version: "1"\n2021: annee\n', encoding="utf-8")
    (probleme,) = refus(chemin)
    assert probleme.chemin == "ligne 2"


def test_un_fichier_qui_n_est_pas_en_utf8_donne_la_ligne_de_l_octet(tmp_path: Path) -> None:
    chemin = tmp_path / "cp1252.yaml"
    chemin.write_bytes('version: "1"\nnom: Métropole\n'.encode("cp1252"))
    (probleme,) = refus(chemin)
    assert probleme == Probleme("ligne 2", "octet illisible : le fichier doit être enregistré en UTF-8")


def test_une_date_impossible_est_refusee(tmp_path: Path) -> None:
    chemin = tmp_path / "date.yaml"
    chemin.write_text("decide_le: 2021-02-31\n", encoding="utf-8")
    (probleme,) = refus(chemin)
    assert probleme.raison.startswith("YAML illisible")


@pytest.mark.parametrize("contenu", ["", "- liste\n", "texte seul\n"])
def test_un_document_qui_n_est_pas_un_ensemble_de_cles_est_refuse(tmp_path: Path, contenu: str) -> None:
    chemin = tmp_path / "vide.yaml"
    chemin.write_text(contenu, encoding="utf-8")
    assert refus(chemin) == (Probleme("document", "le fichier est vide ou n'est pas un ensemble de clés"),)


def test_un_objet_python_dans_le_yaml_n_est_jamais_construit(tmp_path: Path) -> None:
    temoin = tmp_path / "temoin"
    chemin = tmp_path / "objet.yaml"
    chemin.write_text(f"version: !!python/object/apply:pathlib.Path.touch [{temoin}]\n", encoding="utf-8")
    (probleme,) = refus(chemin)
    assert probleme.raison.startswith("syntaxe YAML invalide")
    assert not temoin.exists()


def test_un_fichier_absent_est_dit(tmp_path: Path) -> None:
    (probleme,) = refus(tmp_path / "absent.yaml")
    assert probleme.chemin == "fichier"
    assert probleme.raison.startswith("fichier illisible")
