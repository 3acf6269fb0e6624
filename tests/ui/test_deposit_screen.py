"""The page « Déposer », driven without a browser: a deposit that is given up leaves its trace, and nothing else."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from spaser.access.audit import AuditLog
from spaser.store import Warehouse
from spaser.ui import logbook, session
from tests.extraits import CONTRATS, SIRET_A, write_csv

PAGE = Path(__file__).parents[2] / "pages" / "donnees" / "deposer.py"
ROW = (
    *("2025M1", "Marché", "Objet", "Déchets", "EAD", "Pays d'Aix", "15/03/2025", "1000,00", "oui", "non"),
    SIRET_A,
)


@pytest.fixture
def deposited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return the page once a file has been read."""
    monkeypatch.setenv("SPASER_ENTREPOT", str(tmp_path / "entrepot"))
    caches: tuple[Callable[[], None], ...] = (session.warehouse.clear, logbook.audit_log.cache_clear)
    for forget in caches:
        forget()
    run = AppTest.from_file(str(PAGE), default_timeout=60).run()
    content = write_csv(tmp_path / "contrats.csv", CONTRATS, [ROW]).read_bytes()
    run.file_uploader[0].set_value(("contrats.csv", content, "text/csv")).run()
    next(button for button in run.button if button.label == "Lire et vérifier").click().run()
    for _ in range(200):
        if any(button.label == "Abandonner ce dépôt" for button in run.button):
            break
        time.sleep(0.2)
        run.run()
    assert not run.exception
    yield run
    for forget in caches:
        forget()


def test_un_depot_abandonne_est_au_journal_et_ne_laisse_rien(deposited: AppTest, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "entrepot")
    assert list(warehouse.waiting.iterdir()) != []
    next(button for button in deposited.button if button.label == "Abandonner ce dépôt").click().run()
    assert not deposited.exception
    found = [entry for entry in AuditLog(warehouse.path).entries() if entry is not None]
    assert [(entry.action, entry.objet) for entry in found] == [
        ("depot", "fichiers:1"),
        ("abandon", "fichiers:1"),
    ]
    assert list(warehouse.waiting.iterdir()) == []
    assert warehouse.current() is None
