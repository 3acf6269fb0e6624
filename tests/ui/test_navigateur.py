"""Every page in a real Chromium: full, filtered, empty; no exception, no other host, app.py first."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.conftest import write_extracts

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

TITLES = {
    "": "Vue d’ensemble du SPASER",
    "vue-ensemble": "Vue d’ensemble du SPASER",
    "axe-1": "Axe 1",
    "axe-2": "Axe 2",
    "axe-3": "Axe 3",
    "axe-4": "Axe 4",
    "carte": "Carte des achats",
    "deposer": "Déposer des extraits",
    "methode": "Méthode",
}
MEASURED = ["", "axe-1", "axe-2", "axe-3", "axe-4", "carte"]
LOCAL = "Mode local : une seule personne, tous les droits"
FICTIVE = "Données de démonstration – fictives"
WAIT = 60_000
SOFTWARE_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", *SOFTWARE_WEBGL])
        yield opened
        opened.close()


@contextmanager
def opened(
    browser: Browser, server: Server, path: str, width: int = 1366
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page and wait until it is drawn; the list holds the requests to any other host."""
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width < 500 else 768}, locale="fr-FR"
    )
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:"))
            else None
        ),
    )
    page.goto(f"{server.url}/{path}")
    settled(page)
    yield page, elsewhere
    context.close()


