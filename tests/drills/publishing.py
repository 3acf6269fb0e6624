"""Publishes a prepared version again and again, each time with another operation that does not happen.

``python -m tests.drills.publishing DOSSIER``, started by `tests.drills.injection.run`: the file is read and the version built
once, as for the preview of the deposit page; then, for every file operation of its publication, the warehouse is put back as it
was, a forked process publishes, and is killed or refused that operation (`FAULTS`). What is left is checked by a start; the same
file is sent again once for each different state. Prints a list of `Found` as JSON, one a kind of fault.
"""

import errno
import fcntl
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from spaser.ingest import ImportOptions
from spaser.store import Source, Staged, StoreError, Warehouse, publish, stage
from spaser.store.preparation import Prepared, prepare
from tests.drills.injection import Control
from tests.drills.scenario import (
    AFTER,
    BEFORE,
    Scenario,
    build_scenario,
    faults_of,
    numbers,
    published,
    shown,
)
from tests.drills.states import fingerprint

Mode = Literal["tuer", "refuser"]
FAULTS: dict[str, tuple[Mode, int]] = {
    "SIGKILL": ("tuer", 0),
    "ENOSPC": ("refuser", errno.ENOSPC),
    "EIO": ("refuser", errno.EIO),
}

_NOW = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 – local, as the warehouse writes it


@dataclass
class Found:
    """What the faults of one kind showed: points tried, distinct states sent again, versions shown after, promises broken."""

    faute: str
    points: int = 0
    renvois: int = 0
    montre: Counter[str] = field(default_factory=Counter)
    fins: Counter[str] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)
    rompus: list[str] = field(default_factory=list)


def main() -> None:
    """Run the faults asked for."""
    folder = Path(sys.argv[1])
    setattr(Warehouse, "now", _at_once)  # noqa: B010 – two publications then differ by nothing but their fault
    scenario = build_scenario(folder)
    house = scenario.copy(folder / "entrepot")
    warehouse = Warehouse(house)
    staged = stage(warehouse, [Source(chemin=scenario.file, nom=scenario.file.name)], ImportOptions())
    prepared = prepare(warehouse, staged)
    published(warehouse).close()
    if prepared is None:
        raise AssertionError("rien à publier")
    ready = shutil.copytree(house, folder / "pret")
    seen: set[str] = set()
    found = [
        every_point(
            Found(name),
            seen,
            scenario,
            house,
            ready,
            partial(_forked, house, staged, prepared, mode, error),
        )
        for name, (mode, error) in FAULTS.items()
    ]
    sys.stdout.write(json.dumps([vars(one) for one in found]) + "\n")


def _at_once(_: Warehouse) -> datetime:
    return _NOW


def every_point(
    found: Found,
    seen: set[str],
    scenario: Scenario,
    house: Path,
    ready: Path,
    publication: Callable[[int], tuple[int, int, dict[str, object]]],
) -> Found:
    """Publish with operation 1 not made, then 2, and so on until the publication goes to its end; ``seen``: states sent again."""
    at = 0
    while True:
        at += 1
        shutil.rmtree(house)
        shutil.copytree(ready, house)
        count, code, said = publication(at)
        if count < at:
            if (code, said) != (0, {"fin": "publiee", "message": "", "montre": AFTER}):
                found.rompus.append(f"publication sans faute : code {code}, {said}")
            return found
        found.points += 1
        if FAULTS[found.faute][0] == "refuser":
            _heard(found, at, code, said)
        elif code != -9:
            found.rompus.append(f"opération {at} : le processus n'a pas été tué (code {code})")
        found.montre[shown_after(house, scenario)] += 1
        state = fingerprint(house)
        new = state not in seen
        seen.add(state)
        found.renvois += new
        broken = faults_of(house, scenario, again=new, kept=True)
        found.rompus += [f"opération {at} : {text}" for text in broken]


def shown_after(house: Path, scenario: Scenario) -> str:
    """Return which version a copy of the warehouse shows, so that looking changes nothing of it."""
    copy = house.with_name("regard")
    shutil.copytree(house, copy)
    try:
        return shown(copy, scenario)
    except StoreError as error:
        return f"ne démarre pas : {error}"
    finally:
        shutil.rmtree(copy)


def _forked(
    house: Path,
    staged: Staged,
    prepared: Prepared,
    mode: Mode,
    error: int,
    at: int,
) -> tuple[int, int, dict[str, object]]:
    """Publish in a forked process, in a group of its own; return the operations it made, its exit code and what it said."""
    control = Control()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.write(writer, json.dumps(_attempt(house, staged, prepared, control, mode, error, at)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        text = stream.read()
    _, status = os.waitpid(child, 0)
    count = control.counted()
    control.arm("compter")
    return count, os.waitstatus_to_exitcode(status), json.loads(text or b"{}")


def _attempt(
    house: Path,
    staged: Staged,
    prepared: Prepared,
    control: Control,
    mode: Mode,
    error: int,
    at: int,
) -> dict[str, object]:
    said: dict[str, object] = {"fin": "publiee", "message": ""}
    alive = [path.open() for path in (house / "en_attente").glob("*.verrou")]
    for lock in alive:  # as the process that prepared holds it: the folder is in use until it dies
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        warehouse = Warehouse(house)
        control.arm(mode, at, error)
        publish(warehouse, staged, auteur="la responsable", commentaire="exercice", apercu=prepared)
    except StoreError as problem:
        said = {"fin": "refus", "message": str(problem)}
    except BaseException as problem:  # noqa: BLE001 – what the drill looks for: an error that nobody turned into a message
        said = {"fin": "imprevu", "message": f"{type(problem).__name__} : {problem}"}
    try:
        said["montre"] = numbers(published(warehouse))
    except Exception as problem:  # noqa: BLE001 – a screen that shows nothing breaks the promise
        said["montre"] = f"{type(problem).__name__} : {problem}"
    return said


def _heard(found: Found, at: int, code: int, said: dict[str, object]) -> None:
    """Judge how a publication that was refused an operation ended, and what its process then shows."""
    end, message = str(said.get("fin")), str(said.get("message"))
    found.fins[end] += 1
    if message and message not in found.messages:
        found.messages.append(message)
    if code != 0 or end not in ("publiee", "refus"):
        found.rompus.append(f"opération {at} : {end} (code {code}) {message}")
    if said.get("montre") not in (BEFORE, AFTER):
        found.rompus.append(f"opération {at} : le même processus montre {said.get('montre')}")


if __name__ == "__main__":
    main()
