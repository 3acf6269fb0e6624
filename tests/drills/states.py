"""The states of a warehouse on disk, and how to tell two of them apart."""

import hashlib
import re
from pathlib import Path

_PROCESS = re.compile(r"\.\d+\.\d+\.tmp$")


def fingerprint(house: Path) -> str:
    """Return a hash of every name and byte of a warehouse but what a process prepares aside, which the next start sweeps.

    Unfinished copies of a same file, which the next writer deletes unread, are the same whatever they hold.
    """
    digest = hashlib.sha256()
    for path in sorted(house.rglob("*")):
        name = _PROCESS.sub(".tmp", str(path.relative_to(house)))
        if not name.startswith("en_attente/"):
            held = path.read_bytes() if path.is_file() and not name.endswith(".tmp") else None
            digest.update(repr((name, held)).encode())
    return digest.hexdigest()
