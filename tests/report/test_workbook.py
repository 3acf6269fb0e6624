"""The workbook read back: its formulas give what was measured, its text runs nowhere, it is the same bytes twice."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from spaser.measure import Filters, Perimeter
from spaser.measure.frozen import Official
from spaser.report import ReportContent, report_content
from spaser.report.workbook import workbook
from spaser.store import OpenVersion
from spaser.store.freeze import Freeze
from tests.report.exports import FORMULA, content_of, silent, small_version
from tests.report.formulas import Sheets

VALUE, NUMERATOR, DENOMINATOR, UNKNOWN, LOW, HIGH, AMOUNT, CHECK = "CDEFGHIM"


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    return small_version(tmp_path_factory.mktemp("classeur"))


@pytest.fixture(scope="module")
def content(version: OpenVersion) -> ReportContent:
    return content_of(version, Filters(2025))


@pytest.fixture(scope="module")
def octets(content: ReportContent) -> bytes:
    return workbook(content, silent)


@pytest.fixture(scope="module")
def book(octets: bytes) -> Workbook:
    return load_workbook(io.BytesIO(octets))


def row_of(book: Workbook, sheet: str, code: str) -> int:
    return next(int(row[0].row) for row in book[sheet].iter_rows(max_col=1) if row[0].value == code)


def test_les_formules_d_un_taux_donnent_cinq_contrats_sur_huit_et_un_inconnu(book: Workbook) -> None:
    sheets, row = Sheets(book), row_of(book, "F2", "F2.3")
    worked = {
        c: sheets.value("F2", f"{c}{row}")
        for c in (VALUE, NUMERATOR, DENOMINATOR, UNKNOWN, LOW, HIGH, AMOUNT)
    }
    assert worked == {
        VALUE: 5 / 8,
        NUMERATOR: 5,
        DENOMINATOR: 8,
        UNKNOWN: 1,
        LOW: 5 / 8,
        HIGH: 6 / 8,
        AMOUNT: 50_000,
    }
    assert sheets.value("F2", f"{CHECK}{row}") == "égal"


def test_les_formules_d_une_depense_donnent_mille_euros_sur_huit_mille(book: Workbook) -> None:
    sheets, row = Sheets(book), row_of(book, "F3", "F3.1")
    assert [sheets.value("F3", f"{c}{row}") for c in (NUMERATOR, DENOMINATOR, VALUE)] == [1_000, 8_000, 1 / 8]


def test_toute_formule_donne_la_valeur_ecrite_avec_elle(book: Workbook, octets: bytes) -> None:
    shown, sheets, formulas = load_workbook(io.BytesIO(octets), data_only=True), Sheets(book), 0
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    formulas += 1
                    expected = shown[sheet.title][cell.coordinate].value
                    worked = sheets.value(sheet.title, cell.coordinate)
                    assert worked == (pytest.approx(expected) if isinstance(worked, float) else expected), (
                        cell.value
                    )
                    assert worked != "différent"
    assert formulas > 200


def test_les_valeurs_sont_celles_de_la_mesure(content: ReportContent, octets: bytes) -> None:
    shown = load_workbook(io.BytesIO(octets), data_only=True)["Synthèse"]
    written = {row[0]: row[2] for row in shown.iter_rows(min_row=5, values_only=True)}
    for figure in content.chiffres:
        code, measured = figure.indicateur.code, figure.mesure.valeur
        if measured is None:
            assert isinstance(written[code], str)
        else:
            scale = 1000 if figure.indicateur.unite == "‰" else 1
            assert written[code] == pytest.approx(measured * scale, rel=1e-12)


def test_la_synthese_d_un_exercice_fige_montre_la_valeur_signee(
    version: OpenVersion, content: ReportContent
) -> None:
    # Signed: 4 contracts of 8; the version now measures 5 of 8.
    today = content.figure("F2.3")
    assert today is not None
    gel = Freeze(
        annee=2025,
        numero=1,
        version=1,
        version_sha256="",
        catalogue="",
        catalogue_sha256="",
        demonstration=False,
        le=datetime(2026, 2, 1, tzinfo=UTC),
        auteur="La responsable",
        commentaire="",
        motif="",
        chiffres=(),
    )
    signed = replace(today.mesure, valeur=0.5, numerateur=4.0)
    official = Official(gels={2025: (gel,)}, signed={2025: ({("F2.3", None): (signed,)},)})
    frozen = report_content(version, Filters(2025), Perimeter.tout(), "La responsable", official, ())
    book = load_workbook(io.BytesIO(workbook(frozen, silent)))
    sheets = Sheets(book)
    assert sheets.value("Synthèse", f"C{row_of(book, 'Synthèse', 'F2.3')}") == 0.5
    row = row_of(book, "F2", "F2.3")
    assert sheets.value("F2", f"{VALUE}{row}") == 5 / 8
    assert "Valeur signée : 50,0" in book["F2"][f"U{row}"].value


def test_un_domaine_qui_serait_une_formule_est_un_texte(book: Workbook) -> None:
    found = [
        cell
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str) and cell.value.endswith(FORMULA)
    ]
    assert {cell.value for cell in found} == {f"'{FORMULA}"}
    assert {cell.data_type for cell in found} == {"s"}


def test_chaque_feuille_porte_ses_pages_et_sa_version(book: Workbook) -> None:
    for sheet in book:
        assert (
            "Page &P / &N" in f"Page {sheet.oddFooter.right.text[-8:]}" or "&P" in sheet.oddFooter.right.text
        )
        assert "version 1" in sheet.oddFooter.left.text
        assert sheet.page_setup.orientation == "landscape"
    assert book["Lignes contrats"].auto_filter.ref is not None
    assert book["F2"].freeze_panes == "C5"


def test_la_meme_demande_redonne_les_memes_octets(octets: bytes, version: OpenVersion) -> None:
    assert workbook(content_of(version, Filters(2025)), silent) == octets
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice n'est pas sur cette machine")
def test_libreoffice_recalcule_les_memes_valeurs(octets: bytes, tmp_path: Path) -> None:
    # The values written with the formulas are taken out: what is read back is what LibreOffice worked out.
    bare = tmp_path / "nu.xlsx"
    with zipfile.ZipFile(io.BytesIO(octets)) as packed, zipfile.ZipFile(bare, "w") as kept:
        for name in packed.namelist():
            part = packed.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            kept.writestr(name, part)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "lu"), str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    read = load_workbook(tmp_path / "lu" / "nu.xlsx", data_only=True)
    row = row_of(read, "F2", "F2.3")
    assert read["F2"][f"{VALUE}{row}"].value == pytest.approx(5 / 8)
    assert read["F2"][f"{CHECK}{row}"].value == "égal"
    assert not [c.coordinate for s in read for line in s.iter_rows() for c in line if c.value == "différent"]
