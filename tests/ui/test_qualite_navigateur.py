"""Qualité, Méthode and their links in a real Chromium: what is read there is what ``measure`` says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter
from spaser.measure.quality import completeness
from spaser.store import Source, Warehouse, publish, stage
from tests.measure.test_quality import extraits
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.visite import PHONE, WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]
PARTS = ["Complétude", "À corriger d’abord", "Recoupement DECP", "Import"]
HOSTILE = "![x](http://evil.example/x.png) <b>contrats</b>.csv"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small version of the measure's tests, its files under a hostile name."""
    folder = tmp_path_factory.mktemp("qualite")
    held = Warehouse(folder / "entrepot")
    sources = [
        Source(chemin=path, nom=HOSTILE if path.name == "contrats.csv" else path.name)
        for path in extraits(folder)
    ]
    staged = stage(held, sources, ImportOptions())
    assert publish(held, staged) is not None
    return folder / "entrepot"


@pytest.fixture(scope="module")
def server(warehouse: Path) -> Iterator[Server]:
    with dashboard(warehouse) as running:
        yield running


def main_text(page: Page) -> str:
    return page.inner_text("[data-testid=stMain]").replace("\u202f", " ").replace("\u2060", "")


def test_le_tableau_de_chaleur_dit_ce_que_dit_la_mesure(
    browser: BrowserContext, server: Server, warehouse: Path
) -> None:
    version = Warehouse(warehouse).current()
    assert version is not None
    found = completeness(version, "contrats", "dga", Filters(2026), Perimeter.tout())
    social = {c.segment or "Ensemble": c.remplis * 100 // c.total for c in found if c.colonne.nom == "social"}
    assert social == {"Ensemble": 90, "CPAJ": 0, "EAD": 94, "Non affecté": 100}
    with visit(browser, f"{server.url}/qualite") as page:
        table = page.get_by_role("table").first
        expect(table).to_be_visible(timeout=WAIT)
        headings = table.locator("th").all_inner_texts()
        rank = headings.index("Considération sociale")
        for row in table.locator("tbody tr").all():
            cells = [cell.replace("\u202f", " ") for cell in row.locator("td").all_inner_texts()]
            assert cells[rank].lstrip("✕▲ ") == f"{social[cells[0]]} %"
            assert cells[rank].startswith("✕") == (social[cells[0]] < 80)


def test_le_choix_est_dans_l_adresse_et_survit_a_son_ouverture_ailleurs(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/qualite") as page:
        page.get_by_role("radio", name="Dépenses").or_(
            page.get_by_role("button", name="Dépenses")
        ).first.click()
        expect(page.get_by_text("4 lignes de mandat")).to_be_visible(timeout=WAIT)
        page.wait_for_url("**extrait=D%C3%A9penses**", timeout=WAIT)
        address = page.url.removeprefix(f"{server.url}/")
    with visit(browser, f"{server.url}/{address}") as page:
        expect(page.get_by_text("4 lignes de mandat")).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize(
    "address", ["extrait=zzz&par=<b>", "rubrique=", "rubrique=![x](http://evil)&extrait=1"]
)
def test_une_adresse_perimee_ou_hostile_revient_au_premier_choix(
    browser: BrowserContext, server: Server, address: str
) -> None:
    with visit(browser, f"{server.url}/qualite?{address}") as page:
        expect(page.get_by_text("20 contrats notifiés")).to_be_visible(timeout=WAIT)


def test_les_indicateurs_qui_souffrent_ouvrent_leur_axe(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/qualite?extrait=D%C3%A9penses") as page:
        expect(page.get_by_text("Rendus provisoires par ces lacunes")).to_be_visible(timeout=WAIT)
        page.get_by_role("link", name="F8.3").click()
        expect(page.get_by_role("dialog", name="F8.3")).to_be_visible(timeout=WAIT)
        assert "/axe-4" in page.url


def test_les_listes_a_corriger_disent_le_poids_et_la_ligne(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/qualite?rubrique=À corriger d’abord&page_fournisseurs=99") as page:
        expect(page.get_by_text("2 fournisseurs")).to_be_visible(timeout=WAIT)
        text = main_text(page)
        assert "2 500 €, soit 73,5 % de la dépense" in text
        assert "2 contrats ne répondent ni oui ni non" in text
        expect(page.get_by_role("cell", name="ligne 3")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="C2")).to_have_attribute(
            "href", re.compile(r"^contrat\?cle=C2&")
        )


def test_l_import_montre_les_lignes_sans_les_interpreter(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/qualite?rubrique=Import") as page:
        expect(page.get_by_text("30/02/2026").first).to_be_visible(timeout=WAIT)
        assert HOSTILE in main_text(page)
        assert page.locator("[data-testid=stMain] img").count() == 0


def test_sans_extrait_des_decp_la_page_dit_comment_faire(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/qualite?rubrique=Recoupement DECP") as page:
        expect(page.get_by_text("Aucun extrait des DECP n’est déposé")).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize("part", PARTS)
def test_un_telephone_ne_defile_pas_de_cote(browser: BrowserContext, server: Server, part: str) -> None:
    with visit(browser, f"{server.url}/qualite?rubrique={part}", PHONE) as page:
        expect(page.locator("h2").first).to_be_visible(timeout=WAIT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_un_exercice_sans_donnees_le_dit(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/qualite?exercice=2022") as page:
        expect(page.get_by_text("Aucune ligne de cet extrait pour 2022")).to_be_visible(timeout=WAIT)


def test_la_methode_trouve_un_indicateur_par_son_adresse(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/methode?cherche=F2.3") as page:
        expect(page.locator("#f2-3")).to_be_visible(timeout=WAIT)
        expect(page.locator("#f2-4")).to_have_count(0)
        expect(page.get_by_text("1 indicateur sur")).to_be_visible(timeout=WAIT)
    with visit(browser, f"{server.url}/methode?cherche=zzzz") as page:
        expect(page.get_by_text("Aucun indicateur ne contient")).to_be_visible(timeout=WAIT)


def test_la_methode_dit_quoi_de_neuf_et_son_accessibilite_sans_se_vanter(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/methode?partie=Quoi de neuf") as page:
        expect(page.get_by_text("26 novembre 2026")).to_be_visible(timeout=WAIT)
    with visit(browser, f"{server.url}/methode?partie=Accessibilité et contact") as page:
        expect(page.get_by_text("État de conformité : non conforme")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("non renseigné").last).to_be_visible()
