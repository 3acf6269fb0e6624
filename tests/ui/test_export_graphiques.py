"""A chart is saved as it is seen: SVG that stands alone, PNG in the colours of the page, under a French name."""

from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.navigateur import BROWSER
from tests.serveur import Server
from tests.ui.visite import WAIT, visit

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]

EVOLUTION = "?indicateur=F2.3&vue=evolution"
PAPER = {"light": (255, 255, 255), "dark": (16, 24, 31)}
INK = {"light": (11, 22, 32), "dark": (234, 240, 245)}


def saved(page: Page, name: str, folder: Path) -> Path:
    """Save the first chart of the open indicator through one of its buttons, by keyboard."""
    button = page.get_by_role("dialog").get_by_role("button", name=f"{name} : ").first
    button.focus()
    with page.expect_download(timeout=WAIT) as download:
        page.keyboard.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_un_svg_se_suffit_et_porte_le_texte_alternatif(
    browser: BrowserContext, served: Server, tmp_path: Path
) -> None:
    with visit(browser, f"{served.url}/{EVOLUTION}") as page:
        path = saved(page, "Enregistrer en SVG", tmp_path)
    assert path.name.startswith("spaser-contrats-avec-une-consideration-environnementale")
    assert path.suffix == ".svg"
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert "57,1\u202f%" in texts
    assert title is not None
    assert title.text is not None
    assert "Contrats avec une considération environnementale" in title.text
    assert root.get("color") == "rgb(11, 22, 32)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_un_png_a_les_couleurs_de_la_page(
    browser: BrowserContext, served: Server, tmp_path: Path, theme: Literal["light", "dark"]
) -> None:
    with visit(browser, f"{served.url}/{EVOLUTION}", theme=theme) as page:
        width = (
            page.get_by_role("dialog").locator("svg.marks").first.evaluate("svg => svg.width.baseVal.value")
        )
        picture = Image.open(saved(page, "Enregistrer en PNG", tmp_path)).convert("RGB")
    counted = {colour: number for number, colour in picture.getcolors(picture.width * picture.height) or ()}
    assert abs(picture.width - 2 * width) < 2
    assert counted[PAPER[theme]] > picture.width * picture.height / 2
    assert counted.get(INK[theme], 0) > 200, "la cible et les nombres sont écrits de l’encre de la page"
