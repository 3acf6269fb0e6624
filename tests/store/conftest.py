"""An empty warehouse, and a short way to deposit files into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.store import Mode, OpenVersion, Source, Staged, Warehouse, publish, stage

Deposit = Callable[..., OpenVersion | None]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "entrepot")


@pytest.fixture
def staged(warehouse: Warehouse) -> Callable[..., Staged]:
    def run(*paths: Path, mode: Mode = "remplacer", demonstration: bool = False) -> Staged:
        sources = [Source(chemin=path, nom=path.name) for path in paths]
        return stage(warehouse, sources, ImportOptions(), mode=mode, demonstration=demonstration)

    return run


@pytest.fixture
def deposit(warehouse: Warehouse, staged: Callable[..., Staged]) -> Deposit:
    def run(
        *paths: Path, mode: Mode = "remplacer", demonstration: bool = False, motif: str = ""
    ) -> OpenVersion | None:
        ready = staged(*paths, mode=mode, demonstration=demonstration)
        assert not ready.refuse, "\n".join(report.texte() for report in ready.rapports)
        return publish(
            warehouse,
            ready,
            auteur="la responsable",
            commentaire="essai",
            motif=motif,
            comparer=restatements,
        )

    return run
