"""The states of a warehouse on disk, and how to tell two of them apart."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_PROCESS = re.compile(r"\.\d+\.\d+\.tmp$")


def fingerprint(house: Path) -> str:
    """Return a hash of every name and byte of a warehouse but what a process prepares aside, which the next start sweeps.

    Unfinished copies of a same file, which the next writer deletes unread, are the same whatever they hold.
    """
    return fingerprint_of(
        {
            path.relative_to(house): path.read_bytes() if path.is_file() else None
            for path in house.rglob("*")
            if "en_attente" not in path.parts
        }
    )


def fingerprint_of(state: Mapping[Path, bytes | None]) -> str:
    """Return the same hash of a state held in memory: path in the warehouse → bytes, None for a folder."""
    digest = hashlib.sha256()
    for path in sorted(state):
        if path.parts[0] != "en_attente":
            name = _PROCESS.sub(".tmp", str(path))
            data = None if name.endswith(".tmp") else state[path]
            digest.update(repr((name, data if data is None else _sha256(data))).encode())
    return digest.hexdigest()


@lru_cache(maxsize=64)
def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
