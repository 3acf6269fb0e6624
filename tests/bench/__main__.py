"""Print the bench as a table: one line a measurement, the ratio to its yardstick in the same run.

`python -m tests.bench [LIGNES …]`, by default 180 000 and 1 000 000 spend lines.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from spaser.catalogue import load_catalogue
from spaser.demo import generate
from spaser.francais import number
from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure_many
from spaser.store import OpenVersion, Source, Warehouse, publish, sql, stage
from tests.bench.imports import imports
from tests.bench.lecture import bare_read, clean_copy, timed
from tests.bench.pages import cold_start, crowd, pages
from tests.bench.server import memory_of_server
from tests.second_road.calcul import Files

YEAR = 2025
DOMAIN = "Voirie et espace public"
# Those of the second road that pandas computes without a Python loop.
SPENDING = ("F3.1", "F8.3", "F9.2", "X7")


def median(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median of several runs after a warm-up, in seconds."""
    work()
    return statistics.median(timed(work)[0] for _ in range(runs))


def line(what: str, value: str, yardstick: str = "", ratio: str = "") -> None:
    """Print one line of the table."""
    sys.stdout.write(f"| {what} | {value} | {yardstick} | {ratio} |\n")
    sys.stdout.flush()


def bench(lines: int, folder: Path) -> None:
    """Measure import, publication and figures for `lines` spend lines."""
    catalogue = load_catalogue()
    files = generate(folder / "extraits", catalogue, lines)
    spend = [path for path in files if "depenses" in path.name]
    plain = folder / "nu.csv"
    clean_copy(spend, plain)
    label = number(lines)
    bare, rows = timed(lambda: bare_read(plain))
    warehouse = Warehouse(folder / "entrepot")
    seconds, staged = timed(
        lambda: stage(warehouse, [Source(chemin=path, nom=path.name) for path in spend], ImportOptions())
    )
    line(
        f"{label} · import (lu, reconnu, contrôlé)",
        f"{number(rows / seconds)} lignes/s",
        f"{number(rows / bare)} lignes/s",
        f"{seconds / bare:.1f} ×",
    )
    others = [path for path in files if path not in spend]
    rest = stage(warehouse, [Source(chemin=path, nom=path.name) for path in others], ImportOptions())
    both = staged.model_copy(
        update={"rapports": staged.rapports + rest.rapports, "extraits": staged.extraits + rest.extraits}
    )
    seconds, version = timed(lambda: publish(warehouse, both))
    assert version is not None
    line(
        f"{label} · publication de toutes les données",
        f"{seconds:.1f} s",
        f"{bare:.1f} s",
        f"{seconds / bare:.1f} ×",
    )
    line(
        f"{label} · taille de la version",
        f"{(warehouse.versions / version.manifest.fichier).stat().st_size / 2**20:.0f} Mo",
    )
    imports(
        plain, next(path for path in files if path.name.endswith("moyens.xlsx")), folder / "imports", line
    )
    _measures(label, version, Files(folder / "extraits"))
    pages(label, warehouse.path, line)
    crowd(label, warehouse.path, line)
    cold_start(label, warehouse.path, line)
    line(
        f"{label} · mémoire du serveur, vue d'ensemble ouverte", f"{memory_of_server(warehouse.path):.0f} Mo"
    )


def _measures(label: str, version: OpenVersion, files: Files) -> None:
    everything = Filters(annee=YEAR)
    one = Filters(annee=YEAR, domaines=(DOMAIN,))
    codes = [indicator.code for indicator in version.catalogue.indicateurs]

    def ask(filters: Filters, asked: list[str]) -> None:
        measure_many(version, asked, filters, Perimeter.tout())

    scan = median(lambda: version.cursor().execute(sql("bench/balayage")).fetchall())
    for name, filters in (("sans filtre", everything), ("un domaine", one)):
        seconds = median(partial(ask, filters, codes))
        line(
            f"{label} · {len(codes)} indicateurs, {YEAR} et N-1, {name}",
            f"{seconds * 1000:.0f} ms",
            f"balayage {scan * 1000:.0f} ms",
            f"{seconds / scan:.1f} ×",
        )
    files.year_of(YEAR)  # read and joined before the clock starts

    def pandas_road() -> None:
        for year in (YEAR - 1, YEAR):
            for work in (files.inclusive, files.panel, files.ess, files.bouches_du_rhone):
                work(year)

    ours = median(partial(ask, everything, list(SPENDING)))
    theirs = median(pandas_road)
    line(
        f"{label} · {len(SPENDING)} indicateurs de dépenses, {YEAR} et N-1, contre pandas sur des tables chargées",
        f"{ours * 1000:.0f} ms",
        f"{theirs * 1000:.0f} ms",
        f"1/{theirs / ours:.1f}",
    )


def main() -> None:
    """Run the bench for each size asked."""
    sizes = [int(text) for text in sys.argv[1:]] or [180_000, 1_000_000]
    sys.stdout.write("| mesure | le produit | l'étalon | rapport |\n|---|---|---|---|\n")
    for lines in sizes:
        with tempfile.TemporaryDirectory(prefix="spaser-bench-") as folder:
            bench(lines, Path(folder))


if __name__ == "__main__":
    main()
