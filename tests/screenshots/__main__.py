"""Pictures of every page, in both themes and both widths: `make screenshots` (or `python -m tests.screenshots [entrepôt]`).

They go to ``build/captures/``; the few that the README and the guide show are made small again in ``docs/images/``.
Without an argument, demonstration data are deposited in a temporary warehouse.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import BrowserContext

from tests.serveur import ROOT, dashboard
from tests.ui.visite import PHONE, WIDE, chromium, resize, visit

CAPTURES: Final = ROOT / "build" / "captures"
IMAGES: Final = ROOT / "docs" / "images"
Theme = Literal["light", "dark"]
THEMES: Final[tuple[tuple[Theme, str], ...]] = (("light", "clair"), ("dark", "sombre"))
SIZES: Final = ((WIDE, "large"), (PHONE, "telephone"))

PAGES: Final = {
    "vue-ensemble": "",
    "axe-1": "axe-1",
    "axe-2": "axe-2",
    "axe-3": "axe-3",
    "axe-4": "axe-4",
    "carte": "carte",
    "comparer": "comparer",
    "feuille-de-route": "feuille-de-route",
    "comites": "comites",
    "explorer": "explorer",
    "leviers": "leviers",
    "contrat": "contrat?cle=2026D0076L00",
    "fournisseur": "fournisseur?siren=004937298",
    "deposer": "deposer",
    "versions": "versions",
    "rapports": "rapports",
    "acces": "acces",
    "qualite": "qualite",
    "methode": "methode",
    "indicateur": "axe-1?indicateur=F2.3&vue=evolution",
    "domaines": "axe-1?indicateur=F2.3&vue=domaines",
}
SHOWN: Final = {
    "vue-ensemble": 1_400,
    "axe-2": 1_400,
    "carte": 1_100,
    "deposer": 1_100,
    "comparer": 1_100,
    "feuille-de-route": 1_100,
    "leviers": 1_100,
    "qualite": 1_100,
}
"""Pictures that the documentation shows, with the height in pixels of the part that is kept."""
_HEAVIEST: Final = 200_000
_TALLEST: Final = 8_000
"""Beyond it, Chromium without a graphics card draws the top of the page again."""
_COLOURS: Final = (128, 64, 32)


def main() -> None:
    """Take every picture of a warehouse, given or made for the occasion."""
    with ExitStack() as stack:
        if len(sys.argv) > 1:
            warehouse = Path(sys.argv[1])
        else:
            warehouse = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "entrepot"
            fill(warehouse)
        server = stack.enter_context(dashboard(warehouse))
        browser = stack.enter_context(chromium())
        CAPTURES.mkdir(parents=True, exist_ok=True)
        for name, path in PAGES.items():
            take(browser, f"{server.url}/{path}", name)
            print(name, flush=True)
        for name, height in SHOWN.items():
            keep(CAPTURES / f"{name}-clair-large.png", IMAGES / f"{name}.png", height)


def fill(warehouse: Path) -> None:
    """Deposit the demonstration extracts in a new warehouse."""
    subprocess.run(
        [sys.executable, "-m", "spaser", "demo", "--si-vide"],
        cwd=ROOT,
        env={"SPASER_ENTREPOT": str(warehouse), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
        check=True,
    )


def take(browser: BrowserContext, address: str, name: str) -> None:
    """Picture a page whole in each width and each theme; a width is opened afresh, since charts are drawn for it."""
    for size, width_name in SIZES:
        with visit(browser, address, size) as page:
            # Streamlit scrolls inside the page: the window takes the height of what is inside.
            inside = page.evaluate(
                "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain], [role=dialog]')]"
                ".map((part) => part.scrollHeight + 96))"
            )
            whole = (size[0], max(size[1], min(inside, _TALLEST)))
            for theme, theme_name in THEMES:
                resize(page, whole, theme)
                page.screenshot(
                    path=CAPTURES / f"{name}-{theme_name}-{width_name}.png", animations="disabled"
                )


def keep(source: Path, target: Path, height: int) -> None:
    """Keep the top of a picture, in as few colours as make it lighter than 200 kB."""
    picture = Image.open(source).convert("RGB")
    top = picture.crop((0, 0, picture.width, min(height, picture.height)))
    for colours in _COLOURS:
        top.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= _HEAVIEST:
            return
    raise ValueError(f"{target.name} reste plus lourd que {_HEAVIEST} octets")


if __name__ == "__main__":
    main()
