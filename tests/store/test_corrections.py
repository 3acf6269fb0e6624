"""Rejected rows, corrected in their workbook and deposited again. Expectations by hand."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from spaser.ingest.annotated import annotated_workbook
from spaser.store import OpenVersion, Staged, Warehouse, discard, publish
from tests.extraits import CONTRATS, contrat, write_csv


def workbook(staged: Staged, path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    kept = staged.a_corriger[0]
    assert kept is not None
    path.write_bytes(annotated_workbook(kept))
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[0]


def numbers(version: OpenVersion | None) -> list[tuple[str, float]]:
    assert version is not None
    table = version.cursor().table("lignes.contrats").order("contrat_id")
    return [
        (numero, float(montant)) for numero, montant in table.select("contrat_id", "montant_ht").fetchall()
    ]


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """Sixty contracts of 100 €, three of which cannot be read: row 5 has no number, 9 a 32 March, 11 no amount."""
    rows = [contrat(f"M{rank:02d}", "05/03/2024", "100") for rank in range(1, 61)]
    rows[3] = contrat("", "05/03/2024", "100")
    rows[7] = contrat("=M08", "32/03/2024", "100")
    rows[9] = contrat("M10", "05/03/2024", "cent euros")
    return write_csv(tmp_path / "t1.csv", CONTRATS, rows)


def test_trois_lignes_rejetees_corrigees_et_deposees_rejoignent_les_autres(
    extract: Path, tmp_path: Path, staged: Callable[..., Staged], warehouse: Warehouse
) -> None:
    ready = staged(extract)
    assert [(r.lus, r.acceptes, r.rejetes) for r in ready.rapports] == [(60, 57, 3)]
    book, sheet = workbook(ready, tmp_path / "corriger.xlsx")
    publish(warehouse, ready)

    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in sheet[1]] == ["Raison du rejet", "Remède", *CONTRATS]
    assert sheet.freeze_panes == "C2"
    assert [str(row[0].value).split(" : ")[0] for row in rows] == ["Ligne 5", "Ligne 9", "Ligne 11"]
    faulty = [[cell.column - 3 for cell in row if cell.comment is not None] for row in rows]
    assert faulty == [
        [CONTRATS.index("N° de contrat")],
        [CONTRATS.index("Date de notification")],
        [CONTRATS.index("Montant HT (€)")],
    ]
    assert (rows[1][2].value, rows[1][2].data_type) == ("=M08", "s")  # as written, and never run
    assert [cell.value for cell in rows[2]][2:] == list(contrat("M10", "05/03/2024", "cent euros"))

    rows[0][2].value = "M04"
    rows[1][2 + CONTRATS.index("Date de notification")].value = "31/03/2024"
    rows[2][2 + CONTRATS.index("Montant HT (€)")].value = 100.5
    book.save(tmp_path / "corrige.xlsx")
    again = staged(tmp_path / "corrige.xlsx")
    assert again.a_corriger == (None,)
    report = again.rapports[0]
    assert (report.complement, report.colonnes_inconnues, again.extraits[0].depot.mode) == (
        True,
        (),
        "completer",
    )
    assert report.reconnaissance is not None
    assert report.reconnaissance.memoire is not None
    assert report.reconnaissance.changements == ()  # the same layout as the extract that it comes from

    found = numbers(publish(warehouse, again))
    assert len(found) == 60
    assert {n: m for n, m in found if n in {"M04", "M10", "=M08"}} == {"M04": 100, "M10": 100.5, "=M08": 100}
    assert not list(warehouse.waiting.glob("*.duckdb"))


def test_le_classeur_d_un_fichier_refuse_contient_tout_et_le_remplace(
    tmp_path: Path, staged: Callable[..., Staged], warehouse: Warehouse
) -> None:
    """Two rows of four cannot be read: the file is refused, and the two good rows must not be lost once it is corrected."""
    days = ("05/03/2024", "05/03/2024", "le 5 ?", "?")
    refused = write_csv(
        tmp_path / "t1.csv", CONTRATS, [contrat(f"M{n}", day, "100") for n, day in enumerate(days)]
    )
    ready = staged(refused)
    assert ready.refuse
    book, sheet = workbook(ready, tmp_path / "corriger.xlsx")
    discard(ready)
    assert not list(warehouse.waiting.glob("*.duckdb"))

    rows = list(sheet.iter_rows(min_row=2))
    assert [row[2].value for row in rows] == ["M0", "M1", "M2", "M3"]
    assert [bool(row[0].value) for row in rows] == [False, False, True, True]
    for row in rows[2:]:
        row[2 + CONTRATS.index("Date de notification")].value = "06/03/2024"
    book.save(tmp_path / "corrige.xlsx")
    again = staged(tmp_path / "corrige.xlsx")
    assert (again.rapports[0].complement, again.extraits[0].depot.mode) == (False, "remplacer")
    assert (again.rapports[0].acceptes, again.rapports[0].rejetes) == (4, 0)
    discard(again)
