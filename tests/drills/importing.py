"""One import in a process of its own, for a drill to interrupt: ``python -m tests.drills.importing ENTREPOT FICHIER``.

Prints one JSON line: how it ended (``publiee``, ``refus`` with its French message, ``imprevu`` with its type), and the contracts
that the same process shows right after.
"""

import json
import sys
from pathlib import Path

from spaser.store import StoreError, Warehouse
from tests.drills.scenario import deposit, numbers, published


def main() -> None:
    """Import, look, say."""
    said: dict[str, object] = {"fin": "publiee", "message": ""}
    warehouse = None
    try:
        warehouse = Warehouse(Path(sys.argv[1]))
        deposit(warehouse, Path(sys.argv[2]))
    except StoreError as error:
        said = {"fin": "refus", "message": str(error)}
    except Exception as error:  # noqa: BLE001 – what the drill looks for: an error that nobody turned into a message
        said = {"fin": "imprevu", "message": f"{type(error).__name__} : {error}"}
    said["montre"] = None if warehouse is None else numbers(published(warehouse))
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
