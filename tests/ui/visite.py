"""The pages that browser tests visit, and how one is opened and waited for. No sleep: the framework says when it is done."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, Literal

from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright

from tests.navigateur import BROWSER

WAIT: Final = 90_000
_ERROR: Final = re.compile(r"(?<!on)error", re.IGNORECASE)
"""Not « onerror », which hostile texts hold."""
WIDE, PHONE = (1366, 768), (390, 844)

PAGES: Final = (
    "",
    "axe-1",
    "axe-2",
    "axe-3",
    "axe-4",
    "carte",
    "comparer",
    "feuille-de-route",
    "comites",
    "explorer",
    "leviers",
    "contrat?cle=2026M090",
    "fournisseur?siren=000000018",
    "rapports",
    "acces",
    "deposer",
    "versions",
    "qualite",
    "methode",
    "?indicateur=F2.3&vue=evolution",
    "?indicateur=F2.3&vue=domaines",
    "?indicateur=F2.3&vue=definition",
    "?indicateur=F2.3&vue=lignes",
)
"""Every page of the menu, the two that are only linked, and an indicator opened on its views."""


@contextmanager
def chromium() -> Iterator[BrowserContext]:
    """Start the browser of the tests, on an empty profile: what it has compiled of the framework serves every visit."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="spaser-navigateur-") as profile:
        browser = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=BROWSER,
            args=["--no-sandbox"],
            locale="fr-FR",
            reduced_motion="reduce",
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(
    browser: BrowserContext,
    address: str,
    size: tuple[int, int] = WIDE,
    theme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Open an address as somebody who was sent it does, and wait until it is drawn; what the site keeps is forgotten afterwards.

    Whatever the test does there, no exception and no « error » may be shown, and no other host may be asked for anything.
    """
    page = browser.new_page()
    try:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        here = address.split("/")[2]
        elsewhere: list[str] = []
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"http://{here}/", f"ws://{here}/", "data:", "blob:"))
                else elsewhere.append(request.url)
            ),
        )
        page.goto(address)
        settle(page)
        yield page
        assert elsewhere == []
        assert page.get_by_test_id("stException").count() == 0
        assert not _ERROR.search(page.inner_text("[data-testid=stMain]"))
    finally:
        with suppress(Error):  # nothing was opened: why is what the test must say
            page.evaluate("localStorage.clear()")
        page.close()
        browser.clear_cookies()


def settle(page: Page) -> None:
    """Wait until the run that draws the page has ended and every chart of it is there, with its buttons."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    expect(page.locator("h1, [role=dialog]").first).to_be_visible(timeout=WAIT)
    page.wait_for_function(
        """() => document.querySelectorAll('[data-testid=stSkeleton]').length === 0
            && document.documentElement.lang === 'fr'
            && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
                (chart) => chart.querySelector('svg.marks') !== null
                    && chart.closest('[data-testid=stFullScreenFrame]').querySelector('[data-save=svg]') !== null)
            && document.fonts.status === 'loaded'""",
        timeout=WAIT,
    )


def resize(page: Page, size: tuple[int, int], theme: Literal["light", "dark"]) -> None:
    """Give an open page another size and theme, and wait until it has taken them."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function(
        "theme => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === theme",
        arg=theme,
        timeout=WAIT,
    )
    settle(page)
    # What follows a change of size (charts drawn again, tables put in the order of tabulation) takes the next frames.
    page.evaluate(
        "async () => { for (let n = 0; n < 6; n++) await new Promise((done) => requestAnimationFrame(done)); }"
    )
