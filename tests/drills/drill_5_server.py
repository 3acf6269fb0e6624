"""Promises 6 and 7: hostile files read while somebody else reads the pages; an upload cut half-way."""

import itertools
import re
import shutil
import socket
import statistics
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from spaser.store import Warehouse
from tests.bench.session import Session
from tests.drills.browser import WAIT, deposit_page, read_and_check
from tests.drills.conftest import Record
from tests.drills.scenario import AFTER, Scenario, numbers, published
from tests.extraits import DEPENSES, mandat
from tests.navigateur import BROWSER
from tests.serveur import Server, dashboard

pytestmark = pytest.mark.skipif(BROWSER is None, reason="aucun Chromium sur cette machine")

_HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "hostile" / "excel"
_RUNS = 60
_SLOWER = 2.0
"""How many times as long the slowest page in twenty may take while hostile files are read."""
_AT_MOST = 5_000
_TIMES = 3
"""How many times the hostile files are read: one reading lasts as long as eighty pages, too few to tell their slowest twentieth."""
_LINES = 150_000


def hostile_files(folder: Path) -> list[Path]:
    """A cell at the other end of the sheet, a zip bomb, entities that multiply, and a long text where every cell is quoted."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    (folder / "rires.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><marches><marche>&l9;</marche></marches>',
        encoding="utf-8",
    )
    rows = (mandat(f"M{n}", "05/03/2024", f"{n % 900},50") for n in range(_LINES))
    with (folder / "long.csv").open("w", encoding="utf-8") as writer:
        for row in itertools.chain([DEPENSES], rows):
            writer.write(";".join(f'"{cell}"' for cell in row) + "\r\n")
    known = [path for path in (_HOSTILE / "far.xlsx", _HOSTILE / "bomb.xlsx") if path.exists()]
    return [*known, folder / "rires.xml", folder / "long.csv"]


def waits(reader: Session, runs: int, until: threading.Event | None = None) -> list[float]:
    """Run pages one after the other, each under other filters; return what each took, in seconds; ``until`` ends it sooner."""
    found: list[float] = []
    while len(found) < runs and not (until is not None and until.is_set()):
        turn = len(found)
        run = reader.run(("axe-1", "axe-3")[turn % 2], f"exercice={2023 + turn % 3}")
        assert run.complete
        found.append(run.seconds)
    return found


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def drill_fichiers_hostiles_pendant_que_d_autres_lisent(
    scenario: Scenario, tmp_path: Path, record: Record
) -> None:
    house = scenario.copy(tmp_path / "entrepot")
    files = hostile_files(tmp_path)
    during: list[float] = []
    read = threading.Event()
    with dashboard(house) as server, Session(server.url) as reader, deposit_page(server) as page:
        read_and_check(page, [scenario.file])  # a server in use: what loads at the first report is loaded
        waits(reader, 10)
        calm = waits(reader, _RUNS)
        watch = threading.Thread(target=lambda: during.extend(waits(reader, _AT_MOST, read)))
        watch.start()
        try:
            for _ in range(_TIMES):
                page.reload()
                page.locator("input[type=file]").first.wait_for(state="attached", timeout=WAIT)
                read_and_check(page, files)
        finally:
            read.set()
            watch.join()
        calm += waits(reader, _RUNS)
        page.get_by_role("heading", name="4. Publier").wait_for(timeout=WAIT)
        refused = page.get_by_text(re.compile("Refusé$")).count()
    ratio = p95(during) / p95(calm)
    broken = []
    if ratio > _SLOWER:
        broken.append(f"les pages d'un autre lecteur sont {ratio:.1f} fois plus lentes (p95)")
    if refused != len(files) - 1:
        broken.append(f"{refused} fichiers refusés sur les {len(files) - 1} hostiles")
    record.add(
        "fichiers hostiles pendant que d'autres lisent",
        f"p95 des pages au plus {_SLOWER:g} × celui d'avant",
        f"p95 {p95(during) * 1000:.0f} ms pendant, {p95(calm) * 1000:.0f} ms avant et après : {ratio:.2f} ×",
        len(during),
        broken,
    )
    assert not broken


def drill_envoi_coupe_a_mi_chemin(scenario: Scenario, tmp_path: Path, record: Record) -> None:
    house = scenario.copy(tmp_path / "entrepot")
    body = scenario.file.read_bytes()
    broken = []
    with dashboard(house) as server, deposit_page(server) as page:
        before = files_of(house)
        cut_upload(page, server, scenario.file, body)
        if files_of(house) != before:
            broken.append(f"il reste {sorted(files_of(house) - before)}")
        page.reload()
        page.locator("input[type=file]").first.wait_for(state="attached", timeout=WAIT)
        if page.get_by_role("button", name="Lire et vérifier").count():
            broken.append("le fichier coupé est proposé à la lecture")
        read_and_check(page, [scenario.file])
        page.get_by_role("button", name="Publier ces extraits").click(timeout=WAIT)
        expect(page.get_by_text("Version 2 publiée")).to_be_visible(timeout=WAIT)
    found = numbers(published(Warehouse(house)))
    if found != AFTER:
        broken.append(f"le fichier envoyé en entier donne {found}")
    record.add(
        "envoi coupé à mi-chemin",
        "aucun dépôt, aucun reste, le même fichier se dépose ensuite",
        f"{len(body) // 2} octets sur {len(body)} envoyés, puis le fichier entier par un navigateur : version 2",
        1,
        broken,
    )
    assert not broken
    shutil.rmtree(house)


def files_of(house: Path) -> set[str]:
    return {
        str(path.relative_to(house)) for path in house.rglob("*") if path.is_file() and path.suffix != ".wal"
    }


def cut_upload(page: Page, server: Server, file: Path, body: bytes) -> None:
    """Let the browser begin an upload, then send the same request by hand, and cut the line half-way through the file."""
    caught: list[Request] = []

    def keep(route: Route) -> None:
        if route.request.method in {"PUT", "POST"}:
            caught.append(route.request)
            route.abort()
        else:
            route.continue_()

    page.route("**/upload_file/**", keep)
    page.locator("input[type=file]").first.set_input_files(file)
    page.wait_for_timeout(3_000)
    page.unroute("**/upload_file/**")
    (request,) = caught
    address = urlsplit(request.url)
    headers = request.all_headers()
    headers = {name: value for name, value in headers.items() if not name.startswith(":")}
    boundary = headers["content-type"].partition("boundary=")[2]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    whole = head + body + f"\r\n--{boundary}--\r\n".encode()
    headers |= {"content-length": str(len(whole)), "host": address.netloc}
    lines = [f"{request.method} {address.path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
    with socket.create_connection(("127.0.0.1", address.port or 80), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + whole[: len(head) + len(body) // 2])
    page.wait_for_timeout(1_000)
