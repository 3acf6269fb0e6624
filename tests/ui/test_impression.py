"""A page on paper: no menu, no button, the filters in words, the banner and the date kept, ink on white."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

FILTERED = "exercice=2025&domaine=D%C3%A9chets"
A4_WIDTH = 703
"""186 mm (A4 less two margins of 12 mm) at 96 pixels an inch."""


@pytest.mark.parametrize("path", ["", "axe-4", "carte", "comparer", "feuille-de-route"])
def test_le_papier_dit_les_filtres_et_n_a_ni_menu_ni_bouton(
    browser: BrowserContext, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}?{FILTERED}", size=(A4_WIDTH, 1000)) as page:
        words = page.get_by_text("Filtres : Exercice 2025 · Déchets")
        expect(words).to_be_hidden()
        page.emulate_media(media="print")
        expect(words).to_be_visible()
        expect(page.locator("h1").first).to_be_visible()
        expect(page.get_by_text(re.compile("Chiffres au|Données arrêtées au"))).to_be_visible()
        expect(page.get_by_text("Données de démonstration – fictives")).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH


def test_une_page_sombre_s_imprime_en_encre_sur_blanc(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1", theme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        colours = page.evaluate(
            """() => ["[data-testid=stApp]", "svg.marks"].map(
                (one) => getComputedStyle(document.querySelector(one)).backgroundColor)
                .concat(["h1", "[data-testid=stCaptionContainer] p", "[data-testid=stMetricValue]"].map(
                (one) => getComputedStyle(document.querySelector(one)).color))"""
        )
        assert colours == ["rgb(255, 255, 255)"] * 2 + ["rgb(27, 39, 51)"] * 3


def test_un_indicateur_ouvert_s_imprime_seul(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1?indicateur=F2.3&vue=definition") as page:
        page.emulate_media(media="print")
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.locator("#root")).to_be_hidden()


def test_une_page_s_imprime_sur_des_feuilles_a4(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1") as page:
        document = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\]", document)
    assert 1 <= len(sheets) <= 6
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(595, 842)} or {
        (round(float(width)), round(float(height))) for width, height in sheets
    } == {(596, 842)}
