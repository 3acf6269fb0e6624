"""What a filter change costs the server, page by page, against a plain page and against the usual way; fifty readers at once.

Costs are processor time of the server's process (all its threads), so that a busy machine does not change them much; pages take
turns in one run, and the ratio of medians is what counts.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from spaser.catalogue import load_catalogue
from spaser.francais import number
from tests.bench.session import Session
from tests.serveur import ROOT, Server, dashboard, free_port, wait_until_it_answers

PAGES = {
    "": "Vue d’ensemble",
    "axe-1": "Axe 1",
    "axe-2": "Axe 2",
    "axe-3": "Axe 3",
    "axe-4": "Axe 4",
    "carte": "Carte",
    "comparer": "Comparer",
    "feuille-de-route": "Feuille de route",
    "explorer": "Contrats et fournisseurs",
    "leviers": "Leviers",
    "rapports": "Rapports",
    "qualite": "Qualité",
}
READERS, EVERY, DURING = 50, 20.0, 60.0
Line = Callable[[str, str, str, str], None]


@dataclass
class Cost:
    """Costs of some runs: milliseconds of processor, seconds of waiting, bytes sent."""

    processor: list[float]
    waiting: list[float]
    octets: int

    @property
    def median(self) -> float:
        """Milliseconds of processor of the median run."""
        return statistics.median(self.processor)


@contextmanager
def script(path: str, warehouse: Path) -> Iterator[Server]:
    """Serve one script until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            path,
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ],
        cwd=ROOT,
        env={**os.environ, "SPASER_ENTREPOT": str(warehouse), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def filters() -> Iterator[str]:
    """Yield the filter changes of a meeting, each asked once: an exercice, then in turn a domaine, a DGA, a territoire."""
    catalogue = load_catalogue()
    names = [
        [f"domaine={quote(domain.nom)}" for domain in catalogue.domaines],
        [f"dga={quote(dga.code)}" for dga in catalogue.dga],
        [f"territoire={quote(territoire.nom)}" for territoire in catalogue.territoires],
    ]
    for year in (2026, 2025, 2024, 2023, 2022):
        yield f"exercice={year}"
        for row in itertools.zip_longest(*names):
            yield from (f"exercice={year}&{choice}" for choice in row if choice)


def spent(process: psutil.Process) -> float:
    """Return the seconds of processor that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def one(session: Session, process: psutil.Process, page: str, address: str, cost: Cost) -> None:
    """Run a page once and add what it cost."""
    before = spent(process)
    run = session.run(page, address)
    if not run.complete:
        raise RuntimeError(f"la page « {page} » s'est arrêtée sur une erreur ({address})")
    cost.processor.append((spent(process) - before) * 1000)
    cost.waiting.append(run.seconds)
    cost.octets = max(cost.octets, run.octets)


def pages(label: str, warehouse: Path, line: Line, rounds: int = 4, each: int = 5) -> None:
    """Print the cost of a filter change on each page, beside the plain page and the usual way."""
    with ExitStack() as stack:
        servers = {
            "ordinaire": stack.enter_context(script("tests/bench/plain_page.py", warehouse)),
            "usage": stack.enter_context(script("tests/bench/usual_page.py", warehouse)),
            "nous": stack.enter_context(dashboard(warehouse)),
        }
        processes = {name: psutil.Process(server.pid) for name, server in servers.items()}
        opened = {name: stack.enter_context(Session(server.url)) for name, server in servers.items()}
        addresses = {page: filters() for page in ("ordinaire", "usage", *PAGES)}
        for name in ("ordinaire", "usage"):
            for _ in range(3):
                opened[name].run("", "")
        plain, usual = Cost([], [], 0), Cost([], [], 0)
        ours = {page: Cost([], [], 0) for page in PAGES}
        for page in PAGES:
            opened["nous"].run(page, "")
            opened["nous"].run(page, next(addresses[page]))
        for _ in range(rounds):
            for _ in range(each):
                one(opened["ordinaire"], processes["ordinaire"], "", next(addresses["ordinaire"]), plain)
                one(opened["usage"], processes["usage"], "", next(addresses["usage"]), usual)
            for page, cost in ours.items():
                for _ in range(each):
                    one(opened["nous"], processes["nous"], page, next(addresses[page]), cost)
    line(
        f"{label} · page ordinaire (6 chiffres, 4 graphiques, 1 carte, 1 tableau, sans requête)",
        f"{plain.median:.0f} ms",
        "",
        "1,0 ×",
    )
    line(
        f"{label} · vue d’ensemble écrite à l’usage (pandas, graphiques refaits)",
        f"{usual.median:.0f} ms",
        f"{plain.median:.0f} ms",
        f"{number(usual.median / plain.median, 2)} ×",
    )
    for page, cost in ours.items():
        line(
            f"{label} · {PAGES[page]}, filtre jamais demandé ({number(cost.octets / 1000)} ko envoyés)",
            f"{cost.median:.0f} ms",
            f"{plain.median:.0f} ms",
            f"{number(cost.median / plain.median, 2)} ×",
        )


def crowd(label: str, warehouse: Path, line: Line) -> None:
    """Print how long fifty readers wait, each acting every twenty seconds, and the memory that a session takes."""
    addresses = list(filters())
    waits: list[float] = []
    failures: list[str] = []
    lock = threading.Lock()

    def reader(url: str, seed: int, until: float) -> None:
        chance = random.Random(seed)
        time.sleep(chance.uniform(0, EVERY))
        try:
            with Session(url) as session:
                while time.monotonic() < until:
                    run = session.run(chance.choice(list(PAGES)[:6]), chance.choice(addresses))
                    with lock:
                        waits.append(run.seconds)
                        if not run.complete:
                            failures.append("page en erreur")
                    time.sleep(EVERY)
        except (OSError, TimeoutError) as error:
            with lock:
                failures.append(str(error))

    with dashboard(warehouse) as server:
        process = psutil.Process(server.pid)
        with Session(server.url) as first:
            for page in list(PAGES)[:6]:
                first.run(page, "")
        before = process.memory_info().rss
        until = time.monotonic() + DURING
        threads = [threading.Thread(target=reader, args=(server.url, seed, until)) for seed in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        grown = (process.memory_info().rss - before) / 2**20
    ranked = sorted(waits)
    p95 = ranked[int(0.95 * (len(ranked) - 1))]
    line(
        f"{label} · {READERS} lecteurs, un geste toutes les {EVERY:.0f} s, {len(waits)} gestes, {len(failures)} erreur",
        f"p95 {number(p95, 2)} s",
        "2 s",
        f"{number(p95 / 2, 2)} ×",
    )
    line(
        f"{label} · mémoire par lecteur",
        f"{number(grown / READERS, 1)} Mo",
        "10 Mo",
        f"{number(grown / READERS / 10, 2)} ×",
    )


def cold_start(label: str, warehouse: Path, line: Line, rounds: int = 3) -> None:
    """Print the time from the start of the server to the first page drawn, beside an empty Streamlit page."""
    empty, ours = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        with script("tests/bench/empty_page.py", warehouse) as server, Session(server.url) as session:
            session.run("", "")
            empty.append(time.perf_counter() - start)
        start = time.perf_counter()
        with dashboard(warehouse) as server, Session(server.url) as session:
            session.run("", "")
            ours.append(time.perf_counter() - start)
    first, second = statistics.median(ours), statistics.median(empty)
    line(
        f"{label} · démarrage à froid jusqu’à la vue d’ensemble",
        f"{number(first, 1)} s",
        f"{number(second, 1)} s",
        f"{number(first / second, 2)} ×",
    )
