"""The legal publication read back: number and value, unknown never 0, few suppliers kept, a schema that the file obeys."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from spaser.cli import main
from spaser.measure import Filters, Perimeter
from spaser.measure.confidentiality import suppliers_behind
from spaser.report.legal import publication
from spaser.report.legal_lines import legal_lines
from spaser.store import OpenVersion
from tests.report.exports import content_of, silent, small_version

Files = Mapping[str, bytes]
NAME = "publication-l2111-3"


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    return small_version(tmp_path_factory.mktemp("publication"))


@pytest.fixture(scope="module")
def octets(version: OpenVersion) -> bytes:
    return publication(content_of(version, Filters(2025)), silent)


@pytest.fixture(scope="module")
def files(octets: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def rows(files: Files) -> dict[tuple[str, str], dict[str, str]]:
    read = csv.DictReader(io.StringIO(files[f"{NAME}.csv"].decode("utf-8")))
    return {
        (row["indicateur"], row["exprime_en"] if row["indicateur"] != "L4" else row["libelle"]): row
        for row in read
    }


def test_l_environnement_est_publie_en_nombre_et_en_valeur(
    rows: dict[tuple[str, str], dict[str, str]],
) -> None:
    number, value = rows["L3", "nombre de contrats"], rows["L3", "valeur en euros HT"]
    assert [number[c] for c in ("numerateur", "denominateur", "taux", "non_renseignes")] == [
        "5",
        "8",
        "0.625",
        "1",
    ]
    assert [value[c] for c in ("numerateur", "denominateur", "taux", "non_renseignes")] == [
        "50000", "80000", "0.625", "10000",
    ]  # fmt: skip
    assert (number["taux_bas"], number["taux_haut"]) == ("0.625", "0.75")


def test_un_chiffre_d_un_seul_fournisseur_est_garde(
    version: OpenVersion, rows: dict[tuple[str, str], dict[str, str]]
) -> None:
    # 1 000 € paid to supplier A alone, who also holds three of the eight contracts.
    assert suppliers_behind(version, "L2", Filters(2025), Perimeter.tout()) == 1
    assert suppliers_behind(version, "L3", Filters(2025), Perimeter.tout()) == 3
    for code, expression in (("L2", "valeur en euros HT"), ("L2.2", "nombre de contrats")):
        row = rows[code, expression]
        assert row["etat"] == "secret"
        assert {row[c] for c in ("numerateur", "denominateur", "taux", "taux_bas", "taux_haut")} == {""}


def test_ce_que_personne_ne_sait_est_vide_et_dit_pourquoi(
    rows: dict[tuple[str, str], dict[str, str]],
) -> None:
    agec = [row for (code, _), row in rows.items() if code == "L4"]
    assert len(agec) == 2
    for row in agec:
        assert (row["etat"], row["taux"], row["numerateur"]) == ("non renseigné", "", "")
        assert "décret 2024-134" in row["precision"]


def test_le_tableau_obeit_a_son_schema(files: Files, rows: dict[tuple[str, str], dict[str, str]]) -> None:
    schema = json.loads(files[f"{NAME}.schema.json"])
    names = [field["name"] for field in schema["fields"]]
    for row in rows.values():
        assert list(row) == names
        for field in schema["fields"]:
            cell = row[field["name"]]
            constraints = field.get("constraints", {})
            assert cell or not constraints.get("required")
            assert not constraints.get("enum") or cell in constraints["enum"]
            if cell and field["type"] == "number":
                float(cell)


def test_le_json_dit_les_memes_chiffres_et_d_ou_ils_viennent(
    files: Files, rows: dict[tuple[str, str], dict[str, str]]
) -> None:
    document = json.loads(files[f"{NAME}.json"])
    assert document["acheteur"]["siren"] == "200054807"
    assert document["provenance"]["Auteur du document"] == "La responsable"
    assert [choice["code"] for choice in document["choix_de_comptage"]][:2] == ["A1", "A2"]
    for line in document["indicateurs"]:
        key = (line["indicateur"], line["exprime_en"] if line["indicateur"] != "L4" else line["libelle"])
        written = rows[key]["taux"]
        assert line["taux"] == (float(written) if written else None)


def test_la_meme_demande_redonne_les_memes_octets(version: OpenVersion, octets: bytes) -> None:
    assert publication(content_of(version, Filters(2025)), silent) == octets


def test_un_chiffre_filtre_ne_se_fait_pas_passer_pour_la_publication(version: OpenVersion) -> None:
    filtered = publication(content_of(version, Filters(2025, domaines=("Déchets",))), silent)
    with zipfile.ZipFile(io.BytesIO(filtered)) as packed:
        text = packed.read(f"{NAME}.csv").decode("utf-8")
    assert text.count("ne vaut pas publication légale") >= 1


def test_un_chiffre_avec_les_concessions_ne_se_fait_pas_passer_pour_la_publication(
    version: OpenVersion,
) -> None:
    lines = legal_lines(content_of(version, Filters(2025, perimetre="tous")))
    told = [line.precision for line in lines if line.taux is not None]
    assert told
    assert all("Concessions comptées" in precision for precision in told)
    assert not any(
        "Concessions comptées" in x.precision for x in legal_lines(content_of(version, Filters(2025)))
    )


def test_la_commande_ecrit_le_document_de_l_exercice_demande(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = small_version(tmp_path)
    target = tmp_path / "publication.zip"
    asked = [
        "rapport",
        "publication",
        "--exercice",
        "2025",
        "--sortie",
        str(target),
        "--auteur",
        "La responsable",
    ]
    assert main([*asked, "--entrepot", str(tmp_path / "entrepot")]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert target.read_bytes() == publication(content_of(version, Filters(2025)), silent)
