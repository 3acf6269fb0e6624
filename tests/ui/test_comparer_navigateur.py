"""Comparer in a real Chromium: figures by hand in the table, the drawing, two scopes, the address, a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from tests.extraits import CONTRATS, contrat, write_csv
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.visite import WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

YES_OF_EACH = {"EAD": (8, 10), "DEA": (5, 10), "CPAJ": (2, 10), "INSI": (2, 2)}
"""F2.3 in 2025: 80 %, 50 %, 20 % and two contracts out of two; the median of the first three is 50 %."""
HOSTILE = "DGA [x](http://evil.example)"


def write_contracts(folder: Path) -> Path:
    rows = [
        contrat(
            f"{dga}{rank}",
            "10/03/2025",
            "10000,00",
            env="oui" if rank < yes else "non",
            dga=dga,
            domaine="Énergie",
        )
        for dga, (yes, total) in YES_OF_EACH.items()
        for rank in range(total)
    ]
    rows += [contrat(f"H{rank}", "15/12/2025", "1,00", env="", soc="", dga=HOSTILE) for rank in range(6)]
    return write_csv(folder / "contrats.csv", CONTRATS, rows)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("comparer")
    warehouse = Warehouse(folder / "entrepot")
    path = write_contracts(folder)
    assert (
        publish(warehouse, stage(warehouse, [Source(chemin=path, nom=path.name)], ImportOptions()))
        is not None
    )
    with dashboard(folder / "entrepot") as running:
        yield running


def heat_texts(page: Page) -> str:
    """Return every text of the drawing."""
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.locator("svg")).to_be_visible(timeout=WAIT)
    return "\n".join(chart.locator("svg text").all_text_contents())


def cell(page: Page, row: str, text: str) -> None:
    expect(page.get_by_role("row").filter(has_text=row).get_by_role("cell", name=text).first).to_be_visible(
        timeout=WAIT
    )


def test_les_valeurs_les_ecarts_et_les_effectifs_sont_ceux_du_calcul_a_la_main(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/comparer") as page:
        page.get_by_text("Les mêmes chiffres en tableau").click()
        cell(page, "EAD", "80,0\u202f% (+30,0\u202fpt\u202f; n\u202f=\u202f10)")
        cell(page, "CPAJ", "20,0\u202f% (−30,0\u202fpt\u202f; n\u202f=\u202f10)")
        cell(page, "INSI", "100,0\u202f% ◦")
        cell(page, "Médiane", "50,0\u202f%")
        # 17 yes out of 38 contracts, six of which say nothing.
        cell(page, "Ensemble", "44,7\u202f%")
        drawn = heat_texts(page)
        assert "80,0\u202f%" in drawn
        assert "+30,0\u202fpt" in drawn
        assert "non renseigné" in drawn
        expect(page.get_by_text("de 20,0\u202f% (CPAJ, n = 10) à 80,0\u202f% (EAD, n = 10)")).to_be_visible()


def test_a_achats_egaux_l_attendu_est_celui_du_domaine(browser: BrowserContext, server: Server) -> None:
    """All in « Énergie » but the six hostile ones (Déchets, nothing filled in): 17 ÷ 32 = 53,1 % expected of EAD, which makes 80 %."""
    with visit(browser, f"{server.url}/comparer?ecart=%C3%80+achats+%C3%A9gaux") as page:
        page.get_by_text("Les mêmes chiffres en tableau").click()
        cell(page, "EAD", "80,0\u202f% (+26,9\u202fpt\u202f; attendu 53,1\u202f%\u202f; n\u202f=\u202f10)")
        cell(page, "INSI", "100,0\u202f% ◦")
        drawn = heat_texts(page)
        assert "+26,9\u202fpt" in drawn
        assert "Face à l’attendu, à achats égaux" in drawn
        expect(
            page.get_by_text("quand ses achats font attendre 53,1\u202f% (−33,1\u202fpt, n = 10)")
        ).to_be_visible()
    with visit(browser, f"{server.url}/comparer?par=Domaine&ecart=%C3%80+achats+%C3%A9gaux") as page:
        expect(page.get_by_role("radio", name="À achats égaux")).to_have_count(0)


def test_la_comparaison_dit_ce_qui_la_rend_injuste(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/comparer") as page:
        for words in ("Médiane", "Petits effectifs", "Complétude", "Des achats différents"):
            expect(page.get_by_text(words, exact=False).last).to_be_visible(timeout=WAIT)


def test_deux_perimetres_cote_a_cote(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/comparer?a=DGA+:+EAD&b=DGA+:+CPAJ") as page:
        row = page.get_by_role("row").filter(has_text="F2.3 – Contrats")
        expect(row).to_contain_text("80,0\u202f%", timeout=WAIT)
        expect(row).to_contain_text("20,0\u202f%")
        expect(row).to_contain_text("+60,0\u202fpt")


def test_l_adresse_garde_les_choix_et_une_adresse_hostile_revient_au_depart(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/comparer?par=Domaine") as page:
        expect(page.get_by_role("heading", name="Où se situent les domaines")).to_be_visible(timeout=WAIT)
    with visit(browser, f"{server.url}/comparer?par=%3Cscript%3E&jeu=zz&a=%27%3B--&b=nul") as page:
        expect(page.get_by_role("heading", name="Où se situent les DGA")).to_be_visible(timeout=WAIT)


def test_un_nom_de_dga_hostile_est_montre_lettre_pour_lettre(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/comparer") as page:
        page.get_by_text("Les mêmes chiffres en tableau").click()
        named = page.get_by_role("cell", name=re.compile(r"DGA \[x\]\(http:.*evil\.example\)"))
        expect(named.first).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="x", exact=True)).to_have_count(0)


def test_sans_rien_a_comparer_la_page_le_dit(browser: BrowserContext, server: Server) -> None:
    with visit(browser, f"{server.url}/comparer?domaine=Sport+et+culture") as page:
        expect(page.get_by_text("Rien à comparer avec ces filtres")).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize("width", [390, 1366])
def test_la_page_ne_defile_pas_de_cote(browser: BrowserContext, server: Server, width: int) -> None:
    with visit(browser, f"{server.url}/comparer", (width, 768)) as page:
        heat_texts(page)
        main = page.evaluate(
            "(() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; })()"
        )
        assert main <= 0
