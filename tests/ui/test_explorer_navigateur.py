"""Explorer in a real Chromium: search as one types, lists, sheets, the way from a figure to its sheets."""

from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.extraits import SIRET_A, SIRET_C
from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import PHONE, WAIT, settle, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]
A, C = SIRET_A[:9], SIRET_C[:9]
CANNOT = "ne peut pas être affiché : il n’est pas dans les données publiées, ou pas dans votre périmètre."
HOSTILE = quote("%_'\";-- <img src=x> [a](http://evil.example)", safe="")


def test_la_recherche_repond_pendant_la_frappe(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/explorer") as page:
        expect(page.get_by_text("7\u202fcontrats")).to_be_visible(timeout=WAIT)
        box = page.get_by_label("Rechercher un contrat ou un fournisseur")
        box.press_sequentially("2026 M 090", delay=20)
        expect(page.get_by_text("1\u202fcontrat", exact=False).first).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="2026M090")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="2026M001")).to_have_count(0, timeout=WAIT)
        page.wait_for_url("**q=2026*", timeout=WAIT)


def test_un_siret_avec_espaces_mene_a_la_fiche_du_fournisseur(
    browser: BrowserContext, served: Server
) -> None:
    spaced = f"{SIRET_C[:3]} {SIRET_C[3:6]} {SIRET_C[6:9]} {SIRET_C[9:]}"
    with visit(browser, f"{served.url}/explorer?q={quote(spaced)}") as page:
        link = page.get_by_role("link", name="Fournisseur C")
        expect(link).to_be_visible(timeout=WAIT)
        target = link.get_attribute("href") or ""
        page.goto(f"{served.url}/{target.lstrip('/')}")
        settle(page)
        expect(page.locator("h1").first).to_have_text("Fournisseur C", timeout=WAIT)


def test_une_liste_s_ouvre_par_son_adresse_et_se_retire(browser: BrowserContext, served: Server) -> None:
    address = "explorer?exercice=2026&liste=sans-environnement&montant_min=20000"
    with visit(browser, f"{served.url}/{address}") as page:
        # Seul 2026M090 (50 000 €, non renseigné) dépasse 20 000 €.
        expect(page.get_by_text("0 « non », 1 « non renseigné »")).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="2026M090")).to_be_visible(timeout=WAIT)
        page.get_by_test_id("stMain").get_by_text("Sans considération environnementale", exact=True).click()
        expect(page.get_by_text("« non renseigné »")).to_have_count(0, timeout=WAIT)
        page.wait_for_function("!location.search.includes('liste=')", timeout=WAIT)


@pytest.mark.parametrize(
    "address",
    [
        f"explorer?q={HOSTILE}",
        "explorer?liste=nimporte&reponse=x&montant_min=-5&page_contrats=abc&annees=%00",
        "explorer?liste=sans-social&montant_min=1e309&page_contrats=99999999999",
        "explorer?page_contrats=999",
        f"contrat?cle={HOSTILE}",
        f"fournisseur?siren={HOSTILE}&page_paiements=-1",
    ],
)
def test_une_adresse_hostile_retombe_sans_bruit(
    browser: BrowserContext, served: Server, address: str
) -> None:
    with visit(browser, f"{served.url}/{address}"):
        pass


def test_la_fiche_d_un_contrat_va_jusqu_a_la_ligne(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/contrat?cle=2025M001&exercice=2025") as page:
        expect(page.locator("h1").first).to_have_text("Contrat 2025M001", timeout=WAIT)
        main = page.get_by_test_id("stMain")
        expect(main).to_contain_text("contrats.csv, ligne 3", timeout=WAIT)
        expect(main).to_contain_text("2\u202f000\u202fh")  # 900 + 1 100 heures réalisées
        expect(page.get_by_role("link", name="F2.3")).to_be_visible(timeout=WAIT)
        back = page.get_by_role("link", name="Rechercher un contrat ou un fournisseur")
        back.click()
        expect(page.locator("h1").first).to_have_text("Contrats et fournisseurs", timeout=WAIT)
        expect(page.get_by_role("button", name="Exercice 2025")).to_be_visible(timeout=WAIT)


def test_la_fiche_d_un_fournisseur_somme_ses_paiements(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/fournisseur?siren={A}") as page:
        expect(page.locator("h1").first).to_have_text("Fournisseur A", timeout=WAIT)
        main = page.get_by_test_id("stMain")
        expect(main).to_contain_text("2\u202f000\u202f€", timeout=WAIT)  # 1 000 € en 2025, 1 000 € en 2026
        expect(page.get_by_role("cell", name="MD20260").first).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize(("path", "kind"), [("contrat", "Ce contrat"), ("fournisseur", "Ce fournisseur")])
def test_ce_qui_ne_peut_pas_etre_montre_le_dit_sans_plus(
    browser: BrowserContext, served: Server, path: str, kind: str
) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        expect(page.get_by_text(f"{kind} {CANNOT}")).to_be_visible(timeout=WAIT)


def test_les_lignes_d_un_indicateur_menent_aux_fiches(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1?indicateur=F2.3&vue=lignes") as page:
        dialog = page.get_by_role("dialog", name="F2.3")
        expect(dialog).to_contain_text("Toutes (7)", timeout=WAIT)
        expect(dialog).to_contain_text("Lignes 1 à 7 sur 7 · page 1 sur 1", timeout=WAIT)
        link = dialog.get_by_role("link", name="2026M090")
        assert "contrat?cle=2026M090" in (link.get_attribute("href") or "")


@pytest.mark.parametrize("path", ["explorer?q=objet", "contrat?cle=2025M001", f"fournisseur?siren={A}"])
def test_un_telephone_ne_defile_pas_de_cote(browser: BrowserContext, served: Server, path: str) -> None:
    with visit(browser, f"{served.url}/{path}", PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
