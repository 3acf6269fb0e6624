"""A national file of SIRENE: the rows of known suppliers are read, wherever they stand; the others are counted."""

import csv
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from spaser.ingest import Limites
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.read.sirene import OCTETS_ENTIER, Connus, est_un_stock
from tests.ingest.conftest import Lire

Ecrire = Callable[[Path, dict[str, list[str]]], Path]
UNITES = {
    "siren": [f"{n:09d}" for n in range(100, 160)],
    "etatAdministratifUniteLegale": ["A"] * 60,
    "categorieEntreprise": ["PME"] * 60,
}
ETABLISSEMENTS = {
    "siren": ["000000101", "000000101", "000000158"],
    "siret": ["00000010100018", "00000010100026", "00000015800010"],
    "etatAdministratifEtablissement": ["A"] * 3,
    "codeCommuneEtablissement": ["13055"] * 3,
}


@pytest.fixture
def connus(tmp_path: Path) -> Path:
    """An establishment, and a legal unit of which no establishment is known."""
    (tmp_path / "connus.txt").write_text("00000010100026\n000000159\n", encoding="ascii")
    return tmp_path / "connus.txt"


def en_csv(chemin: Path, colonnes: dict[str, list[str]]) -> Path:
    with chemin.open("w", encoding="utf-8", newline="") as flux:
        csv.writer(flux).writerows([list(colonnes), *zip(*colonnes.values(), strict=True)])
    return chemin


def en_parquet(chemin: Path, colonnes: dict[str, list[str]]) -> Path:
    pq.write_table(pa.table(colonnes), chemin)
    return chemin


@pytest.mark.parametrize("ecrire", [en_csv, en_parquet])
@pytest.mark.parametrize(
    ("colonnes", "lignes"),
    # The 2nd and the 60th units stand on lines 3 and 61; the 2nd establishment alone is that of the supplier.
    [(UNITES, [(3, "000000101"), (61, "000000159")]), (ETABLISSEMENTS, [(3, "00000010100026")])],
)
def test_seules_les_lignes_des_fournisseurs_sont_lues_avec_leur_numero(
    tmp_path: Path,
    connus: Path,
    ecrire: Ecrire,
    colonnes: dict[str, list[str]],
    lignes: list[tuple[int, str]],
) -> None:
    [feuille] = ouvrir(ecrire(tmp_path / "stock", colonnes), Limites(), Connus(connus))
    rang = list(colonnes).index("siret" if "siret" in colonnes else "siren")
    (_, entetes), *lues = feuille.lignes()
    assert entetes == list(colonnes)
    assert [(numero, cellules[rang]) for numero, cellules in lues] == lignes
    assert feuille.hors_fournisseurs == [len(colonnes["siren"]) - len(lignes)]


@pytest.mark.parametrize("ecrire", [en_csv, en_parquet])
def test_toutes_les_lignes_sont_comptees(lire: Lire, tmp_path: Path, connus: Path, ecrire: Ecrire) -> None:
    rapport = lire(ecrire(tmp_path / "stock", UNITES), connus=connus).rapport
    assert (rapport.source, rapport.lus, rapport.acceptes, rapport.ecartes) == ("sirene", 60, 2, 58)
    [dit] = [a for a in rapport.anomalies if a.regle == "hors_fournisseurs"]
    assert "58 lignes" in dit.message


def test_un_stock_qui_ne_dit_rien_des_fournisseurs_est_refuse(lire: Lire, tmp_path: Path) -> None:
    (tmp_path / "connus.txt").write_text("", encoding="ascii")
    rapport = lire(en_csv(tmp_path / "stock.csv", UNITES), connus=tmp_path / "connus.txt").rapport
    assert (rapport.refuse, rapport.lus, rapport.ecartes) == (True, 60, 60)
    assert any(
        a.regle == "aucune_ligne" and "vos contrats et vos dépenses" in a.remede for a in rapport.anomalies
    )


def test_un_stock_se_reconnait_a_ses_colonnes_et_a_sa_taille(tmp_path: Path) -> None:
    stock = en_csv(tmp_path / "stock.csv", UNITES)
    assert not est_un_stock(stock)
    with stock.open("ab") as flux:
        flux.truncate(OCTETS_ENTIER + 1)
    assert est_un_stock(stock)
    autre = tmp_path / "autre.csv"
    autre.write_bytes(b"siren;nom\n")
    with autre.open("ab") as flux:
        flux.truncate(OCTETS_ENTIER + 1)
    assert not est_un_stock(autre)
    en_fin = tmp_path / "stock.parquet"
    with en_fin.open("wb") as flux:  # a Parquet names its columns at its end
        flux.write(b"PAR1")
        flux.seek(OCTETS_ENTIER)
        flux.write(b"etatAdministratifEtablissement....PAR1")
    assert est_un_stock(en_fin)
