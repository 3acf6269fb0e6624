"""The annual report, read back: accessible, archivable, and its figures are those of the measure."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from spaser.francais import NARROW
from spaser.measure import Filters, Perimeter, measure
from spaser.report import ReportContent
from spaser.report.pdf import write_report
from spaser.report.pdf_content import data_of
from spaser.report.pdf_glyphs import MISSING, printable
from spaser.store import OpenVersion
from spaser.wording import said
from tests.report.conftest import HOSTILE

DEMO = "Données de démonstration – fictives"


def _quiet(_name: str, _share: float) -> None:
    """Say nothing of the progress."""


@pytest.fixture(scope="module")
def report_bytes(whole: ReportContent) -> bytes:
    return write_report(whole, _quiet)


@pytest.fixture(scope="module")
def report(report_bytes: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(report_bytes))


@pytest.fixture(scope="module")
def texts(report: PdfReader) -> list[str]:
    return [_plain(page.extract_text()) for page in report.pages]


def _root(report: PdfReader) -> Any:
    return report.trailer["/Root"]


def _plain(text: str) -> str:
    """Return a text without spaces nor hyphens at the ends of lines: how it is set is not what it says."""
    return re.sub(r"[\s\u00a0\u202f\u00ad]|-\n", "", text.replace("-\n", ""))


def _elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of the structure of one kind."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child, kind)
    elif isinstance(node, dict):
        if node.get("/S") == kind:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"], kind)


def test_le_pdf_est_declare_accessible_et_archivable(report: PdfReader) -> None:
    root = _root(report)
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<", metadata)
    assert re.search(r"pdfaid:conformance>A<", metadata)
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert report.metadata is not None
    assert report.metadata.title == "SPASER 2021-2026 – Rapport annuel 2025"
    assert report.metadata.author == "Camille Essai"


def test_toutes_les_polices_sont_dans_le_fichier(report: PdfReader) -> None:
    found = 0
    for page in report.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            for descendant in font.get_object()["/DescendantFonts"]:
                descriptor = descendant.get_object()["/FontDescriptor"]
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
                found += 1
    assert found


def test_chaque_figure_se_dit_et_chaque_tableau_a_ses_entetes(report: PdfReader) -> None:
    tree = _root(report)["/StructTreeRoot"]
    figures = list(_elements(tree, "/Figure"))
    assert len(figures) > 50
    assert all(str(element.get("/Alt", "")).strip() for element in figures)
    tables = list(_elements(tree, "/Table"))
    assert tables
    assert all(list(_elements(table, "/TH")) for table in tables)
    levels = {level for level in range(1, 5) if list(_elements(tree, f"/H{level}"))}
    assert levels == {1, 2, 3, 4}


def test_chaque_page_porte_sa_version_sa_date_son_numero(texts: list[str], whole: ReportContent) -> None:
    total = len(texts)
    for number, text in enumerate(texts, 1):
        assert _plain(f"version {whole.version.numero} du") in text
        assert "31/12/2025" in text
        assert _plain(DEMO) in text
        assert f"{number}/{total}" in text


def test_chaque_indicateur_y_est_avec_la_valeur_de_la_mesure(
    texts: list[str], reports_version: OpenVersion
) -> None:
    everything = "".join(texts)
    for indicateur in reports_version.catalogue.indicateurs:
        measured = measure(reports_version, indicateur.code, Filters(2025), Perimeter.tout())[0]
        title = _plain(f"{indicateur.code} – {indicateur.titre}".replace("'", "’"))
        value = _plain(said(measured, indicateur).texte)
        places = [found.end() for found in re.finditer(re.escape(title), everything)]
        assert any(value in everything[place : place + 900] for place in places), (indicateur.code, value)
    assert _plain("F2.3 – Contrats avec une considération environnementale60,0 %") in everything  # 6 sur 10


def test_les_moyens_les_choix_et_les_limites_y_sont(texts: list[str], whole: ReportContent) -> None:
    everything = "".join(texts)
    assert whole.feuille is not None
    for moyen in whole.feuille.moyens:
        assert _plain(moyen.libelle.replace("'", "’"))[:25] in everything
    for choix in whole.choix:
        assert _plain(choix.regle.replace("'", "’"))[:25] in everything
    assert "Tabledesmatières" in everything


def test_un_texte_de_fichier_n_est_jamais_du_code(texts: list[str]) -> None:
    assert _plain(HOSTILE.replace("\N{ROCKET}", MISSING)) in "".join(texts)


def test_ce_que_la_police_ne_dessine_pas_est_marque() -> None:
    assert printable({"a": ["é\u202f→ \N{ROCKET}", 1.5, None]}) == {"a": ["é\u202f→ □", 1.5, None]}


def test_un_relais_n_y_lit_que_son_territoire(relais: ReportContent) -> None:
    data = data_of(relais)
    written = json.dumps(data, ensure_ascii=False)
    assert "Pays Salonais" not in written
    fiches = (fiche for axe in data["axes"] for fiche in axe["fiches"])
    domaines = {line["nom"] for fiche in fiches for f in fiche["chiffres"] for line in f["domaines"]}
    assert "Déchets" in domaines
    assert "Énergie" not in domaines
    figure = next(f for f in data["engagements"] if f["code"] == "F2.3")
    assert figure["valeur"] == {"texte": f"75,0{NARROW}%", "aspect": "valeur"}  # 6 sur 8


def test_la_meme_demande_donne_les_memes_octets(whole: ReportContent, report_bytes: bytes) -> None:
    assert write_report(whole, _quiet) == report_bytes
