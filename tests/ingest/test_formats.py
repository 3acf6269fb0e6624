"""Formats that are neither workbook nor text: DECP in XML, Parquet; the same rows as the JSON and the CSV of the same data."""

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from spaser.ingest.options import Limites
from spaser.ingest.read.decp_json import lire_decp_json
from spaser.ingest.read.decp_xml import lire_decp_xml
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.read.parquet import lire_parquet

MARCHE: dict[str, Any] = {
    "id": "2024M1",
    "acheteur": {"id": "20005480700017"},
    "objet": "Entretien & nettoyage <lot 1>",
    "nature": "Marché",
    "codeCPV": "90910000-9",
    "techniques": {"technique": ["Accord-cadre", "Concours"]},
    "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
    "considerationsEnvironnementales": {
        "considerationEnvironnementale": ["Pas de considération environnementale"]
    },
    "dateNotification": "2024-03-05",
    "montant": "120000.50",
    "titulaires": [
        {"titulaire": {"id": "55204599900869", "typeIdentifiant": "SIRET"}},
        {"titulaire": {"id": "38103128500491", "typeIdentifiant": "SIRET"}},
    ],
}
CONCESSION: dict[str, Any] = {
    "id": "2024C1",
    "autoriteConcedante": {"id": "20005480700017"},
    "objet": "Plage",
    "nature": "Concession de service",
    "dateSignature": "2024-04-02",
    "valeurGlobale": "1000.25",
    "concessionnaires": [{"concessionnaire": {"typeIdentifiant": "SIRET", "id": "38103128500574"}}],
}


def as_xml(name: str, value: object) -> str:
    if isinstance(value, dict):
        inner = "".join(as_xml(key, sub) for key, sub in value.items())
    elif isinstance(value, list):
        return "".join(as_xml(name, element) for element in value)
    else:
        inner = escape(str(value))
    return f"<{name}>{inner}</{name}>"


def grid(feuilles: list[Feuille]) -> list[dict[str, str]]:
    [feuille] = feuilles
    (_, entetes), *lignes = feuille.lignes()
    return [dict(zip(entetes, cellules, strict=True)) for _, cellules in lignes]


def test_le_xml_se_lit_comme_le_json_des_memes_contrats(tmp_path: Path) -> None:
    contrats = {"marches": {"marche": [MARCHE], "contrat-concession": [CONCESSION]}}
    en_json, en_xml = tmp_path / "decp.json", tmp_path / "decp.xml"
    en_json.write_text(json.dumps(contrats), encoding="utf-8")
    titulaires = {
        k: {"titulaire": [t["titulaire"] for t in v]} for k, v in MARCHE.items() if k == "titulaires"
    }
    concession = {
        **CONCESSION,
        "concessionnaires": {"concessionnaire": [CONCESSION["concessionnaires"][0]["concessionnaire"]]},
    }
    body = as_xml("marche", {**MARCHE, **titulaires}) + as_xml("contrat-concession", concession)
    en_xml.write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n<marches>{body}</marches>", encoding="utf-8")
    lus = grid(lire_decp_xml(en_xml))
    assert lus == grid(lire_decp_json(en_json))
    assert lus[0]["titulaire_id_2"] == "38103128500491"
    assert lus[0]["techniques"] == "Accord-cadre | Concours"
    assert (lus[1]["acheteur.id"], lus[1]["montant"], lus[1]["nature"]) == (
        "20005480700017",
        "1000.25",
        "Contrat de concession",
    )
    assert ouvrir(en_xml, Limites())[0].source == "decp-2022"


@pytest.mark.parametrize(
    ("texte", "regle"),
    [
        (
            '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><marches><marche><id>&x;</id></marche></marches>',
            "xml_dangereux",
        ),
        (
            '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><marches><marche><id>&b;</id></marche></marches>',
            "xml_dangereux",
        ),
        ("<marches><marche><id>1</id>", "xml_illisible"),
        ("<html><body/></html>", "xml_sans_contrat"),
    ],
)
def test_un_xml_hostile_ou_abime_est_refuse(tmp_path: Path, texte: str, regle: str) -> None:
    fichier = tmp_path / "decp.xml"
    fichier.write_text(texte, encoding="utf-8")
    with pytest.raises(LectureRefuseeError) as refus:
        lire_decp_xml(fichier)
    assert refus.value.regle == regle


def test_un_parquet_se_lit_en_texte_sans_rien_perdre(tmp_path: Path) -> None:
    fichier = tmp_path / "sirene.parquet"
    table = pa.table(
        {
            "siren": ["005520135", None],
            "dateCreationUniteLegale": pa.array([0, 19000], pa.date32()),
            "effectif": [12.0, 1.5],
            "economieSocialeSolidaire": [True, None],
        }
    )
    pq.write_table(table, fichier)
    [feuille] = ouvrir(fichier, Limites())
    assert list(feuille.lignes()) == [
        (1, ["siren", "dateCreationUniteLegale", "effectif", "economieSocialeSolidaire"]),
        (2, ["005520135", "1970-01-01", "12", "oui"]),
        (3, ["", "2022-01-08", "1.5", ""]),
    ]


def test_un_parquet_tronque_trop_grand_ou_imbrique_est_refuse(tmp_path: Path) -> None:
    fichier = tmp_path / "x.parquet"
    pq.write_table(pa.table({"siret": ["1", "2", "3"]}), fichier)
    with pytest.raises(LectureRefuseeError) as trop:
        lire_parquet(fichier, Limites(lignes=2))
    assert trop.value.regle == "fichier_trop_gros"
    fichier.write_bytes(fichier.read_bytes()[:-10])
    with pytest.raises(LectureRefuseeError) as tronque:
        lire_parquet(fichier, Limites())
    assert tronque.value.regle == "fichier_tronque"
    pq.write_table(pa.table({"noms": [["a"], ["b"]]}), fichier)
    with pytest.raises(LectureRefuseeError) as imbrique:
        lire_parquet(fichier, Limites())
    assert imbrique.value.regle == "format_inconnu"
