"""The dashboard in a real Chromium: filtered, empty, its map, its first deposit, app.py first."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, expect

from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.conftest import write_extracts
from tests.ui.visite import WAIT, settle, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

MEASURED = ["", "axe-1", "axe-2", "axe-3", "axe-4", "carte"]
LOCAL = "Mode local : une seule personne, tous les droits"
FICTIVE = "Données de démonstration – fictives"


@pytest.mark.parametrize("path", MEASURED)
def test_chaque_page_filtree_garde_ses_filtres(browser: BrowserContext, served: Server, path: str) -> None:
    address = f"{path}?exercice=2025&arrete=T2&domaine=D%C3%A9chets&territoire=Pays+d%27Aix&perimetre=tous"
    with visit(browser, f"{served.url}/{address}") as page:
        expect(page.get_by_role("button", name="Exercice 2025")).to_be_visible()
        expect(page.get_by_role("button", name="Arrêté au : T2")).to_be_visible()
        page.get_by_role("button", name="Tout effacer").click()
        expect(page.get_by_role("button", name="Tout effacer")).to_have_count(0, timeout=WAIT)
        page.wait_for_url(f"**/{path}?exercice=2026&arrete=*", timeout=WAIT)


def test_la_vue_d_ensemble_repond_aussi_a_son_nom(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/vue-ensemble") as page:
        expect(page.locator("h1").first).to_contain_text("Vue d’ensemble du SPASER")
        expect(page.get_by_text(FICTIVE)).to_be_visible()
        expect(page.get_by_text(LOCAL)).to_be_visible()


def test_les_filtres_suivent_d_une_page_a_l_autre(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1?exercice=2025&dga=EAD") as page:
        page.get_by_test_id("stSidebarNavLink").filter(has_text="Carte").click()
        expect(page.locator("h1").first).to_contain_text("Carte", timeout=WAIT)
        expect(page.get_by_role("button", name="DGA EAD")).to_be_visible(timeout=WAIT)
        page.wait_for_url("**/carte?exercice=2025&arrete=2025-12-31&dga=EAD", timeout=WAIT)


def test_un_chiffre_s_ouvre_sur_ses_vues(browser: BrowserContext, served: Server) -> None:
    expected = {
        "Évolution": "Par trimestre",
        "Domaines": "Énergie",
        "DGA": "EAD",
        "Territoires": "Non affecté",
        "Définition": "4 ÷ 7 = 57,1",
        "Lignes": "2026M090",
    }
    with visit(browser, f"{served.url}/axe-1?indicateur=F2.3") as page:
        dialog = page.get_by_role("dialog", name="F2.3")
        for view, told in expected.items():
            dialog.get_by_role("radio", name=view, exact=True).click(timeout=WAIT)
            expect(dialog).to_contain_text(told, timeout=WAIT)


@pytest.mark.parametrize("path", ["", "comparer", "methode"])
def test_aucun_signe_double_ne_commence_ni_ne_finit_une_ligne(
    browser: BrowserContext, served: Server, path: str
) -> None:
    """In what a page says, tables and drawings aside; after a change of the page too."""
    breakable = r"""() => {
        const found = [];
        const kept = "table, code, pre, svg";
        for (const said of document.querySelectorAll("[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]")) {
            const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const node = texts.currentNode;
                if (!node.parentElement.closest(kept) && /« | [:;?!»%](\s|$)/.test(node.nodeValue)) found.push(node.nodeValue);
            }
        }
        return found;
    }"""
    with visit(browser, f"{served.url}/{path}") as page:
        assert page.evaluate("document.body.innerText").count("\u00a0") > 3
        assert page.evaluate(breakable) == []
        page.get_by_test_id("stSidebarNavLink").filter(has_text="Leviers").click()
        expect(page.locator("h1").first).to_contain_text("Leviers", timeout=WAIT)
        settle(page)
        assert page.evaluate(breakable) == []


def test_les_trois_absences_et_les_chiffres_de_la_carte(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/carte") as page:
        page.get_by_role("radio", name="Département du fournisseur").or_(
            page.get_by_role("button", name="Département du fournisseur")
        ).first.click()
        expect(page.get_by_role("cell", name="Paris")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Licence Ouverte 2.0").first).to_be_visible()


@pytest.mark.parametrize("path", ["carte", "axe-4"])
def test_la_carte_se_dessine_et_se_survole_sans_fond_de_carte(
    browser: BrowserContext, served: Server, path: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
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


def test_un_lien_profond_sur_un_serveur_froid_passe_par_app(
    browser: BrowserContext, small_warehouse: Path
) -> None:
    with dashboard(small_warehouse) as cold, visit(browser, f"{cold.url}/axe-3") as page:
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.get_by_text(LOCAL)).to_be_visible()
        expect(page.locator("h1").first).to_contain_text("Axe 3")
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(17)


def test_un_entrepot_vide_mene_au_depot_puis_a_un_chiffre(browser: BrowserContext, tmp_path: Path) -> None:
    extracts = write_extracts(tmp_path)
    with dashboard(tmp_path / "vide") as server:
        for path in MEASURED:
            with visit(browser, f"{server.url}/{path}") as page:
                expect(page.get_by_text("L’entrepôt de données est vide")).to_be_visible(timeout=WAIT)
                expect(
                    page.get_by_role("button", name="Charger les données de démonstration")
                ).to_be_visible()
        with visit(browser, f"{server.url}/deposer") as page:
            page.set_input_files("input[type=file]", [str(path) for path in extracts])
            page.get_by_role("button", name="Lire et vérifier").click(timeout=WAIT)
            expect(page.get_by_role("button", name="Retirer ce fichier")).to_have_count(4, timeout=120_000)
            expect(page.get_by_text("Refusé")).to_have_count(0)
            page.get_by_role("button", name="Publier ces extraits").click()
            expect(page.get_by_text("Version 1 publiée")).to_be_visible(timeout=120_000)
            page.get_by_test_id("stSidebarNavLink").first.click()
            expect(page.get_by_text("F2.3").first).to_be_visible(timeout=WAIT)
            assert page.get_by_text(FICTIVE).count() == 0
