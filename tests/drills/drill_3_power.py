"""Promise 2: a whole import cut at every file operation, by SIGKILL (everything written stays) or by a power loss."""

import json
import random
import shutil
from pathlib import Path

import pytest

from spaser.store import Warehouse
from tests.drills.conftest import Record
from tests.drills.injection import run
from tests.drills.replay import POLICIES, Disk, Operation, Policy, materialise, operations
from tests.drills.scenario import AFTER, Scenario, faults_of
from tests.drills.states import fingerprint_of

_ASIDE = 8
"""Of the states that differ only by what is prepared aside, one in so many is started on."""
_SENT_AGAIN = 12
"""One new state in so many has its file sent again: the others were, killed at the same operation (`drill_1_faults`)."""


@pytest.fixture(scope="module")
def import_log(faults: Path, scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole import, from the reading to the pointer, with every operation written down; returns its folder."""
    folder = tmp_path_factory.mktemp("import")
    house = scenario.copy(folder / "entrepot")
    ran = run(faults, house, ["tests.drills.importing", house, scenario.file], log=folder / "operations")
    assert json.loads(ran.said) == {"fin": "publiee", "message": "", "montre": AFTER}, ran.complained
    return folder


def drill_import_entier_tue_a_chaque_operation(
    import_log: Path, scenario: Scenario, tmp_path: Path, record: Record
) -> None:
    """What a SIGKILL leaves is exactly what was written before it: each state is rebuilt from the log, then started on."""
    points, seen, broken = cut(import_log, scenario, tmp_path, ("tout",), every=True)
    record.add(
        "Import entier (lecture, construction, publication) tué à chaque opération, états rejoués",
        "L'ancienne version ou la nouvelle, entière ; rien ne reste en attente ; octets gardés dès que la publication commence",
        described(seen),
        points,
        broken,
    )
    assert broken == []


def drill_coupure_de_courant(import_log: Path, scenario: Scenario, tmp_path: Path, record: Record) -> None:
    points, seen, broken = cut(import_log, scenario, tmp_path, POLICIES, every=False)
    record.add(
        "Coupure de courant à chaque opération d'un import : écritures, noms et déplacements non synchronisés perdus, gardés ou mêlés",
        "L'ancienne version ou la nouvelle, entière ; une publication annoncée est durable",
        described(seen),
        points,
        broken,
    )
    assert broken == []


def described(seen: dict[str, int]) -> str:
    """Return how many starts showed which version."""
    return f"{sum(seen.values())} démarrages : " + ", ".join(
        f"{count} × {name}" for name, count in seen.items()
    )


def cut(
    folder: Path, scenario: Scenario, tmp_path: Path, policies: tuple[Policy, ...], *, every: bool
) -> tuple[int, dict[str, int], list[str]]:
    """Cut an import before each operation and after the last; return the states made, versions shown, promises broken.

    States that differ only by what is prepared aside are the same; ``every``: one in `_ASIDE` is started on too.
    """
    house = folder / "entrepot"
    disk, chance = Disk(scenario.base), random.Random(7)
    log = list(operations(folder / "operations"))
    begins = next(rank for rank, one in enumerate(log) if one.path == house / "verrou")
    known: set[tuple[str, bool, bool]] = set()
    seen: dict[str, int] = {}
    points, broken = 0, []
    for rank, operation in enumerate([*log, None]):
        for policy in policies:
            points += 1
            left = disk.left(policy, chance, aside=every)
            key = (fingerprint_of(left), rank > begins, operation is None)
            new = key not in known
            known.add(key)
            if new or (every and rank % _ASIDE == 0):
                state = materialise(left, tmp_path / "etat")
                again = new and len(known) % _SENT_AGAIN == 0
                which, found = started(state, scenario, kept=rank > begins, again=again)
                seen[which] = seen.get(which, 0) + 1
                if operation is None and which != "nouvelle":
                    found.append("publiée, puis perdue")
                broken += [f"avant {_named(operation)} ({policy}) : {text}" for text in found]
                shutil.rmtree(state)
        if operation is not None:
            disk.apply(operation, house)
    return points, seen, broken


def started(state: Path, scenario: Scenario, *, kept: bool, again: bool) -> tuple[str, list[str]]:
    """Start on a state; return the version shown and the promises broken."""
    try:
        found = faults_of(state, scenario, again=False, kept=kept)
        pointer = Warehouse(state).pointer()
        if again:
            found += faults_of(state, scenario, again=True, kept=kept)
    except Exception as error:  # noqa: BLE001 – what the drill looks for: a start that fails
        return "aucune", [f"{type(error).__name__} : {error}"]
    return "ancienne" if pointer is not None and pointer.numero == 1 else "nouvelle", found


def _named(operation: Operation | None) -> str:
    return "la fin" if operation is None else f"{operation.kind} {operation.path.name}"
