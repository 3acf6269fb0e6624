"""The page Déposer in a real browser."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect, sync_playwright

from tests.navigateur import BROWSER
from tests.serveur import Server

WAIT = 180_000
"""Milliseconds before a screen is said not to come."""


_GIVES_WAY = 19
"""Niceness of the browser: in life it is on another machine, and takes nothing from those who read."""


@contextmanager
def deposit_page(server: Server) -> Iterator[Page]:
    """Open the page Déposer, in a browser that gives way to the server."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for process in psutil.Process().children(recursive=True):
            if "chrom" in process.name():
                process.nice(_GIVES_WAY)
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{server.url}/deposer")
        page.locator("input[type=file]").first.wait_for(state="attached", timeout=WAIT)
        yield page
        browser.close()


def read_and_check(page: Page, files: Sequence[Path]) -> None:
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="Lire et vérifier").click(timeout=WAIT)
    expect(page.get_by_role("heading", name="2. Lire le rapport")).to_be_visible(timeout=WAIT)
