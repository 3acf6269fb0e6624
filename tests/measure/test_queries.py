"""Every statement of the room says what it is: its header is read and compared with the statement itself."""

import re
from datetime import date

import duckdb
import pytest

from spaser.store import sql
from spaser.store.queries import names
from tests.measure.versions import indicateur, version_de

REQUETES = names("measure")
IDENTITES = ("measure/identites_montrees", "measure/identites_masquees")
MACROS = {"measure/visibles", *IDENTITES}
SUR_LES_TABLES = {
    "measure/lieux",
    "measure/lieux_fournisseurs",
    "measure/heures_faites",
    "measure/heures_dues",
    "measure/leviers",
    "measure/feuille_de_route",
    "measure/decp_contrats",
    "measure/fournisseurs_derriere",
}  # read tables of a real version: tests/facts
DES_DEPOTS = {
    "measure/qualite_anomalies",
    "measure/qualite_motifs",
    "measure/qualite_rejets",
    "measure/qualite_decp_extraits",
}  # rows of the deposits, that belong to no DGA: counts only for who does not see everything, see test_quality
SUR_LES_TABLES |= {nom for nom in REQUETES if nom.startswith(("measure/qualite_", "measure/alertes_"))}
VALEURS: dict[str, object] = {
    "fenetres": [0],
    "debuts": [date(2024, 1, 1)],
    "arretes": [date(2024, 12, 31)],
    "debut": date(2024, 1, 1),
    "arrete": date(2024, 12, 31),
    "vue": "faits.f2_1",
    "panel": False,
    "perimetres": ["marches"],
    "dimension": "domaine",
    "decalage": 0,
}

VUES: dict[str, dict[str, object]] = {
    "measure/lire_cumuls": {"vue": "agregats.cumuls", "maille": 0},
    "measure/compter_choses": {"vue": "agregats.choses", "perimetres": [None]},
}


def entete(nom: str) -> dict[str, str]:
    """Return the fields of a header; a field runs on until the next one or an empty comment."""
    trouves: dict[str, str] = {}
    champ = "titre"
    for ligne in sql(nom).splitlines():
        if not ligne.startswith("--") or ligne.strip() == "--":
            break
        texte = ligne.removeprefix("--").strip()
        lu = re.match(r"(grain|unit|parameters|columns): (.*)", texte)
        if lu:
            champ, texte = lu.group(1), lu.group(2)
        trouves[champ] = f"{trouves.get(champ, '')} {texte}".strip()
    return trouves


def corps(nom: str) -> str:
    return "\n".join(ligne for ligne in sql(nom).splitlines() if not ligne.strip().startswith("--"))


def test_les_requetes_de_la_piece_sont_la() -> None:
    assert {"measure/visibles", "measure/compter", "measure/sommer", "measure/lignes_distinctes"} <= set(
        REQUETES
    )


@pytest.mark.parametrize("nom", REQUETES)
def test_l_entete_donne_titre_grain_unite_parametres_et_colonnes(nom: str) -> None:
    assert {"titre", "grain", "unit", "parameters", "columns"} <= {
        champ for champ, texte in entete(nom).items() if texte
    }


@pytest.mark.parametrize("nom", REQUETES)
def test_les_parametres_annonces_sont_ceux_de_la_requete(nom: str) -> None:
    annonces = set(re.findall(r"\$(\w+)", entete(nom)["parameters"]))
    assert annonces == set(re.findall(r"\$(\w+)", corps(nom)))


@pytest.mark.parametrize("nom", sorted(set(REQUETES) - SUR_LES_TABLES - MACROS))
def test_les_colonnes_annoncees_sont_celles_du_resultat(nom: str) -> None:
    curseur = version_de(indicateur("F2.1"), []).compter_d_avance().cursor()
    curseur.execute(sql("measure/visibles"))
    curseur.execute(sql("measure/identites_montrees"))
    attendus = duckdb.extract_statements(sql(nom))[0].named_parameters
    curseur.execute(
        sql(nom), {parametre: {**VALEURS, **VUES.get(nom, {})}.get(parametre) for parametre in attendus}
    )
    assert [colonne[0] for colonne in curseur.description or ()] == entete(nom)["columns"].split(", ")


@pytest.mark.parametrize("nom", sorted(set(REQUETES) - DES_DEPOTS - MACROS - {"measure/annees"}))
def test_les_faits_ne_se_lisent_que_par_la_porte_du_perimetre(nom: str) -> None:
    assert "visibles(" in corps(nom)
    assert "query_table" not in corps(nom)
    assert "faits." not in re.sub(r"faits\.(cle|appartient|montant\w*|valeur|jour|fin)\b", "", corps(nom))
