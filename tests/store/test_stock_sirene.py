"""A national file of SIRENE follows the suppliers of the warehouse: those who appear later are found when it is read again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spaser.store import Staged, Warehouse, publish, readings
from spaser.store.restaging import stage_again
from tests.extraits import CONTRATS, SIRET_A, SIRET_B, SIRET_C, contrat, write_csv

UNITES = ("siren", "etatAdministratifUniteLegale", "categorieEntreprise", "anneeCategorieEntreprise")


def test_un_fournisseur_apparu_depuis_est_trouve_a_la_relecture(
    warehouse: Warehouse, staged: Callable[..., Staged], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        readings, "est_un_stock", lambda path: b"etatAdministratifUniteLegale" in path.read_bytes()
    )
    units = [(number[:9], "A", "PME", "2022") for number in (SIRET_A, SIRET_B, SIRET_C)]
    stock = write_csv(tmp_path / "StockUniteLegale.csv", UNITES, units)
    first = write_csv(tmp_path / "c1.csv", CONTRATS, [contrat("M1", "12/03/2025", "100", siret=SIRET_A)])
    later = write_csv(tmp_path / "c2.csv", CONTRATS, [contrat("M2", "12/06/2025", "100", siret=SIRET_B)])

    ready = staged(stock, first)
    (report, _) = ready.rapports
    assert (report.lus, report.acceptes, report.ecartes) == (3, 1, 2)
    version = publish(warehouse, ready)
    assert version is not None

    again = staged(later, stock)
    assert [(report.acceptes, report.refuse) for report in again.rapports] == [(1, False), (2, False)]
    assert again.rapports[1].depot != report.depot  # the same bytes, read for more suppliers

    (new,) = [extract.chemin for extract in again.extraits if extract.depot.type == "contrats"]
    rebuilt = stage_again(warehouse, version.manifest, None, (new,))
    counts = {extract.depot.fichier: extract.depot.acceptes for extract in rebuilt}
    assert counts == {"StockUniteLegale.csv": 2, "c1.csv": 1}
    assert not list(warehouse.waiting.glob("connus-*"))
