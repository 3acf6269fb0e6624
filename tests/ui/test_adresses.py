"""The address holds the whole view: copied to another browser, it shows the same screen."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import WAIT, settle, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

FILTERS = "exercice=2025&arrete=T2&domaine=D%C3%A9chets&perimetre=tous"
TAG = "Exercice 2025"


def text_of(page: Page) -> str:
    """Return what the page says, an open indicator included."""
    settle(page)
    return page.locator("[data-testid=stMain]").inner_text() + "".join(
        page.get_by_role("dialog").all_inner_texts()
    )


@pytest.mark.parametrize(
    "path",
    [
        "?",
        "axe-1?",
        "axe-3?",
        "axe-4?",
        "feuille-de-route?",
        "explorer?q=2025M00&",
        "axe-1?indicateur=F2.3&vue=dga&",
        "axe-1?indicateur=F2.3&vue=lignes&",
    ],
)
def test_une_adresse_filtree_montre_le_meme_ecran_ailleurs(
    browser: BrowserContext, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}{FILTERS}") as page:
        expect(page.get_by_role("button", name=TAG)).to_be_attached(timeout=WAIT)
        shown, address = text_of(page), page.url
    assert "exercice=2025" in address
    with visit(browser, address) as page:
        expect(page.get_by_role("button", name=TAG)).to_be_attached(timeout=WAIT)
        assert text_of(page) == shown
        page.keyboard.press("Escape")  # an indicator may be open over the page
        expect(page.get_by_role("dialog")).to_have_count(0, timeout=WAIT)
        filtered = text_of(page)
        page.get_by_role("button", name="Tout effacer").click()
        expect(page.get_by_role("button", name=TAG)).to_have_count(0, timeout=WAIT)
        assert text_of(page) != filtered, "sans les filtres, l’écran est un autre"


def test_une_adresse_sans_filtre_dit_l_annee_et_le_jour_qu_elle_montre(
    browser: BrowserContext, served: Server
) -> None:
    """The data stop on 30/06/2026 and « Précédent » goes back a screen: completing an address is no step of the history."""
    with visit(browser, f"{served.url}/axe-1") as page:
        page.wait_for_url("**/axe-1?exercice=2026&arrete=2026-*", timeout=WAIT)
        expect(page.get_by_role("button", name="Tout effacer")).to_have_count(0)
        steps = page.evaluate("history.length")
        page.get_by_test_id("stSidebarNavLink").filter(has_text="Carte").click()
        page.wait_for_url("**/carte?exercice=2026&arrete=2026-*", timeout=WAIT)
        assert page.evaluate("history.length") == steps + 1
        page.go_back()
        page.wait_for_url("**/axe-1?exercice=2026&arrete=2026-*", timeout=WAIT)
        expect(page.locator("h1").first).to_contain_text("Axe 1", timeout=WAIT)


def test_un_lien_d_un_tableau_s_ouvre_dans_l_onglet_sans_nouvelle_session(
    browser: BrowserContext, served: Server
) -> None:
    with visit(browser, f"{served.url}/explorer?q=2026M00") as page:
        tabs = len(page.context.pages)
        sessions: list[str] = []
        page.on("websocket", lambda socket: sessions.append(socket.url))
        link = page.get_by_role("table").get_by_role("link").first
        expect(link).not_to_have_attribute("target", "_blank", timeout=WAIT)
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/contrat?*", timeout=WAIT)
        expect(page.locator("h1").first).to_contain_text("Contrat 2026M00", timeout=WAIT)
        assert len(page.context.pages) == tabs
        page.go_back()
        expect(page.locator("h1").first).to_contain_text("Contrats et fournisseurs", timeout=WAIT)
        assert "q=2026M00" in page.url
        assert sessions == []


@pytest.mark.parametrize("path", ["axe-2", "carte", "comparer", "qualite", "leviers", "methode"])
def test_ce_qu_on_choisit_sur_une_page_est_dans_son_adresse(
    browser: BrowserContext, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        before = text_of(page)
        choices = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").first.get_by_role("radio")
        choices.nth(1).click()
        expect(choices.nth(1)).to_have_attribute("aria-checked", "true", timeout=WAIT)
        page.wait_for_url("**/*?*=*", timeout=WAIT)
        page.wait_for_function(
            "before => document.querySelector('[data-testid=stMain]').innerText !== before",
            arg=before,
            timeout=WAIT,
        )
        shown, address = text_of(page), page.url
    with visit(browser, address) as page:
        chosen = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").first.get_by_role("radio")
        expect(chosen.nth(1)).to_have_attribute("aria-checked", "true", timeout=WAIT)
        assert text_of(page) == shown
    assert shown != before


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("contrat?cle=2025M001", "contrat?cle=2025M002"),
        ("fournisseur?siren=000000018", "fournisseur?siren=000000026"),
    ],
)
def test_l_adresse_d_une_fiche_montre_la_meme_fiche_ailleurs(
    browser: BrowserContext, served: Server, path: str, other: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        shown, address = text_of(page), page.url
    with visit(browser, address) as page:
        assert text_of(page) == shown
    with visit(browser, f"{served.url}/{other}") as page:
        assert text_of(page) != shown
