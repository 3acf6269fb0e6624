"""Accessibility: axe-core on every page, text alternatives, and what a keyboard alone can do."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import PAGES, PHONE, WAIT, WIDE, chromium, resize, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
DRAWINGS = "[data-testid=stVegaLiteChart], [data-testid=stDeckGlJsonChart]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def grave_violations(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical, with the first element at fault."""
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']} × {len(found['nodes'])} : {found['nodes'][0]['html'][:200]}"
        for found in result["violations"]
        if found["impact"] in GRAVE
    ]


@pytest.mark.parametrize("path", PAGES)
def test_aucune_violation_grave_et_chaque_dessin_se_dit_en_une_phrase(
    browser: Browser, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        said = page.eval_on_selector_all(
            f"{DRAWINGS}, [data-testid=stTable] table, [data-testid=stDataFrame]",
            "all => all.map(one => one.getAttribute('aria-label') ?? one.querySelector('[aria-label]')?.ariaLabel ?? '')",
        )
        assert all(len(text.split()) >= 2 for text in said), said
        page.evaluate(AXE)
        found = {}
        for theme in ("light", "dark"):
            for size in (WIDE, PHONE):
                resize(page, size, theme)
                found[theme, size[0]] = grave_violations(page)
        assert not any(found.values()), found


def test_axe_voit_une_violation_quand_il_y_en_a_une(browser: Browser, served: Server) -> None:
    with visit(browser, f"{served.url}/methode") as page:
        page.evaluate(AXE)
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
        assert any(found.startswith("image-alt") for found in grave_violations(page))


@pytest.mark.parametrize("path", ["", "axe-2", "carte", "?indicateur=F2.3&vue=evolution"])
def test_les_pages_qui_dessinent_dessinent_et_le_disent(browser: Browser, served: Server, path: str) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        said = page.eval_on_selector_all(DRAWINGS, "all => all.map(one => one.getAttribute('aria-label'))")
        assert said
        assert all(text and len(text) > 20 for text in said), said


def tab_to(page: Page, selector: str, most: int = 400) -> None:
    """Press the tabulation until an element that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} n’est pas atteint en {most} tabulations")


def test_un_chiffre_s_ouvre_et_se_ferme_au_clavier_seul(browser: Browser, served: Server) -> None:
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


def test_les_boutons_d_un_graphique_se_voient_au_clavier(browser: Browser, served: Server) -> None:
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
