"""Comités in a real Chromium: a decision recorded, changed by two people at once; a row contested, answered, seen beside its figure."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard
from tests.ui.anglais import english
from tests.ui.test_accessibilite import AXE, grave_violations
from tests.ui.visite import WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

HOSTILE = "![x](http://evil.example/x.png) <b>gras</b> www.evil.example"


@pytest.fixture(scope="module")
def server(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A copy of the small warehouse: these tests write."""
    with dashboard(copytree(small_warehouse, tmp_path_factory.mktemp("ecrit") / "entrepot")) as started:
        yield started


def sound(page: Page) -> None:
    page.evaluate(AXE)
    assert grave_violations(page) == []
    assert english(page) == []


def test_une_decision_se_modifie_dans_deux_onglets_sans_rien_perdre(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/comites") as first:
        first.get_by_role("button", name="Enregistrer une décision").click()
        first.get_by_label("Décision", exact=True).fill(f"Ouvrir un lot réservé {HOSTILE}")
        first.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(first.get_by_text("Porteur : ce champ ne peut pas rester vide")).to_be_visible(timeout=WAIT)
        first.get_by_label("Porteur").fill("Camille")
        first.get_by_label("Échéance").fill("31/02/2026")
        first.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(first.get_by_text("Échéance illisible")).to_be_visible(timeout=WAIT)
        first.get_by_label("Échéance").fill("31/01/2020")
        first.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(first.get_by_text("Décision enregistrée.")).to_be_visible(timeout=WAIT)
        expect(first.get_by_text("Ouvrir un lot réservé ![x]")).to_be_visible()
        assert first.locator("a[href*=evil], img[src*=evil]").count() == 0

        first.get_by_role("button", name="Modifier").first.click()
        field = first.get_by_label("Décision", exact=True)
        expect(field).to_be_visible(timeout=WAIT)
        with visit(browser, f"{server.url}/comites") as second:
            second.get_by_role("button", name="Modifier").first.click()
            second.get_by_label("Décision", exact=True).fill("Texte du second onglet")
            second.get_by_role("button", name="Enregistrer", exact=True).click()
            expect(second.get_by_text("Décision enregistrée.")).to_be_visible(timeout=WAIT)
        field.fill("Texte du premier onglet")
        first.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(first.get_by_text("Rien n’a été remplacé")).to_be_visible(timeout=WAIT)
        sound(first)
        row = first.get_by_role("row").filter(has_text="Texte du premier onglet")
        expect(row).to_contain_text("Texte du second onglet")
        expect(field).to_have_value("Texte du premier onglet")
        first.get_by_role("button", name="Remplacer par ma saisie").click()
        expect(first.get_by_text("Décision enregistrée.")).to_be_visible(timeout=WAIT)
        expect(first.get_by_text("Texte du premier onglet")).to_be_visible()
        first.get_by_text("Historique").click()
        for text in ("Texte du second onglet", "Texte du premier onglet"):
            expect(first.get_by_role("row").filter(has_text=text).first).to_be_visible(timeout=WAIT)
        sound(first)


def test_une_ligne_se_conteste_et_la_reponse_se_voit_a_cote_du_chiffre(
    browser: BrowserContext, server: Server
) -> None:
    with visit(browser, f"{server.url}/?indicateur=F2.3&vue=lignes") as page:
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Contester une de ces lignes").click()
        dialog.get_by_role("combobox", name="Ligne contestée").click()
        page.get_by_role("option", name="2026M090").click()
        dialog.get_by_label("Motif").fill("La clause environnementale est à l’article 9")
        dialog.get_by_role("button", name="Contester", exact=True).click()
        expect(dialog.get_by_text("Source : ce champ ne peut pas rester vide")).to_be_visible(timeout=WAIT)
        dialog.get_by_label("Source").fill(f"CCAP du 02/03/2026 {HOSTILE}")
        dialog.get_by_role("button", name="Contester", exact=True).click()
        expect(dialog.get_by_text("1 contestation : 1 ouverte")).to_be_visible(timeout=WAIT)
        expect(dialog.get_by_role("row").filter(has_text="2026M090")).to_contain_text("⚑ ouverte")
        sound(page)
    with visit(browser, f"{server.url}/comites?volet=Contestations") as page:
        page.get_by_role("button", name="Répondre").click()
        page.get_by_text("Accepter : la ligne sera corrigée").click()
        page.get_by_label("Explication").fill("Corrigé au prochain dépôt")
        page.get_by_role("button", name="Répondre", exact=True).click()
        expect(page.get_by_text("Réponse enregistrée")).to_be_visible(timeout=WAIT)
        sound(page)
        page.get_by_role("link", name="2026M090").click()
        expect(page.get_by_role("heading", name="Contrat 2026M090")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Contestation acceptée")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Corrigé au prochain dépôt")).to_be_visible()
        assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
