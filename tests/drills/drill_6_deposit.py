"""Somebody deposits six files of six systems together, answers what is asked, and publishes: how long it takes, what is published."""

import re
import time
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from spaser.catalogue import load_catalogue
from spaser.store import Warehouse
from tests.drills.browser import WAIT, deposit_page, read_and_check
from tests.drills.conftest import Record
from tests.drills.scenario import published
from tests.drills.six_files import six_files
from tests.navigateur import BROWSER
from tests.serveur import dashboard

pytestmark = pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")

_MINUTES = 10
_ROUNDS = 5
_READING = 20
"""Seconds that a person takes to read a screen or a question and decide; the browser itself is quicker."""


def drill_six_fichiers_de_six_logiciels(tmp_path: Path, record: Record) -> None:
    files = six_files(tmp_path / "extraits", load_catalogue())
    house = tmp_path / "entrepot"
    with dashboard(house) as server, deposit_page(server) as page:
        start = time.monotonic()
        read_and_check(page, list(files))
        questions = answer(page)
        page.get_by_role("button", name="Publier ces extraits").click(timeout=WAIT)
        expect(page.get_by_text("Version 1 publiée")).to_be_visible(timeout=WAIT)
        spent = time.monotonic() - start
    minutes = (spent + _READING * (len(files) + questions + 2)) / 60
    written: dict[str, int] = {}
    for table, rows in files.values():
        written[table] = written.get(table, 0) + rows
    found = counts(published(Warehouse(house)).cursor(), list(written))
    broken = [
        f"{table} : {found[table]} lignes publiées, {rows} écrites"
        for table, rows in written.items()
        if found[table] != rows
    ]
    if minutes >= _MINUTES:
        broken.append(f"{minutes:.1f} minutes")
    record.add(
        "six fichiers de six logiciels, déposés ensemble",
        f"publiés en moins de {_MINUTES} minutes, toutes les lignes écrites",
        f"{spent:.0f} s de machine, {questions} questions ; avec {_READING} s pour lire chaque rapport, question et étape : "
        f"{minutes:.1f} min ; {sum(found.values())} lignes publiées",
        len(files),
        broken,
    )
    assert not broken


def answer(page: Page) -> int:
    """Answer file by file what keeps the deposit from being published, with the first proposal; return how many questions there were."""
    publish = page.get_by_role("button", name="Publier ces extraits")
    answered = 0
    for _ in range(_ROUNDS):
        expect(publish).to_be_visible(timeout=WAIT)
        if publish.is_enabled():
            return answered
        report = page.get_by_test_id("stLayoutWrapper").filter(has_text=re.compile("Refusé")).first
        asked = report.get_by_test_id("stSelectbox")
        answered += sum(choose(page, asked.nth(rank)) for rank in range(asked.count()))
        report.get_by_role("button", name="Relire avec ces réponses").click(timeout=WAIT)
        expect(report.get_by_role("button", name="Relire avec ces réponses")).to_have_count(0, timeout=WAIT)
    raise AssertionError(page.inner_text("body"))


def choose(page: Page, question: Locator) -> bool:
    """Choose the first proposal of a question left open; return whether it was a question at all."""
    if question.get_by_text("À choisir").count():
        question.click()
        page.get_by_role("option").first.click()
    return question.is_visible()


def counts(cursor: duckdb.DuckDBPyConnection, tables: list[str]) -> dict[str, int]:
    found = {}
    for table in tables:
        row = cursor.table(f"lignes.{table}").count("*").fetchone()
        found[table] = int(row[0]) if row else 0
    return found
