"""The page Déposer in a real browser."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.navigateur import BROWSER
from tests.serveur import Server

WAIT = 180_000
"""Milliseconds before a screen is said not to come."""


@contextmanager
def deposit_page(server: Server) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{server.url}/deposer")
        page.locator("input[type=file]").first.wait_for(state="attached", timeout=WAIT)
        yield page
        browser.close()


def read_and_check(page: Page, files: Sequence[Path]) -> None:
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="Lire et vérifier").click(timeout=WAIT)
    expect(page.get_by_role("heading", name="2. Lire le rapport")).to_be_visible(timeout=WAIT)
