"""The coming year's roadmap, read back: an editable document whose scope is counted from the contracts that end."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from spaser import francais as fr
from spaser.report import ReportContent
from spaser.report.next_year import write_next_year
from tests.report.conftest import HOSTILE


def _quiet(_name: str, _share: float) -> None:
    """Say nothing of the progress."""


@pytest.fixture(scope="module")
def document_bytes(whole: ReportContent) -> bytes:
    return write_next_year(whole, _quiet)


@pytest.fixture(scope="module")
def document(document_bytes: bytes) -> DocxDocument:
    return docx.Document(io.BytesIO(document_bytes))


def _table(document: DocxDocument, heading: str) -> list[list[str]]:
    """Return the texts of the first table under a heading."""
    under = False
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            if under:
                return [[cell.text for cell in row.cells] for row in block.rows]
        elif block.style.name.startswith("Heading") and block.text.startswith(heading):
            under = True
    raise AssertionError(heading)


def test_le_bilan_les_objectifs_et_le_champ_sont_de_vrais_titres(document: DocxDocument) -> None:
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        *("Bilan de l’exercice 2025", "Objectifs 2026", "Champ d’intervention 2026"),
        *("Suites données aux décisions", "Décisions à prendre", "Choix de comptage en vigueur"),
    ]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == "SPASER – Feuille de route 2026"


def test_le_champ_compte_les_contrats_qui_se_terminent(document: DocxDocument) -> None:
    # huit contrats de 2025 à 2 000 € finissent en 2026 (deux disent non), deux à 5 000,50 € en 2027 (les deux disent non)
    rows = {row[0]: row[1:] for row in _table(document, "Échéances des contrats")}
    assert rows["2026"] == ["8", f"16{fr.NARROW}000{fr.NARROW}€", "2", "0", "8", "0"]
    assert rows["2027"] == ["2", f"10{fr.NARROW}001{fr.NARROW}€", "2", "0", "2", "0"]
    assert "2025" not in rows
    domains = {row[0]: row[1] for row in _table(document, "Contrats à renouveler en 2026")}
    assert domains == {"Domaine": "Contrats", "Déchets": "8", "Total": "8"}


def test_les_objectifs_laissent_au_comite_sa_colonne(document: DocxDocument) -> None:
    rows = {row[0].split(" – ")[0]: row for row in _table(document, "Objectifs 2026")}
    assert rows["F2.3"][1] == f"60,0{fr.NARROW}%"
    assert rows["F2.3"][2] == f"100{fr.NARROW}% en 2025"
    assert rows["F2.3"][-1] == ""


def test_un_moyen_sans_pilote_n_a_pas_un_avancement_de_zero(document: DocxDocument) -> None:
    rows = {row[0]: row for row in _table(document, "Axe 1 –")}
    assert "M1" not in rows  # réalisé : rien à poursuivre
    assert rows["M3"][3:5] == [f"◌ {fr.NOT_FILLED}"] * 2
    assert rows["M2"][3] == f"40{fr.NARROW}%"
    assert rows["M2"][4] == HOSTILE


def test_chaque_page_dit_ce_qu_elle_montre(document: DocxDocument) -> None:
    section = document.sections[0]
    assert "Données de démonstration – fictives" in section.header.paragraphs[0].text
    foot = section.footer.paragraphs[0]
    assert "exercice 2025 arrêté au 31/12/2025" in foot.text
    assert [node.text for node in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_la_meme_demande_donne_les_memes_octets(whole: ReportContent, document_bytes: bytes) -> None:
    assert write_next_year(whole, _quiet) == document_bytes
    days = {entry.date_time[:3] for entry in zipfile.ZipFile(io.BytesIO(document_bytes)).infolist()}
    assert len(days) == 1
