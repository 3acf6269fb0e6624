"""The essential data read back: a complete contract comes out as it came in, a field nobody knows is listed and never made up."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft7Validator

from spaser.measure import Filters
from spaser.report.decp import essential_data
from spaser.report.decp_schema import CONTRACT
from spaser.store import sql
from tests.extraits import SIRET_A, SIRET_B
from tests.report.exports import content_of, published, silent, small_version

OFFICIAL = Path(__file__).parents[3] / "shared" / "samples" / "decp" / "schema" / "schema_decp_v2.0.3.json"
COMPLETE: dict[str, Any] = {
    "id": "2025Z240101A00",
    "acheteur": {"id": "20005480700017"},
    "nature": "Marché",
    "objet": "Entretien des espaces verts",
    "codeCPV": "77310000",
    "techniques": {"technique": ["Sans objet"]},
    "modalitesExecution": {"modaliteExecution": ["Tranches", "Bons de commande"]},
    "marcheInnovant": False,
    "ccag": "Fournitures courantes et services",
    "offresRecues": 3,
    "attributionAvance": True,
    "typeGroupementOperateurs": "Pas de groupement",
    "sousTraitanceDeclaree": False,
    "procedure": "Appel d'offres ouvert",
    "lieuExecution": {"code": "13055", "typeCode": "Code commune"},
    "dureeMois": 24,
    "dateNotification": "2025-03-12",
    "datePublicationDonnees": "2025-04-01",
    "montant": 120000.5,
    "typesPrix": {"typePrix": ["Définitif révisable"]},
    "formePrix": "Unitaire",
    "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": SIRET_A}}],
    "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
    "considerationsEnvironnementales": {"considerationEnvironnementale": ["Critère environnemental"]},
}


def unpacked(octets: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("decp")
    without = {name: value for name, value in COMPLETE.items() if name not in ("ccag", "dureeMois")}
    contracts = [
        COMPLETE,
        {
            **without,
            "id": "2025Z240102A00",
            "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": SIRET_B}}],
        },
        {**COMPLETE, "id": "2025Z240103A00", "montant": 39_999.0},
        {**COMPLETE, "id": "2024Z240104A00", "dateNotification": "2024-12-31"},
    ]
    path = folder / "decp.json"
    path.write_text(json.dumps({"marches": {"marche": contracts}}, ensure_ascii=False), encoding="utf-8")
    version = published(folder, (path,))
    return unpacked(essential_data(content_of(version, Filters(2025)), silent))


def test_un_contrat_complet_ressort_comme_il_est_entre(files: Mapping[str, bytes]) -> None:
    (ready,) = json.loads(files["decp-2025.json"])["marches"]["marche"]
    assert ready.pop("datePublicationDonnees")
    assert ready == {name: value for name, value in COMPLETE.items() if name != "datePublicationDonnees"}


def test_ce_qui_manque_a_un_contrat_est_dit_champ_par_champ(files: Mapping[str, bytes]) -> None:
    lacks = list(csv.DictReader(io.StringIO(files["donnees-manquantes.csv"].decode("utf-8"))))
    assert sorted((lack["contrat"], lack["champ"]) for lack in lacks) == [
        ("2025Z240102A00", "ccag"),
        ("2025Z240102A00", "dureeMois"),
    ]
    assert {(lack["fichier"], lack["ligne"]) for lack in lacks} == {("decp.json", "2")}
    (waiting,) = json.loads(files["decp-2025-a-completer.json"])
    assert {"ccag", "dureeMois"}.isdisjoint(waiting)


def test_le_fichier_a_publier_est_valide(files: Mapping[str, bytes]) -> None:
    for contract in json.loads(files["decp-2025.json"])["marches"]["marche"]:
        assert list(Draft7Validator(CONTRACT).iter_errors(contract)) == []


@pytest.mark.echantillons
@pytest.mark.skipif(not OFFICIAL.exists(), reason="le schéma officiel n'est pas à côté du projet")
def test_le_fichier_a_publier_est_valide_selon_le_schema_officiel(files: Mapping[str, bytes]) -> None:
    official = Draft7Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    assert [error.message for error in official.iter_errors(json.loads(files["decp-2025.json"]))] == []


def test_un_extrait_qui_n_est_pas_des_decp_ne_fait_rien_inventer(tmp_path: Path) -> None:
    # Contracts of 10 000 €: under the threshold, none is to be published.
    read = unpacked(essential_data(content_of(small_version(tmp_path), Filters(2025)), silent))
    assert json.loads(read["decp-2025.json"]) == {"marches": {"marche": []}}
    assert json.loads(read["decp-2025-a-completer.json"]) == []
    assert "impossible" in read["LISEZMOI.txt"].decode("utf-8")


@pytest.mark.parametrize("nom", ["decp_contrats", "fournisseurs_derriere"])
def test_les_requetes_rendent_les_colonnes_que_leur_entete_annonce(nom: str, tmp_path: Path) -> None:
    cursor = small_version(tmp_path).cursor()
    for macro in ("measure/visibles", "measure/identites_montrees"):
        cursor.execute(sql(macro))
    asked = duckdb.extract_statements(sql(f"measure/{nom}"))[0].named_parameters
    known = {"debut": date(2025, 1, 1), "arrete": date(2025, 12, 31), "vue": "faits.l2", "seuil": 1}
    cursor.execute(sql(f"measure/{nom}"), {name: known.get(name) for name in asked})
    announced = re.search(r"-- columns: (.*?)\n--\n", sql(f"measure/{nom}"), re.DOTALL)
    assert announced
    names = re.sub(r"\s*\n--\s*", " ", announced[1]).split(", ")
    assert [column[0] for column in cursor.description or ()] == names
