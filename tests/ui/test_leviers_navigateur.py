"""Leviers in a real Chromium: tick with the keyboard, read the effect, share the address; hostile text and addresses."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.leviers import write_lever_extracts
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.visite import PHONE, WAIT, settle, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

NOTIFIED = "liste=D%C3%A9j%C3%A0+notifi%C3%A9s+%28constat%29"
LETTER_FOR_LETTER = re.compile(r"^.b.Objet.*\[lien\]\(http:.*evil\.example\)")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("leviers")
    warehouse = Warehouse(folder / "entrepot")
    sources = [Source(chemin=path, nom=path.name) for path in write_lever_extracts(folder)]
    assert publish(warehouse, stage(warehouse, sources, ImportOptions())) is not None
    with dashboard(folder / "entrepot") as running:
        yield running


def metric(page: Page, name: str) -> str:
    return page.get_by_test_id("stMetric").filter(has_text=name).inner_text()


def test_les_leviers_et_les_taux_de_depart(browser: BrowserContext, server: Server) -> None:
    """6 to decide and 3 notified; F2.3 at 2 ÷ 4, two contracts short of 100 %."""
    with visit(browser, f"{server.url}/leviers") as page:
        expect(page.get_by_text("6\u202fachats à décider")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Simulation indicative, non issue du SPASER.").first).to_be_visible()
        assert "50,0\u202f%" in metric(page, "F2.3")
        assert "10,0\u202f%" in metric(page, "X1")
        expect(
            page.get_by_text("Il manque 2\u202fcontrats pour la cible de 100\u202f%").first
        ).to_be_visible()


def test_cocher_au_clavier_montre_l_effet_et_l_adresse_le_garde(
    browser: BrowserContext, server: Server
) -> None:
    """B25, counted and without a clause: 3 ÷ 4 and 400 € ÷ 1 000 €; unticked, the rates come back."""
    with visit(browser, f"{server.url}/leviers?{NOTIFIED}") as page:
        grid = page.get_by_test_id("data-grid-canvas")
        expect(grid).to_be_visible(timeout=WAIT)
        grid.focus()
        page.keyboard.press("Space")
        page.wait_for_url("**/leviers?*cocher=B25", timeout=WAIT)
        settle(page)
        assert "75,0\u202f%" in metric(page, "F2.3")
        assert "40,0\u202f%" in metric(page, "X1")
        expect(page.get_by_text("2 ÷ 4 → 3 ÷ 4")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        page.wait_for_url("**/leviers?*cocher=B25&cocher=D25", timeout=WAIT)
        page.keyboard.press("Space")
        page.wait_for_url("**/leviers?*cocher=B25", timeout=WAIT)
        page.get_by_role("button", name="Tout décocher").click()
        page.wait_for_url(lambda url: "cocher" not in url, timeout=WAIT)
        settle(page)
        assert "50,0\u202f%" in metric(page, "F2.3")


def test_une_adresse_partagee_montre_la_meme_simulation(browser: BrowserContext, server: Server) -> None:
    """C35 is one more contract: 3 ÷ 5."""
    with visit(browser, f"{server.url}/leviers?cocher=C35&levier=F2.4+%E2%80%93+Social") as page:
        assert "60,0\u202f%" in metric(page, "F2.3")
        page.get_by_text("Lignes cochées (1)").click()
        expect(page.get_by_role("cell", name=LETTER_FOR_LETTER)).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="lien", exact=True)).to_have_count(0)


def test_ce_qui_se_decide_encore_vient_avant_ce_qui_est_deja_notifie(
    browser: BrowserContext, server: Server
) -> None:
    """Six à décider (P3 d'abord : 3 ÷ 5), trois notifiés en 2025 dans l'autre liste."""
    with visit(browser, f"{server.url}/leviers") as page:
        expect(page.get_by_text("6\u202fachats à décider")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Lignes 1 à 6 sur 6")).to_be_visible(timeout=WAIT)
        grid = page.get_by_test_id("data-grid-canvas")
        grid.focus()
        page.keyboard.press("Space")
        page.wait_for_url("**/leviers?*cocher=besoin+2026+P3", timeout=WAIT)
        settle(page)
        assert "60,0\u202f%" in metric(page, "F2.3")
        page.get_by_role("radio", name="Déjà notifiés (constat)").click()
        expect(page.get_by_text("Lignes 1 à 3 sur 3")).to_be_visible(timeout=WAIT)
        assert "60,0\u202f%" in metric(page, "F2.3")


@pytest.mark.parametrize(
    "query",
    ["cocher=%3Cscript%3Ealert(1)%3C/script%3E&levier=zz&page=abc", "page=99999", "cocher=&page=-3"],
)
def test_une_adresse_hostile_ou_ancienne_revient_au_depart(
    browser: BrowserContext, server: Server, query: str
) -> None:
    with visit(browser, f"{server.url}/leviers?{query}") as page:
        assert "50,0\u202f%" in metric(page, "F2.3")
        expect(page.get_by_text("Lignes 1 à 6 sur 6")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("alert(1)")).to_have_count(0)


def test_sans_levier_la_page_le_dit_en_mots(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/leviers?domaine=%C3%89nergie") as page:
        expect(page.get_by_text("Aucun levier avec ces filtres")).to_be_visible(timeout=WAIT)


def test_le_tableau_se_telecharge_en_entier(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/leviers") as page:
        with page.expect_download(timeout=WAIT) as waited:
            page.get_by_role("button", name="Télécharger le tableau (CSV)").click()
        lines = waited.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + 9
        # What can still be decided first: one more contract of five; then those notified in the year.
        assert lines[1].startswith("besoin 2026 P3;besoin;Besoin P3;FINI;Déchets;EAD;")
        assert ";0,1;" in lines[1]
        assert lines[7].startswith("B25;compte;Objet B25;B25;Déchets;EAD;")
        assert ";0,25;" in lines[7]


def test_un_telephone_ne_defile_pas_de_cote(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/leviers?cocher=B25", PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
