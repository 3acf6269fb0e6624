"""Where a process puts what it prepares: a folder of its own, swept by the next one once it has ended, however it ended.

A lock held for as long as the process lives says that the folder is in use: neither the clock nor a process number does,
and the system drops the lock of a process that was killed.
"""

import fcntl
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LOCK = ".verrou"
_held: dict[tuple[int, Path], tuple[Path, IO[str]]] = {}
_one_thread = threading.Lock()


def own_folder(root: Path) -> Path:
    """Return the folder of this process under ``root``, created when it is first asked for.

    Raises:
        OSError: it cannot be created.
    """
    with _one_thread:
        key = (os.getpid(), root)
        known = _held.get(key)
        if known is not None and known[0].is_dir() and known[0].with_suffix(_LOCK).exists():
            return known[0]
        with _one_process(root):
            folder = root / uuid.uuid4().hex[:12]
            lock = folder.with_suffix(_LOCK).open("w")
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            folder.mkdir()
        _held[key] = (folder, lock)
        return folder


def sweep(root: Path) -> None:
    """Delete the folders of processes that have ended; those of living ones, and what is not such a folder, stay.

    Raises:
        OSError: the disk refuses.
    """
    with _one_thread, _one_process(root):
        for path in root.glob(f"*{_LOCK}"):
            if path.stem and _abandoned(path):
                folder = path.with_suffix("")
                if folder.is_dir():
                    shutil.rmtree(folder)
                path.unlink(missing_ok=True)


@contextmanager
def _one_process(root: Path) -> Iterator[None]:
    with (root / "verrou").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _abandoned(lock: Path) -> bool:
    with lock.open("r+") as stream:  # over NFS a file opened only to be read cannot be locked for oneself
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
