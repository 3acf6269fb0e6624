"""Imports on a small disk of its own, read-only then full: ``python -m tests.drills.disk DISQUE DOSSIER``.

Runs as root of a mount namespace in which DISQUE is a tmpfs (`drill_2_disk`). Prints one `Tried` a case, as JSON lines.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from spaser.store import StoreError, Warehouse, preparation
from tests.drills.scenario import (
    AFTER,
    BEFORE,
    Scenario,
    build_scenario,
    deposit,
    faults_of,
    numbers,
    published,
)

_MB = 2**20
_FREE = (0, 1, 3, 6, 10, 14, 40)
"""Megabytes left on the disk, from nothing to nearly enough for the two working files, the version and its log."""


def main() -> None:
    """Try the read-only disk, then the full one with the precaution of the product and without it."""
    disk, folder = Path(sys.argv[1]), Path(sys.argv[2])
    scenario = build_scenario(folder)
    house = scenario.copy(disk / "entrepot")
    mount(disk, "ro")  # first: the system refuses it while a process holds a file there to write it
    said = attempt(house, scenario.file)
    mount(disk, "rw")
    say("lecture seule", "", said, scenario, house)
    say("plein", "0 Mo, précaution en place", filled(house, disk, scenario.file, 0), scenario, house)
    preparation._ROOM_AT_LEAST = preparation._ROOM_PER_BYTE = 0
    for free in _FREE:
        said = filled(house, disk, scenario.file, free)
        say("plein", f"{free} Mo", said, scenario, house)
        if said["fin"] == "publiee":
            return
    say("place rendue", "", attempt(house, scenario.file), scenario, house)


def filled(house: Path, disk: Path, file: Path, free: int) -> dict[str, object]:
    """Fill the disk but for some megabytes, import, look, then free it."""
    filler = disk / "reste"
    room = max(0, shutil.disk_usage(disk).free - free * _MB)
    filler.write_bytes(bytes(room))
    try:
        return attempt(house, file)
    finally:
        filler.unlink()


def attempt(house: Path, file: Path) -> dict[str, object]:
    """Import as the deposit page does, then look with the same object and with a new one, as a restarted server would."""
    said: dict[str, object] = {"fin": "publiee", "message": ""}
    warehouse = Warehouse(house)
    try:
        deposit(warehouse, file)
    except StoreError as error:
        said = {"fin": "refus", "message": str(error)}
    except Exception as error:  # noqa: BLE001 – what the drill looks for: an error that nobody turned into a message
        said = {"fin": "imprevu", "message": f"{type(error).__name__} : {error}"}
    said["montre"] = [numbers(published(warehouse)), numbers(published(Warehouse(house)))]
    return said


def say(kind: str, case: str, said: dict[str, object], scenario: Scenario, house: Path) -> None:
    """Judge one case once the disk is well again, and print it."""
    broken = faults_of(house, scenario, again=False, alive=True)
    expected = AFTER if said["fin"] == "publiee" else BEFORE
    if said["montre"] not in ([expected, expected], [AFTER, AFTER]):
        broken.append(f"{case} : montre {said['montre']}")
    if said["fin"] == "imprevu":
        broken.append(f"{case} : {said['message']}")
    sys.stdout.write(json.dumps({"genre": kind, "cas": case, **said, "rompus": broken}) + "\n")


def mount(disk: Path, how: str) -> None:
    """Make the disk read-only or writable again."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


if __name__ == "__main__":
    main()
