"""A real browser logs in through a real OpenID Connect provider, as each role: what it sees, and the way out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.access.conftest import INSIDE, THEIRS
from tests.access.partage import Shared
from tests.navigateur import BROWSER
from tests.ui.visite import WAIT, settle

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine"),
]
LEAD_ONLY = ("Déposer", "Versions", "Accès")
SEES = {
    "lea": ("Léa", True, True),
    "paul": ("Paul", False, True),
    "chloe": ("Chloé", False, True),
    "rita": ("Rita", False, False),
    "dora": ("Dora", False, True),
}
"""Account → name said, whether the pages of the lead are in the menu, whether a contract of Marseille-Provence is shown."""


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()
    browser.clear_cookies()


def log_in(page: Page, house: Shared, subject: str) -> None:
    """Go from the door to the provider and back, as a person does."""
    page.goto(f"{house.url}/explorer?q={THEIRS}-2026-1")
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(f"{house.issuer}/**", timeout=WAIT)
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.wait_for_url(re.compile(re.escape(house.url)), timeout=WAIT)


@pytest.mark.parametrize("subject", SEES)
def test_chaque_role_entre_par_le_fournisseur_et_voit_ce_qui_est_a_lui(
    page: Page, house: Shared, subject: str
) -> None:
    name, lead, sees_theirs = SEES[subject]
    log_in(page, house, subject)
    expect(page.get_by_text(INSIDE).first).to_be_visible(timeout=WAIT)
    page.goto(f"{house.url}/explorer?q={THEIRS}-2026-1")
    settle(page)
    expect(page.get_by_test_id("stSidebar").get_by_text(name)).to_be_visible(timeout=WAIT)
    menu = page.get_by_test_id("stSidebarNavLink").all_inner_texts()
    assert [title for title in LEAD_ONLY if any(title in text for text in menu)] == (
        list(LEAD_ONLY) if lead else []
    )
    shown = page.get_by_test_id("stMain").inner_text()
    assert (f"Objet {THEIRS}" in shown) == sees_theirs
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{house.issuer}/**", timeout=WAIT)  # the provider is told too
    page.goto(f"{house.url}/axe-1")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible(timeout=WAIT)


def test_qui_n_a_aucun_role_reste_a_la_porte(page: Page, house: Shared) -> None:
    log_in(page, house, "mallory")
    expect(page.get_by_role("button", name="Se connecter avec un autre compte")).to_be_visible(timeout=WAIT)
    assert page.get_by_text(INSIDE).count() == 0