def settled(page: Page) -> None:
    """Wait until the run that draws the page has ended."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    expect(page.locator("h1").first).to_be_visible(timeout=WAIT)
    page.wait_for_function("document.querySelectorAll('[data-testid=stSkeleton]').length === 0", timeout=WAIT)


def no_failure(page: Page) -> None:
    assert page.locator("[data-testid=stException]").count() == 0
    assert "error" not in page.inner_text("[data-testid=stMain]").lower()


@pytest.mark.parametrize("path", TITLES)
def test_chaque_page_s_ouvre_sans_erreur_et_sans_autre_serveur(
    browser: Browser, served: Server, path: str
) -> None:
    with opened(browser, served, path) as (page, elsewhere):
        expect(page.locator("h1").first).to_contain_text(TITLES[path])
        expect(page.get_by_text(FICTIVE)).to_be_visible()
        expect(page.get_by_text(LOCAL)).to_be_visible()
        no_failure(page)
        assert elsewhere == []


@pytest.mark.parametrize("path", MEASURED)
def test_chaque_page_filtree_garde_ses_filtres(browser: Browser, served: Server, path: str) -> None:
    address = f"{path}?exercice=2025&arrete=T2&domaine=D%C3%A9chets&territoire=Pays+d%27Aix&perimetre=tous"
    with opened(browser, served, address) as (page, elsewhere):
        expect(page.get_by_role("button", name="Exercice 2025")).to_be_visible()
        expect(page.get_by_role("button", name="Arrêté au : T2")).to_be_visible()
        no_failure(page)
        assert elsewhere == []
        page.get_by_role("button", name="Tout effacer").click()
        expect(page.get_by_role("button", name="Tout effacer")).to_have_count(0, timeout=WAIT)
        page.wait_for_url(f"**/{path}?exercice=2026&arrete=*", timeout=WAIT)


def test_les_filtres_suivent_d_une_page_a_l_autre(browser: Browser, served: Server) -> None:
    with opened(browser, served, "axe-1?exercice=2025&dga=EAD") as (page, _):
        page.get_by_test_id("stSidebarNavLink").filter(has_text="Carte").click()
        expect(page.locator("h1").first).to_contain_text("Carte", timeout=WAIT)
        expect(page.get_by_role("button", name="DGA EAD")).to_be_visible(timeout=WAIT)
        page.wait_for_url("**/carte?exercice=2025&arrete=2025-12-31&dga=EAD", timeout=WAIT)


@pytest.mark.parametrize("view", ["evolution", "domaines", "dga", "territoires", "definition", "lignes"])
def test_un_chiffre_s_ouvre_sur_ses_vues(browser: Browser, served: Server, view: str) -> None:
    with opened(browser, served, f"axe-1?indicateur=F2.3&vue={view}") as (page, elsewhere):
        dialog = page.get_by_role("dialog", name="F2.3")
        expect(dialog).to_contain_text("F2.3", timeout=WAIT)
        expected = {
            "evolution": "Par trimestre",
            "domaines": "Énergie",
            "dga": "EAD",
            "territoires": "Non affecté",
            "definition": "4 ÷ 7 = 57,1",
            "lignes": "2026M090",
        }
        expect(dialog).to_contain_text(expected[view], timeout=WAIT)
        assert page.locator("[data-testid=stException]").count() == 0
        assert elsewhere == []


def test_les_trois_absences_et_les_chiffres_de_la_carte(browser: Browser, served: Server) -> None:
    with opened(browser, served, "carte") as (page, elsewhere):
        page.get_by_role("radio", name="Département du fournisseur").or_(
            page.get_by_role("button", name="Département du fournisseur")
        ).first.click()
        expect(page.get_by_role("cell", name="Paris")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Licence Ouverte 2.0").first).to_be_visible()
        assert elsewhere == []


@pytest.mark.parametrize("path", ["carte", "axe-4"])
def test_la_carte_se_dessine_et_se_survole_sans_fond_de_carte(
    browser: Browser, served: Server, path: str
) -> None:
    with opened(browser, served, path) as (page, elsewhere):
        chart = page.get_by_test_id("stDeckGlJsonChart")
        chart.scroll_into_view_if_needed(timeout=WAIT)
        expect(chart.locator("canvas")).to_be_visible(timeout=WAIT)
        tooltip = chart.locator(".deck-tooltip")
        for step in range(60):
            box = chart.bounding_box()
            assert box is not None
            page.mouse.move(box["x"] + box["width"] / 2 + 43 + step % 2, box["y"] + box["height"] / 2 - 61)
            if "Pays d'Aix" in (tooltip.text_content() or ""):
                break
            page.wait_for_timeout(250)
        expect(tooltip).to_contain_text("Montant", timeout=WAIT)
        picture = Image.open(BytesIO(chart.screenshot())).convert("RGB")
        colours = sorted(number for number, _ in picture.getcolors(picture.width * picture.height) or ())
        assert len([number for number in colours if number > picture.width * picture.height / 200]) >= 3
        assert elsewhere == []


@pytest.mark.parametrize("path", TITLES)
def test_un_telephone_ne_defile_pas_de_cote(browser: Browser, served: Server, path: str) -> None:
    with opened(browser, served, path, width=390) as (page, _):
        no_failure(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_un_lien_profond_sur_un_serveur_froid_passe_par_app(browser: Browser, small_warehouse: Path) -> None:
    with dashboard(small_warehouse) as cold, opened(browser, cold, "axe-3") as (page, _):
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.get_by_text(LOCAL)).to_be_visible()
        expect(page.locator("h1").first).to_contain_text("Axe 3")
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(14)


def test_un_entrepot_vide_mene_au_depot_puis_a_un_chiffre(browser: Browser, tmp_path: Path) -> None:
    extracts = write_extracts(tmp_path)
    with dashboard(tmp_path / "vide") as server:
        for path in MEASURED:
            with opened(browser, server, path) as (page, elsewhere):
                expect(page.get_by_text("L’entrepôt de données est vide")).to_be_visible(timeout=WAIT)
                expect(
                    page.get_by_role("button", name="Charger les données de démonstration")
                ).to_be_visible()
                assert elsewhere == []
        with opened(browser, server, "deposer") as (page, _):
            page.set_input_files("input[type=file]", [str(path) for path in extracts])
            page.get_by_role("button", name="Lire et vérifier").click(timeout=WAIT)
            expect(page.get_by_role("button", name="Retirer ce fichier")).to_have_count(4, timeout=120_000)
            expect(page.get_by_text("Refusé")).to_have_count(0)
            page.get_by_role("button", name="Publier ces extraits").click()
            expect(page.get_by_text("Version 1 publiée")).to_be_visible(timeout=120_000)
            page.get_by_test_id("stSidebarNavLink").first.click()
            expect(page.get_by_text("F2.3").first).to_be_visible(timeout=WAIT)
            assert page.get_by_text(FICTIVE).count() == 0
