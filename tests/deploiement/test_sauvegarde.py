"""A backup taken in the middle of a publication is restored elsewhere, sound, with the same figures."""

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from spaser.access.audit_folder import Folder
from spaser.cli import main
from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, restore, stage, verify
from spaser.store.manifest import Manifest
from tests.deploiement.conftest import contracts
from tests.serveur import ROOT

FOLDER = ROOT / "docs" / "deploiement"
_SLOW_COPY = """#!/bin/sh
case "$*" in *--reflink*) : >"{folder}/copie"; while [ ! -e "{folder}/continuer" ]; do sleep 0.02; done ;; esac
exec /bin/cp "$@"
"""


@pytest.fixture
def house(published: Path, tmp_path: Path) -> Warehouse:
    if shutil.which("flock") is None:
        pytest.skip("flock (util-linux) n'est pas sur cette machine")
    return Warehouse(Path(shutil.copytree(published, tmp_path / "entrepot")))


def run(script: str, *arguments: Path, **environment: str) -> "subprocess.Popen[str]":
    """Start a script of the guide from the folder of the software, as a unit does."""
    return subprocess.Popen(
        ["/bin/sh", FOLDER / script, *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "SPASER_PYTHON": sys.executable, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out.strip(), err.strip()


def backup(house: Warehouse, folder: Path) -> Path:
    code, out, err = done(run("sauvegarde.sh", house.path, folder))
    assert code == 0, err
    return Path(out)


def until(path: Path) -> None:
    """Wait for a file that another process makes, a minute at most."""
    deadline = time.monotonic() + 60
    while not any(path.parent.glob(path.name)):
        assert time.monotonic() < deadline, f"{path} n'est jamais venu"
        time.sleep(0.01)


def figures(path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    assert main(["indicateurs", "--annee", "2026", "--format", "json", "--entrepot", str(path)]) == 0
    return json.loads(capsys.readouterr().out)


@contextmanager
def publication_held(
    house: Warehouse, path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[threading.Event]:
    """Publish an extract in a thread, held where a copy would be the most incoherent: all is written, the pointer has not moved."""
    staged = stage(house, [Source(chemin=path, nom=path.name)], ImportOptions())
    there, go = threading.Event(), threading.Event()
    point = Warehouse.point_to

    def held(self: Warehouse, manifest: Manifest) -> None:
        there.set()
        assert go.wait(60)
        point(self, manifest)

    monkeypatch.setattr(Warehouse, "point_to", held)
    thread = threading.Thread(target=publish, args=(house, staged), kwargs={"auteur": "la responsable"})
    thread.start()
    assert there.wait(60)
    try:
        yield go
    finally:
        go.set()
        thread.join()
        monkeypatch.setattr(Warehouse, "point_to", point)


def test_une_sauvegarde_prise_pendant_une_publication_se_restaure_ailleurs_saine_et_egale(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = tmp_path / "outils"
    tools.mkdir()
    (tools / "cp").write_text(_SLOW_COPY.format(folder=tmp_path), encoding="utf-8")
    (tools / "cp").chmod(0o755)
    with publication_held(house, contracts(tmp_path, 2027), monkeypatch) as go:
        process = run("sauvegarde.sh", house.path, tmp_path / "copies", PATH=f"{tools}:/usr/bin:/bin")
        until(tmp_path / "copies" / ".*.en-cours")
        assert not (tmp_path / "copie").exists()
        go.set()
    until(tmp_path / "copie")
    restore(house, 1)  # while the immutable files are copied, the warehouse is free
    (tmp_path / "continuer").touch()
    code, out, err = done(process)
    assert code == 0, err
    code, said, err = done(run("restauration.sh", Path(out), tmp_path / "retrouve"))
    assert code == 0, err
    assert "3 versions et leurs dépôts sont intacts" in said
    found = Warehouse(tmp_path / "retrouve")
    pointer = found.pointer()
    assert pointer is not None
    assert pointer.numero == 3
    assert verify(found) == ()
    restore(house, 3)
    assert figures(found.path, capsys) == figures(house.path, capsys)


def test_les_decisions_ecrites_pendant_la_copie_sont_celles_d_un_instant(
    house: Warehouse, tmp_path: Path
) -> None:
    with sqlite3.connect(house.path / "comites.sqlite") as base:
        base.execute("pragma journal_mode = wal")
        base.execute("create table decisions (texte text)")
        base.execute("insert into decisions values ('validée')")
        base.commit()
        base.execute("insert into decisions values ('pas encore validée')")
        (house.path / "seances.sqlite").write_bytes(b"les connexions ouvertes")
        copy = backup(house, tmp_path / "copies")
    assert [path.name for path in copy.glob("entrepot/*.sqlite*")] == ["comites.sqlite"]
    with sqlite3.connect(copy / "entrepot" / "comites.sqlite") as copied:
        assert copied.execute("select texte from decisions").fetchall() == [("validée",)]
    base.close()
    copied.close()


def test_le_journal_des_acces_est_copie_entre_deux_lignes(house: Warehouse, tmp_path: Path) -> None:
    log = Folder(house.path)
    with log.locked(alone=True):
        (log.path / "2026-11.jsonl").write_text("une demi-", encoding="utf-8")
        process = run("sauvegarde.sh", house.path, tmp_path / "copies")
        until(tmp_path / "copies" / ".*.en-cours")
        (log.path / "2026-11.jsonl").write_text("une demi-ligne\n", encoding="utf-8")
    code, out, err = done(process)
    assert code == 0, err
    copied = Path(out, "entrepot", "journal_acces", "2026-11.jsonl")
    assert copied.read_text(encoding="utf-8") == "une demi-ligne\n"


def test_une_base_postgresql_est_sauvegardee_sous_l_adresse_que_pg_dump_comprend(
    house: Warehouse, tmp_path: Path
) -> None:
    tools = tmp_path / "outils"
    tools.mkdir()
    (tools / "pg_dump").write_text('#!/bin/sh\necho "$3" >"${2#--file=}"\n', encoding="utf-8")
    (tools / "pg_dump").chmod(0o755)
    base = "postgresql+psycopg://spaser@base.exemple.fr/spaser"
    process = run(
        "sauvegarde.sh", house.path, tmp_path / "copies", PATH=f"{tools}:/usr/bin:/bin", SPASER_BASE=base
    )
    code, out, err = done(process)
    assert code == 0, err
    assert (
        Path(out, "comites.pgdump").read_text(encoding="utf-8")
        == "postgresql://spaser@base.exemple.fr/spaser\n"
    )
    assert "comites.pgdump" in Path(out, "SHA256SUMS").read_text(encoding="utf-8")
    (tools / "pg_dump").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    process = run(
        "sauvegarde.sh", house.path, tmp_path / "autres", PATH=f"{tools}:/usr/bin:/bin", SPASER_BASE=base
    )
    assert done(process)[0] == 1
    assert list((tmp_path / "autres").iterdir()) == []


def test_une_sauvegarde_alteree_ou_un_entrepot_en_place_ne_sont_pas_restaures(
    house: Warehouse, tmp_path: Path
) -> None:
    copy = backup(house, tmp_path / "copies")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == [copy.name]
    code, _, err = done(run("restauration.sh", copy, house.path))
    assert (code, "existe déjà" in err) == (1, True)
    kept = next((copy / "entrepot" / "depots").iterdir())
    kept.write_bytes(kept.read_bytes() + b" ")
    code, _, err = done(run("restauration.sh", copy, tmp_path / "retrouve"))
    assert (code, "la sauvegarde est altérée" in err, kept.name in err) == (1, True, True)
    (copy / "SHA256SUMS").unlink()
    assert done(run("restauration.sh", copy, tmp_path / "retrouve"))[0] == 1
    assert not (tmp_path / "retrouve").exists()


def test_une_copie_bien_sommee_d_un_entrepot_malsain_n_est_pas_mise_en_place(
    house: Warehouse, tmp_path: Path
) -> None:
    next(house.deposits.iterdir()).unlink()
    code, said, err = done(run("restauration.sh", backup(house, tmp_path / "copies"), tmp_path / "retrouve"))
    assert (code, "manque" in said, "n'est pas sain" in err) == (1, True, True)
    assert [path.name for path in tmp_path.glob("retrouve*")] == []


def test_ce_qui_n_est_pas_un_entrepot_n_est_pas_sauvegarde(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert done(run("sauvegarde.sh", tmp_path / "vide", tmp_path / "copies"))[0] == 1
    assert done(run("sauvegarde.sh"))[0] == 2
    assert not (tmp_path / "copies").exists()
