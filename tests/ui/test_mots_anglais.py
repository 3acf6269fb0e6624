"""No English word in a list that opens, in the menu of a phone, nor in what the dictionary of the framework's words forgets."""

import re
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import BrowserContext, expect

import spaser.ui
from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.anglais import english
from tests.ui.visite import PHONE, WAIT, visit


@pytest.mark.navigateur
@pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")
def test_aucun_mot_anglais_dans_une_liste_ouverte(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1?domaine=D%C3%A9chets") as page:
        expect(page.get_by_role("button", name="Retirer Déchets")).to_be_visible(timeout=WAIT)
        page.get_by_role("combobox", name="Domaine").click()
        expect(page.get_by_role("option").first).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("Tout choisir")).to_be_visible(timeout=WAIT)
        page.keyboard.type("zzz")
        expect(page.get_by_text("Aucun résultat")).to_be_visible(timeout=WAIT)
        assert english(page) == []


@pytest.mark.navigateur
@pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")
def test_aucun_mot_anglais_sur_un_telephone_menu_ouvert(browser: BrowserContext, served: Server) -> None:
    with visit(browser, f"{served.url}/axe-1", size=PHONE) as page:
        page.get_by_role("button", name="Déplier le menu").click()
        expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=WAIT)
        assert english(page) == []


def test_ce_que_disent_les_donnees_n_est_jamais_traduit() -> None:
    script = _dictionary()
    assert "[data-testid=stMarkdownContainer]" in script
    assert "table" in script


def test_streamlit_dit_encore_chaque_mot_du_dictionnaire() -> None:
    words = re.findall(r'^\s+"([^"]+)":', _dictionary(), re.MULTILINE)
    assert len(words) > 50
    frontend = Path(streamlit.__file__).parent / "static" / "static" / "js"
    said = "".join(file.read_text(encoding="utf-8", errors="ignore") for file in frontend.glob("*.js"))
    composed = {word for word in words if word.startswith("Press ")}
    gone = [word for word in words if word not in said and word not in composed]
    assert gone == []


def _dictionary() -> str:
    return (Path(spaser.ui.__file__).parent / "browser" / "french.js").read_text(encoding="utf-8")
