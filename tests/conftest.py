"""The one Chromium that every browser test of a process shares: Playwright starts once per process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.navigateur import BROWSER
from tests.ui.visite import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """Start it with the first test that visits; each visit is a fresh browser to what it visits."""
    if BROWSER is None:
        pytest.skip("aucun Chromium sur cette machine")
    with chromium() as opened:
        yield opened
