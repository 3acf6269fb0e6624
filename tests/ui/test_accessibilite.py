"""Accessibility: axe-core on every page, text alternatives, and what a keyboard alone can do."""

from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.anglais import english
from tests.ui.visite import PAGES, PHONE, WAIT, WIDE, resize, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
LOOKS: tuple[tuple[tuple[int, int], Literal["light", "dark"]], ...] = (
    (PHONE, "dark"),
    (WIDE, "dark"),
    (WIDE, "light"),
)
"""Wide, everything is shown, in both themes; narrow, the menu is folded and the rest is laid out another way, in colours already seen."""
TITLES = {
    "": "Vue d’ensemble du SPASER",
    "axe-1": "Axe 1",
    "axe-2": "Axe 2",
    "axe-3": "Axe 3",
    "axe-4": "Axe 4",
    "carte": "Carte des achats",
    "comparer": "Comparer",
    "feuille-de-route": "Feuille de route",
    "comites": "Comités",
    "explorer": "Contrats et fournisseurs",
    "leviers": "Leviers",
    "contrat": "Contrat 2026M090",
    "fournisseur": "Fournisseur A",
    "deposer": "Déposer des extraits",
    "versions": "Versions",
    "rapports": "Rapports",
    "acces": "Accès",
    "qualite": "Qualité",
    "methode": "Méthode",
}
DRAWN = ("", "axe-1", "axe-2", "axe-3", "axe-4", "carte", "?indicateur=F2.3&vue=evolution")
DRAWINGS = "[data-testid=stVegaLiteChart], [data-testid=stDeckGlJsonChart]"


def grave_violations(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical, with the first element at fault."""
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']} × {len(found['nodes'])} : {found['nodes'][0]['html'][:200]}"
        for found in result["violations"]
        if found["impact"] in GRAVE
    ]


@pytest.mark.parametrize("path", PAGES)
def test_chaque_page_s_ouvre_se_dit_et_tient_sur_un_telephone(
    browser: BrowserContext, served: Server, path: str
) -> None:
    """Its title, what is made up, who may do what, each drawing in a sentence; axe-core wide in both themes and narrow; no English word."""
    with visit(browser, f"{served.url}/{path}") as page:
        expect(page.locator("h1").first).to_contain_text(TITLES[path.partition("?")[0]])
        expect(page.get_by_text("Données de démonstration – fictives")).to_be_visible()
        expect(page.get_by_text("Mode local : une seule personne, tous les droits")).to_be_visible()
        said = page.eval_on_selector_all(
            f"{DRAWINGS}, [data-testid=stTable] table, [data-testid=stDataFrame]",
            "all => all.map(one => one.getAttribute('aria-label') ?? one.querySelector('[aria-label]')?.ariaLabel ?? '')",
        )
        assert all(len(text.split()) >= 2 for text in said), said
        drawn = page.eval_on_selector_all(DRAWINGS, "all => all.map(one => one.getAttribute('aria-label'))")
        assert all(text and len(text) > 20 for text in drawn), drawn
        assert drawn or path not in DRAWN
        page.evaluate(AXE)
        found = {}
        for size, theme in LOOKS:
            resize(page, size, theme)
            found[theme, size[0]] = grave_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert not any(found.values()), found
        assert page.evaluate("document.documentElement.lang") == "fr"
        assert english(page) == []


def test_axe_voit_une_violation_quand_il_y_en_a_une(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/methode") as page:
        page.evaluate(AXE)
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
        assert any(found.startswith("image-alt") for found in grave_violations(page))


def tab_to(page: Page, selector: str, most: int = 400) -> None:
    """Press the tabulation until an element that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} n’est pas atteint en {most} tabulations")


def test_un_chiffre_s_ouvre_et_se_ferme_au_clavier_seul(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "stMain"
        tab_to(page, "[class*=st-key-ouvrir_] button")
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible(timeout=WAIT)
        tab_to(page, "[role=dialog] [role=radio], [role=dialog] button", most=20)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0, timeout=WAIT)


def test_les_boutons_d_un_graphique_se_voient_au_clavier(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-2") as page:
        tab_to(page, "[data-testid=stElementToolbar] button")
        page.wait_for_function(
            "getComputedStyle(document.activeElement.closest('[data-testid=stElementToolbar]')).opacity === '1'",
            timeout=WAIT,
        )
        bar = page.evaluate(
            """() => {
                const bar = document.activeElement.closest('[data-testid=stElementToolbar]').getBoundingClientRect();
                const chart = document.activeElement.closest('[data-testid=stFullScreenFrame]').getBoundingClientRect();
                return [bar.top, chart.top];
            }"""
        )
        assert bar[0] < bar[1], "la barre reste au-dessus du dessin"
