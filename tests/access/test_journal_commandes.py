"""What the command line writes is in the audit log too, before it is done (ASVS V16.2)."""

import shutil
from pathlib import Path

import pytest

from spaser.access.audit import AuditLog
from spaser.cli import main
from spaser.store import StoreError, Warehouse
from tests.extraits import CONTRATS, contrat, write_csv


@pytest.fixture
def own(marked: Path, tmp_path: Path) -> Path:
    """Return a copy of the marked warehouse, without what a server has logged in it."""
    return Path(
        shutil.copytree(marked, tmp_path / "entrepot", ignore=shutil.ignore_patterns("journal_acces"))
    )


def run(own: Path, *arguments: str) -> int:
    return main([*arguments, "--entrepot", str(own)])


def logged(own: Path) -> list[tuple[str, str, int | None, str]]:
    entries = [entry for entry in AuditLog(own).entries() if entry is not None]
    assert all(entry.sujet.startswith("local|") for entry in entries)
    return [(entry.action, entry.objet, entry.version, entry.resultat) for entry in entries]


def test_ce_que_font_les_commandes_est_au_journal(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise StoreError("Le disque est plein.")

    monkeypatch.setattr("spaser.cli.deposit.stage", full_disk)
    extract = write_csv(tmp_path / "suite.csv", CONTRATS, [contrat("A1", "05/03/2024", "100", env="oui")])
    before = len(logged(own))
    assert run(own, "importer", str(extract), "--essai") == 1
    assert len(logged(own)) == before
    assert run(own, "importer", str(extract)) == 1
    assert run(own, "telecharger", "1", "--dossier", str(tmp_path / "dossier")) == 0
    assert run(own, "restaurer", "99") == 1
    assert run(own, "vider") == 0
    assert run(own, "restaurer", "1") == 0
    assert logged(own)[before:] == [
        ("depot", "fichiers:1", None, "accepté"),
        ("depot", "fichiers:1", None, "échoué"),
        ("telechargement", "fichiers:4", 1, "accepté"),
        ("restauration", "version:99", 99, "accepté"),
        ("restauration", "version:99", 99, "échoué"),
        ("remise_a_zero", "", None, "accepté"),
        ("restauration", "version:1", 1, "accepté"),
    ]


def test_sans_journal_rien_n_est_fait(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(own / "journal_acces", ignore_errors=True)
    (own / "journal_acces").write_text("un fichier à la place du dossier")
    assert run(own, "vider") == 1
    assert "journal" in capsys.readouterr().err
    assert Warehouse(own).pointer() is not None
