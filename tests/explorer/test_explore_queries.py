"""Every statement of ``queries/explore`` says what it is, and reads rows through the door of the perimeter."""

import re
from datetime import date

import duckdb
import pytest

from spaser.store import OpenVersion, sql
from spaser.store.queries import names
from tests.measure.test_queries import IDENTITES, corps, entete

REQUETES = names("explore")
MACRO = "explore/mots_proches"
DEJA_VUS = {"explore/fournisseur_statuts"}  # asked only of a supplier that the perimeter was seen to show
VALEURS: dict[str, object] = {
    "texte": "chaussées",
    "vides": ["de"],
    "toutes": True,
    "mois": 36,
    "vue": "faits.f2_1",
    "debut": date(2026, 1, 1),
    "arrete": date(2026, 6, 30),
    "debut_contrats": date(2026, 1, 1),
    "arrete_contrats": date(2026, 6, 30),
    "cle": "2026M001",
    "siren": "000000018",
    "cles": ["2026M001"],
    "lignes": [2],
    "decalage": 0,
}


def test_les_requetes_sont_la() -> None:
    assert {
        "explore/contrats",
        "explore/fournisseurs",
        "explore/contrat",
        "explore/fournisseur",
        MACRO,
    } <= set(REQUETES)


@pytest.mark.parametrize("nom", REQUETES)
def test_l_entete_dit_tout(nom: str) -> None:
    assert {"titre", "grain", "unit", "parameters", "columns"} <= set(entete(nom))
    annonces = set(re.findall(r"\$(\w+)", entete(nom)["parameters"]))
    assert annonces == set(re.findall(r"\$(\w+)", corps(nom)))


@pytest.mark.parametrize("identites", IDENTITES)
@pytest.mark.parametrize("nom", sorted(set(REQUETES) - {MACRO}))
def test_les_colonnes_annoncees_sont_celles_du_resultat(
    publiee: OpenVersion, nom: str, identites: str
) -> None:
    curseur = publiee.cursor()
    curseur.execute(sql("measure/visibles"))
    curseur.execute(sql(identites))
    curseur.execute(sql(MACRO))
    attendus = duckdb.extract_statements(sql(nom))[0].named_parameters
    curseur.execute(sql(nom), {parametre: VALEURS.get(parametre) for parametre in attendus})
    assert [colonne[0] for colonne in curseur.description or ()] == entete(nom)["columns"].split(", ")


@pytest.mark.parametrize("nom", sorted(set(REQUETES) - {MACRO} - DEJA_VUS))
def test_les_lignes_ne_se_lisent_que_par_la_porte_du_perimetre(nom: str) -> None:
    assert "visibles(" in corps(nom)
    assert "query_table" not in corps(nom)
    assert not re.search(r"from (depenses|heures|fournisseurs_strategiques)\b", corps(nom))
