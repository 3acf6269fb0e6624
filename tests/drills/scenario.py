"""The publication that the drills interrupt: a warehouse with a version, a file to import, and what both versions must hold."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from spaser.ingest import ImportOptions
from spaser.store import OpenVersion, Source, StoreError, Warehouse, publish, stage, verify
from spaser.store.files import sha256_of
from tests.extraits import CONTRATS, contrat, write_csv

TABLES = "select schema_name, table_name from duckdb_tables() where not internal order by all"
BEFORE, AFTER = ["A1", "A2"], ["A1", "A2", "B1", "B2"]
_known: dict[str, str] = {}


@dataclass(frozen=True)
class Scenario:
    """``base`` holds version 1 (contracts ``BEFORE``); importing ``file`` makes ``AFTER``. Hashes of every table of both."""

    base: Path
    file: Path
    before: str
    after: str

    @property
    def bytes_kept(self) -> str:
        """Where the deposit of ``file`` is kept in a warehouse: under its sha256."""
        return f"depots/{sha256_of(self.file)}"

    def copy(self, target: Path) -> Path:
        """Return a warehouse of its own to damage."""
        shutil.copytree(self.base, target)
        return target


def build_scenario(folder: Path) -> Scenario:
    """Build the base warehouse, and once the version that an import without incident makes of it."""
    first = write_csv(
        folder / "2023.csv",
        CONTRATS,
        [contrat("A1", "05/03/2023", "100 000"), contrat("A2", "06/03/2023", "200 000", env="non")],
    )
    file = write_csv(
        folder / "2024.csv",
        CONTRATS,
        [contrat("B1", "05/03/2024", "300 000"), contrat("B2", "06/03/2024", "400 000", env="")],
    )
    base = Warehouse(folder / "base")
    before = deposit(base, first)
    known = content(before)
    numbers_are(before, BEFORE)
    before.close()
    shutil.rmtree(base.path / "en_attente")
    witness = Warehouse(shutil.copytree(base.path, folder / "temoin"))
    after = deposit(witness, file)
    numbers_are(after, AFTER)
    scenario = Scenario(base.path, file, known, content(after))
    after.close()
    return scenario


def deposit(warehouse: Warehouse, file: Path) -> OpenVersion:
    """Import a file as the deposit page and the command line do; the version that holds it is published."""
    staged = stage(warehouse, [Source(chemin=file, nom=file.name)], ImportOptions())
    if staged.refuse:
        raise StoreError("\n".join(report.texte() for report in staged.rapports))
    version = publish(warehouse, staged, auteur="la responsable", commentaire="exercice")
    return version or published(warehouse)


def published(warehouse: Warehouse) -> OpenVersion:
    """Return the published version of a warehouse that has one."""
    version = warehouse.current()
    if version is None:
        raise StoreError("rien n'est publié")
    return version


def numbers(version: OpenVersion) -> list[str]:
    """Return the numbers of the contracts that a version holds."""
    rows = version.cursor().execute("select contrat_id from lignes.contrats order by all").fetchall()
    return [number for (number,) in rows]


def numbers_are(version: OpenVersion, expected: list[str]) -> None:
    """Check the contracts of a version against those written by hand.

    Raises:
        AssertionError: they differ: the drill itself is wrong.
    """
    if numbers(version) != expected:
        raise AssertionError(f"{numbers(version)} au lieu de {expected}")


def content(version: OpenVersion) -> str:
    """Return a hash of every row of every table but what a version says of itself and when its deposits came."""
    digest = hashlib.sha256()
    cursor = version.cursor()
    for schema, table in cursor.execute(TABLES).fetchall():
        if table not in ("version", "depots"):
            rows = sorted(cursor.table(f"{schema}.{table}").fetchall(), key=repr)
            digest.update(repr((schema, table, rows)).encode())
    return digest.hexdigest()


def faults_of(
    path: Path, scenario: Scenario, *, again: bool, kept: bool = False, alive: bool = False
) -> list[str]:
    """Start again on a warehouse after an interruption; return the promises that it breaks, in French.

    The version is the old one or the new one, whole; every byte agrees with its hash and the journal with itself; nothing
    prepared by the dead process (or, ``alive``, by this one) is left; the bytes deposited are there (``kept``: the publication had begun); the same file,
    sent again (``again``), makes the new version.
    """
    try:
        warehouse = Warehouse(path)
        found = _state(warehouse, scenario, alive=alive)
        if kept and not (path / scenario.bytes_kept).exists():
            found.append("les octets déposés sont perdus")
        if again:
            found += _sent_again(warehouse, scenario)
    except StoreError as error:
        return [f"ne démarre pas : {error}"]
    return found


def shown(path: Path, scenario: Scenario) -> str:
    """Return which version a warehouse shows: « ancienne », « nouvelle », or what is wrong with it.

    A version's file that was read already, unchanged to the byte and without a log beside it, is not read again.
    """
    warehouse = Warehouse(path)
    version = published(warehouse)
    file = path / "versions" / version.manifest.fichier
    sound = version.notice is None and not file.with_name(f"{file.name}.wal").exists()
    digest = sha256_of(file)
    if digest not in _known or not sound:
        _known[digest] = content(version)
    said = {scenario.before: "ancienne", scenario.after: "nouvelle"}.get(_known[digest])
    wrong = said or f"ni l'ancienne version ni la nouvelle : {numbers(version)}"
    notice = version.notice
    version.close()
    return wrong if notice is None else f"avertissement : {notice}"


def _state(warehouse: Warehouse, scenario: Scenario, *, alive: bool) -> list[str]:
    which = shown(warehouse.path, scenario)
    aside = (warehouse.path / "en_attente").glob("*/*" if alive else "*")
    left = [path.name for path in aside if path.name != "verrou"]
    return [
        *([] if which in ("ancienne", "nouvelle") else [which]),
        *verify(warehouse),
        *(f"reste en attente : {name}" for name in left),
    ]


def _sent_again(warehouse: Warehouse, scenario: Scenario) -> list[str]:
    version = deposit(warehouse, scenario.file)
    found = [] if content(version) == scenario.after else ["le même fichier renvoyé ne donne pas la nouvelle"]
    numero = version.numero
    version.close()
    pointer = warehouse.pointer()
    if pointer is None or pointer.numero != numero:
        found.append("le pointeur ne désigne pas la version renvoyée")
    left = [*warehouse.path.rglob("*.tmp"), *warehouse.waiting.iterdir()]
    return found + list(verify(warehouse)) + [f"reste : {path.name}" for path in left]
