"""Nothing published is lost, altered or readable beyond itself."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from spaser.ingest import ImportOptions
from spaser.store import (
    OpenVersion,
    PublicationRefusedError,
    Source,
    StoreError,
    Warehouse,
    publish,
    rebuild,
    restore,
    stage,
    verify,
)
from tests.extraits import CONTRATS, contrat, write_csv

Deposit = Callable[..., OpenVersion | None]
TABLES = "select schema_name, table_name from duckdb_tables() where not internal order by all"


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deux")
    warehouse = Warehouse(folder / "entrepot")
    for path in (
        write_csv(folder / "2023.csv", CONTRATS, [contrat("A1", "05/03/2023", "100")]),
        write_csv(folder / "2024.csv", CONTRATS, [contrat("B1", "05/03/2024", "200", env="")]),
    ):
        ready = stage(warehouse, [Source(chemin=path, nom=path.name)], ImportOptions())
        assert publish(warehouse, ready) is not None
    return warehouse.path


@pytest.fixture
def two_versions(published_twice: Path, warehouse: Warehouse) -> Warehouse:
    copytree(published_twice, warehouse.path, dirs_exist_ok=True)
    return Warehouse(warehouse.path)


def numbers(warehouse: Warehouse) -> list[str]:
    version = warehouse.current()
    assert version is not None
    rows = version.cursor().execute("select contrat_id from lignes.contrats order by all").fetchall()
    return [number for (number,) in rows]


def content(version: OpenVersion) -> dict[str, list[tuple[object, ...]]]:
    """Every table but what the version says of itself."""
    found = {}
    for schema, table in version.cursor().execute(TABLES).fetchall():
        if table not in ("version", "depots"):
            relation = version.cursor().table(f"{schema}.{table}")
            found[f"{schema}.{table}"] = sorted(relation.fetchall(), key=repr)
    return found


def test_restaurer_deplace_le_pointeur_et_ne_perd_rien(two_versions: Warehouse) -> None:
    restore(two_versions, 1)
    assert numbers(two_versions) == ["A1"]
    restore(two_versions, 2)
    assert numbers(two_versions) == ["A1", "B1"]
    with pytest.raises(StoreError, match=r"La version 7 n'existe pas .*1, 2"):
        restore(two_versions, 7)


def test_reconstruire_depuis_les_depots_donne_les_memes_tables(two_versions: Warehouse) -> None:
    before = two_versions.open(2)
    after = rebuild(two_versions)
    assert after.numero > before.numero
    assert content(after) == content(before)


def test_une_version_alteree_n_est_jamais_lue_la_derniere_saine_la_remplace(two_versions: Warehouse) -> None:
    path = two_versions.versions / two_versions.manifest(2).fichier
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(damaged)
    fresh = Warehouse(two_versions.path)
    version = fresh.current()
    assert version is not None
    assert version.numero == 1
    assert version.notice is not None
    assert "La version 1, dernière version saine" in version.notice
    assert verify(fresh) == (
        f"Version 2 : le fichier {path.name} est altéré, mis à l'écart sous ecartes/001-{path.name}.",
    )
    assert (path.parent / "ecartes" / f"001-{path.name}").read_bytes() == damaged


def test_verifier_nomme_un_depot_disparu(two_versions: Warehouse) -> None:
    assert verify(two_versions) == ()
    lost = two_versions.manifest(1).depots[0]
    (two_versions.deposits / lost.sha256).unlink()
    assert verify(two_versions) == (f"Version 1 : le dépôt « 2023.csv » manque ({lost.sha256}).",)
    with pytest.raises(StoreError, match="manque : remettez-le"):
        rebuild(two_versions)


def test_un_depot_altere_n_est_jamais_reconstruit_en_silence(two_versions: Warehouse) -> None:
    deposit = two_versions.manifest(2).depots[0]
    kept = two_versions.deposits / deposit.sha256
    kept.write_bytes(kept.read_bytes().replace(b"200", b"900"))
    with pytest.raises(StoreError, match=r"« 2024\.csv » .* est altéré"):
        rebuild(two_versions)
    assert numbers(two_versions) == ["A1", "B1"]


def test_une_construction_qui_echoue_laisse_la_version_publiee(
    two_versions: Warehouse, staged: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = staged(write_csv(tmp_path / "2025.csv", CONTRATS, [contrat("C1", "05/03/2025", "300")]))

    def killed(job: object, progress: object) -> None:
        raise PublicationRefusedError("La version n'a pas pu être construite : code -9")

    monkeypatch.setattr("spaser.store.preparation._run", killed)
    with pytest.raises(PublicationRefusedError):
        publish(two_versions, ready)  # type: ignore[arg-type]
    assert numbers(two_versions) == ["A1", "B1"]
    assert not list(two_versions.waiting.iterdir())
    assert len(list(two_versions.versions.glob("*.duckdb"))) == 2


def test_un_disque_presque_plein_refuse_avant_d_ecrire(
    two_versions: Warehouse, staged: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = staged(write_csv(tmp_path / "2025.csv", CONTRATS, [contrat("C1", "05/03/2025", "300")]))
    monkeypatch.setattr("spaser.store.preparation._ROOM_AT_LEAST", 2**62)
    with pytest.raises(StoreError, match="Libérez de la place"):
        publish(two_versions, ready)  # type: ignore[arg-type]
    assert numbers(two_versions) == ["A1", "B1"]


def test_un_entrepot_ou_rien_ne_peut_etre_prepare_se_lit(two_versions: Warehouse) -> None:
    """A copy without its waiting folder, on a disk that cannot be written: a file is in its place."""
    shutil.rmtree(two_versions.path / "en_attente")
    (two_versions.path / "en_attente").write_text("")
    fresh = Warehouse(two_versions.path)
    assert numbers(fresh) == ["A1", "B1"]
    with pytest.raises(StoreError, match="Rien ne peut être préparé"):
        fresh.waiting  # noqa: B018 – asking for it is the test


def test_un_curseur_ne_lit_que_sa_version(two_versions: Warehouse, tmp_path: Path) -> None:
    version = two_versions.current()
    assert version is not None
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for statement in (
        f"select * from read_csv('{secret}')",
        "attach ':memory:' as autre",
        "create table t (a integer)",
        "delete from lignes.contrats",
        "set memory_limit = '8GB'",
        "install httpfs",
    ):
        with pytest.raises(duckdb.Error):
            version.cursor().execute(statement)


def test_seize_fils_ne_recoivent_que_leurs_propres_lignes(two_versions: Warehouse) -> None:
    version = two_versions.current()
    assert version is not None
    wrong: list[object] = []

    def ask(mark: int) -> None:
        for _ in range(30):
            found = version.cursor().execute(
                "select $mark::integer, count(*) from lignes.contrats", {"mark": mark}
            )
            if (row := found.fetchone()) != (mark, 2):
                wrong.append(row)

    threads = [threading.Thread(target=ask, args=(mark,)) for mark in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
