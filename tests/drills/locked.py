"""Import and serve as the unit of systemd lets: ``python -m tests.drills.locked ETAT EXTRAIT``.

Runs as root of a mount namespace in which everything but ETAT is read-only (`drill_8_deploiement`). Prints what was done, as JSON.
"""

import ctypes
import json
import os
import sys
from pathlib import Path

from spaser.store import Warehouse
from tests.bench.session import Session
from tests.drills.scenario import deposit
from tests.serveur import ROOT, dashboard

_PR_SET_MDWE = 65
_PAGES = ("", "axes/axe-2", "carte", "comparer", "deposer")


def main() -> None:
    """Forbid what the unit forbids, then import and open pages."""
    state, extract = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ["TMPDIR"] = str(state)  # PrivateTmp
    said: dict[str, object] = {
        "ailleurs": _writable(ROOT / "build"),
        "pages_executables": ctypes.CDLL(None).prctl(_PR_SET_MDWE, 1, 0, 0, 0) != 0,
    }
    deposit(Warehouse(state / "entrepot"), extract)
    with dashboard(state / "entrepot") as server, Session(server.url) as session:
        said["pages"] = [session.run(page, "").complete for page in _PAGES]
    sys.stdout.write(json.dumps(said) + "\n")


def _writable(folder: Path) -> bool:
    try:
        (folder / "essai").write_bytes(b"")
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
