"""The memory of a server that shows a page with its data loaded."""

from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from tests.navigateur import BROWSER
from tests.serveur import dashboard


def memory_of_server(warehouse: Path) -> float:
    """Open the first page in a real browser; return the server's resident memory, in MiB."""
    with dashboard(warehouse) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(server.url)
        page.get_by_role("heading", level=1).first.wait_for(timeout=60_000)
        page.wait_for_load_state("networkidle")
        browser.close()
        return float(psutil.Process(server.pid).memory_info().rss) / 2**20
