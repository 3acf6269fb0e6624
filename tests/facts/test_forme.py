"""Every facts file has the shape that the engine reads, and says so in its header; so do the derived tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.facts.entrepot import COLONNES, REQUETES, Entrepot, fichier_de_faits

TYPES = ["VARCHAR", "DATE", "DATE", "DOUBLE", *["DECIMAL(18,2)"] * 3, *["VARCHAR"] * 5, "INTEGER"]
FAITS = sorted((REQUETES / "facts").rglob("*.sql"))
DERIVES = sorted((REQUETES / "derive").glob("*.sql"))
CODES = [
    *(
        f"F{fiche}.{rang}"
        for fiche, nombre in enumerate((4, 4, 4, 3, 3, 3, 2, 3, 3, 5), 1)
        for rang in range(1, nombre + 1)
    ),
    *(f"X{rang}" for rang in range(1, 11)),
    "X8.2",
    "X8.3",
    "X9.2",
    "L1",
    "L1.2",
    "L2",
    "L2.2",
    "L3",
]
A_COTE = ["F2.4a", "F5.1a", "F8.3a", "F8.3b", "F9.2a", "X1a", "X1b", "X7a", "X7b"]


def entete(fichier: Path) -> dict[str, str]:
    """The fields of a header comment, continuation lines joined, until the first blank comment line."""
    champs: dict[str, str] = {}
    dernier = ""
    for ligne in fichier.read_text(encoding="utf-8").splitlines()[1:]:
        if not ligne.startswith("-- "):
            break
        champ = re.match(r"-- (\w+): (.*)", ligne)
        if champ:
            dernier = champ[1]
            champs[dernier] = champ[2]
        else:
            champs[dernier] += " " + ligne.removeprefix("--").strip()
    return champs


@pytest.fixture(scope="module")
def vide() -> Iterator[Entrepot]:
    """A version without a row, derived once for the tests of shape."""
    entrepot = Entrepot.vide()
    entrepot.deriver()
    yield entrepot
    entrepot.connexion.close()


def test_il_y_a_un_fichier_par_indicateur_et_pas_d_autre() -> None:
    assert len(CODES) == 34 + 13 + 5
    assert {fichier_de_faits(code) for code in (*CODES, *A_COTE)} == set(FAITS)


@pytest.mark.parametrize("fichier", FAITS, ids=lambda fichier: fichier.stem)
def test_un_fichier_de_faits_est_un_seul_select_des_treize_colonnes(vide: Entrepot, fichier: Path) -> None:
    requete = fichier.read_text(encoding="utf-8")
    (instruction,) = duckdb.extract_statements(requete)
    assert instruction.type == duckdb.StatementType.SELECT
    description = vide.connexion.execute(f"describe {requete}").fetchall()
    assert [(nom, genre) for nom, genre, *_ in description] == list(zip(COLONNES, TYPES, strict=True))


@pytest.mark.parametrize("fichier", FAITS, ids=lambda fichier: fichier.stem)
def test_l_entete_d_un_fichier_de_faits_dit_vrai(fichier: Path) -> None:
    champs = entete(fichier)
    assert fichier.read_text(encoding="utf-8").startswith(f"-- {fichier.stem} · ")
    assert champs["columns"].split(", ") == list(COLONNES)
    assert champs["grain"]
    assert champs["unit"]
    assert champs["parameters"]


def tables_annoncees(fichier: Path) -> dict[str, list[str]]:
    """The tables of a derived file and their columns, as its header lists them."""
    colonnes = entete(fichier)["columns"]
    plusieurs = re.findall(r"(\w+)\(([^);]*)[^)]*\)", colonnes)
    if plusieurs:
        return {table: liste.split(", ") for table, liste in plusieurs}
    (table,) = re.findall(r"^create table (\w+)", fichier.read_text(encoding="utf-8"), re.MULTILINE)
    return {table: re.sub(r" \([^)]*\)", "", colonnes).split(", ")}


@pytest.mark.parametrize("fichier", DERIVES, ids=lambda fichier: fichier.stem)
def test_l_entete_d_une_table_derivee_dit_vrai(vide: Entrepot, fichier: Path) -> None:
    for table, colonnes in tables_annoncees(fichier).items():
        assert vide.connexion.table(table).columns == colonnes


def test_chaque_table_derivee_est_annoncee(vide: Entrepot) -> None:
    creees = {
        nom
        for (nom,) in vide.connexion.execute(
            "select table_name from duckdb_tables() where schema_name = 'main'"
        ).fetchall()
    }
    assert creees == {table for fichier in DERIVES for table in tables_annoncees(fichier)}


@pytest.mark.parametrize("fichier", [*FAITS, *DERIVES], ids=lambda fichier: fichier.stem)
def test_les_requetes_ne_lisent_ni_fichier_ni_extension(fichier: Path) -> None:
    assert not re.search(r"read_|install |load |attach |copy ", fichier.read_text(encoding="utf-8").lower())


def test_rien_a_lire_ne_donne_aucun_fait(vide: Entrepot) -> None:
    assert {code: vide.faits(code) for code in (*CODES, *A_COTE)} == {code: [] for code in (*CODES, *A_COTE)}
