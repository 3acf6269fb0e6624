"""Insertion hours on Axe 2 in a real Chromium: the figures by hand, unknown shares, contracts to act upon, hostile text."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.heures import write_hours
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.visite import PHONE, WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]
N = "\u202f"
LETTER_FOR_LETTER = re.compile(r"<b>Objet</b> !\[x\]\(http:\W*evil\.example/x\.png\) LOTS")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("heures")
    warehouse = Warehouse(folder / "entrepot")
    sources = [Source(chemin=path, nom=path.name) for path in write_hours(folder)]
    assert publish(warehouse, stage(warehouse, sources, ImportOptions())) is not None
    with dashboard(folder / "entrepot") as running:
        yield running


def _metric(page: Page, name: str) -> str:
    return page.get_by_test_id("stMetric").filter(has_text=name).first.inner_text()


def _choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


def test_les_heures_de_l_annee_et_leurs_parts_inconnues(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/axe-2?exercice=2025") as page:
        expect(page.get_by_text(f"650{N}h").first).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Provisoire").first).to_be_visible()
        assert f"30,0{N}%" in _metric(page, "Femmes parmi les bénéficiaires")
        expect(page.get_by_text(f"complétude 70{N}% (entre 30,0{N}% et 60,0{N}%)")).to_be_visible()
        table = page.get_by_role("table").filter(has_text="Public").first
        expect(table).to_contain_text("Bénéficiaire du RSA")
        expect(table).to_contain_text("non renseigné")
        assert page.get_by_test_id("stException").count() == 0


def test_la_repartition_choisie_est_dans_l_adresse(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/axe-2?exercice=2025") as page:
        _choose(page, "Structure")
        page.wait_for_url("**heures_par=Structure**", timeout=WAIT)
        expect(page.get_by_role("table").filter(has_text="Type de structure")).to_contain_text(
            "ACI", timeout=WAIT
        )
        address = page.url
    with visit(browser, address) as page:
        expect(page.get_by_role("table").filter(has_text="Type de structure")).to_contain_text(
            "ACI", timeout=WAIT
        )
    with visit(browser, f"{server.url}/axe-2?heures_par=Zorg&relance=%3Cb%3E") as page:
        expect(page.get_by_role("table").filter(has_text="Bénéficiaire du RSA").first).to_be_visible(
            timeout=WAIT
        )


def test_les_contrats_sans_heure_menent_a_leur_fiche_filtres_gardes(
    browser: BrowserContext, server: Server
) -> None:
    """661 h done of 2 010 due. LOTS owes 200 h in two lots, ORPHELIN 40: 240 h, none done; RIEN has just begun; ORPHELIN is in no extract of contracts."""
    with visit(browser, f"{server.url}/axe-2?exercice=2025&perimetre=tous") as page:
        found = page.get_by_text(
            f"2{N}contrats doivent 240{N}h contractualisées et n’en ont réalisé aucune au 30/06/2025."
        )
        expect(found).to_be_visible(timeout=WAIT)
        assert f"32,9{N}%" in _metric(page, "Réalisé sur contractualisé")
        table = page.get_by_role("table").filter(has_text="Heures dues").first
        names = table.get_by_role("row").all_inner_texts()
        assert [next(name for name in ("LOTS", "ORPHELIN") if name in row) for row in names[1:]] == [
            "LOTS",
            "ORPHELIN",
        ]
        assert "100" not in names[2]
        expect(page.get_by_text(f"1{N}autre contrat sans heure à ce jour")).to_be_visible()
        link = table.get_by_role("link", name="LOTS")
        opens = link.get_attribute("href") or ""
        assert opens.startswith("contrat?cle=LOTS+%C2%B7+lot+1&")
        assert opens.endswith("&perimetre=tous")
        assert table.get_by_role("link", name="ORPHELIN").count() == 0


def test_un_contrat_en_retard_se_lit_sur_un_telephone(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/axe-2?relance=En+retard", PHONE, "dark") as page:
        table = page.get_by_role("table").filter(has_text="Heures dues").first
        expect(table).to_contain_text("LENT", timeout=WAIT)
        expect(table).to_contain_text(f"50{N}%")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_un_texte_hostile_se_lit_lettre_pour_lettre(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/axe-2") as page:
        table = page.get_by_role("table").filter(has_text="Heures dues").first
        expect(table).to_contain_text(LETTER_FOR_LETTER, timeout=WAIT)
        assert page.locator("img[src*=evil]").count() == 0
