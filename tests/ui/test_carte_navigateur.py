"""The maps in a real Chromium with WebGL in software: a click filters or opens, the keyboard does the same, the address tells it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]
AIX = "Pays d'Aix"
MOST_BYTES = 2_000_000


def _click_on(page: Page, words: str, right: int, down: int) -> None:
    """Click so many pixels from the middle of the map, once the words under the pointer are those expected."""
    chart = page.get_by_test_id("stDeckGlJsonChart")
    chart.scroll_into_view_if_needed(timeout=WAIT)
    expect(chart.locator("canvas")).to_be_visible(timeout=WAIT)
    tooltip = chart.locator(".deck-tooltip")
    held = None
    for step in range(120):
        box = chart.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2 + right + step % 2, box["y"] + box["height"] / 2 + down
        # Drawn where it was a moment ago, and the pointer over what is asked for: the page has come to rest.
        if box == held and words in (tooltip.text_content() or ""):
            break
        page.mouse.move(x, y)
        held = box
        page.wait_for_timeout(250)
    expect(tooltip).to_contain_text(words, timeout=WAIT)
    page.mouse.click(x, y)


def _tag(page: Page, name: str) -> Locator:
    """The removable tag of a filter."""
    return page.locator("[class*=st-key-filtre_]").get_by_role("button", name=name)


def _choose(page: Page, label: str, typed: str) -> None:
    """Choose in a list with the keyboard alone."""
    box = page.get_by_role("combobox", name=label)
    box.focus(timeout=WAIT)
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible(timeout=WAIT)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", ["carte", "axe-4"])
def test_un_clic_sur_un_territoire_filtre_la_page_un_second_l_en_retire(
    browser: BrowserContext, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        _click_on(page, AIX, 43, -61)
        expect(_tag(page, AIX)).to_be_visible(timeout=WAIT)
        page.wait_for_url(f"**/{path}?*territoire=Pays+d%27Aix", timeout=WAIT)
        table = page.get_by_role("table").filter(has_text="Contrats").last
        expect(table).to_contain_text(f"▸ {AIX}", timeout=WAIT)
        # The map keeps every territoire: « Non affecté » still stands in its table.
        expect(table).to_contain_text("Non affecté")
        _click_on(page, AIX, 43, -61)
        expect(_tag(page, AIX)).to_have_count(0, timeout=WAIT)


def test_le_clavier_filtre_depuis_le_tableau_comme_le_clic(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/carte") as page:
        _choose(page, "Choisir un territoire du tableau", "pays d")
        expect(_tag(page, AIX)).to_be_visible(timeout=WAIT)
        page.wait_for_url("**/carte?*territoire=Pays+d%27Aix", timeout=WAIT)


def test_un_lieu_de_fournisseurs_s_ouvre_au_clavier_et_par_son_adresse(
    browser: BrowserContext, served: Server
) -> None:
    """In 2026 three suppliers are paid 1 000 € each: in Marseille, Paris (GE) and Pertuis (Vaucluse)."""
    with visit(browser, f"{served.url}/carte?niveau=D%C3%A9partement+du+fournisseur") as page:
        _choose(page, "Choisir un lieu du tableau", "vaucl")
        expect(page.get_by_role("heading", name="Vaucluse")).to_be_visible(timeout=WAIT)
        assert "lieu=Vaucluse" in page.url
        address = page.url
    with visit(browser, address) as page:
        expect(page.get_by_role("heading", name="Vaucluse")).to_be_visible(timeout=WAIT)
        detail = page.get_by_role("table").filter(has_text="Part du lieu")
        expect(detail.get_by_role("row")).to_have_count(2)
        assert "siren=000000034" in (detail.get_by_role("link").get_attribute("href") or "")
        page.get_by_role("button", name="Fermer").click()
        expect(page.get_by_role("heading", name="Vaucluse")).to_have_count(0, timeout=WAIT)
        page.wait_for_url(lambda url: "lieu=" not in url and "niveau=D" in url, timeout=WAIT)


def test_un_clic_sur_un_departement_ouvre_ses_fournisseurs(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/carte?niveau=D%C3%A9partement+du+fournisseur") as page:
        _click_on(page, "Vaucluse", 74, 88)
        expect(page.get_by_role("heading", name="Vaucluse")).to_be_visible(timeout=WAIT)
        page.wait_for_url("**lieu=Vaucluse**", timeout=WAIT)


def test_une_adresse_perimee_ou_hostile_montre_la_carte_par_defaut(
    browser: BrowserContext, served: Server
) -> None:
    with visit(browser, f"{served.url}/carte?niveau=Zorg&part=%3Cb%3E&lieu=..%2F..") as page:
        expect(page.get_by_role("combobox", name="Choisir un territoire du tableau")).to_be_visible(
            timeout=WAIT
        )
        assert page.get_by_test_id("stException").count() == 0


def test_la_carte_se_telecharge_en_png_et_en_svg(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/carte?exercice=2026&arrete=T2&domaine=D%C3%A9chets") as page:
        found = {}
        for ending in ("PNG", "SVG"):
            with page.expect_download(timeout=WAIT) as waited:
                page.get_by_role("button", name=f"Télécharger la carte ({ending})").click(timeout=WAIT)
            found[waited.value.suggested_filename] = waited.value.path().read_bytes()
    picture, drawing = found.values()
    assert [name.rpartition("_v1_")[2] for name in found] == [
        "demonstration_fictive.png",
        "demonstration_fictive.svg",
    ]
    assert Image.open(io.BytesIO(picture)).width == 2400
    said = drawing.decode()
    for words in ("Exercice 2026, données arrêtées au 30/06/2026", "Filtres : Déchets", "fictives"):
        assert words in said


@pytest.mark.parametrize("niveau", ["Commune", "Département"])
def test_une_carte_envoie_moins_de_deux_mega_octets(
    browser: BrowserContext, served: Server, niveau: str
) -> None:
    page = browser.new_page()
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(f"{served.url}/axe-4?niveau={niveau}+du+fournisseur")
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_be_attached(timeout=WAIT)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    assert 50_000 < sum(received) < MOST_BYTES
    page.close()
