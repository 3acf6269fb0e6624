"""Runs a program with every file operation under a folder counted, and the Nth one killed, refused or written down (faults.c)."""

import mmap
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.serveur import ROOT

COMPILER = shutil.which("cc") or shutil.which("gcc")
SOURCE = Path(__file__).with_name("faults.c")
Mode = Literal["compter", "tuer", "refuser"]
_MODES: dict[Mode, int] = {"compter": 0, "tuer": 1, "refuser": 2}
_CONTROL = struct.Struct("6q")
_VARIABLE = "SPASER_DRILL_CONTROL"


def compile_faults(folder: Path) -> Path:
    """Compile the library of faults into a folder (Linux, with a C compiler: ``COMPILER``)."""
    library = folder / "faults.so"
    command = [COMPILER or "cc", "-O1", "-shared", "-fPIC", "-U_FORTIFY_SOURCE"]
    subprocess.run([*command, "-o", library, SOURCE, "-ldl"], check=True)
    return library


class Control:
    """What the library of faults is asked to do, from inside a program that was started by `run`."""

    def __init__(self) -> None:
        with Path(os.environ[_VARIABLE]).open("r+b") as stream:
            self._memory = mmap.mmap(stream.fileno(), _CONTROL.size)

    def arm(self, mode: Mode, at: int = 0, error: int = 0) -> None:
        """Count again from 0; operation ``at`` (from 1) is the one that does not happen."""
        _CONTROL.pack_into(self._memory, 0, 0, at, _MODES[mode], error, 0, 0)

    def counted(self) -> int:
        """Return how many operations were asked for since `arm`."""
        return int(_CONTROL.unpack_from(self._memory)[0])


@dataclass(frozen=True)
class Ran:
    """What a program did: operations counted, exit code (-9 when killed), and what it printed."""

    operations: int
    code: int
    said: str
    complained: str


def run(
    library: Path,
    under: Path,
    arguments: Sequence[object],
    *,
    mode: Mode = "compter",
    at: int = 0,
    error: int = 0,
    log: Path | None = None,
) -> Ran:
    """Run ``python -m arguments…`` in a group of its own and wait; ``at`` is the operation that does not happen, from 1."""
    control = under.with_name(f"{under.name}.controle")
    control.write_bytes(_CONTROL.pack(0, at, _MODES[mode], error, 0, 0))
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        _VARIABLE: str(control),
        "SPASER_DRILL_UNDER": str(under.resolve()),
    }
    if log is not None:
        log.touch()
        environment["SPASER_DRILL_LOG"] = str(log)
    done = subprocess.run(
        [sys.executable, "-m", *(str(argument) for argument in arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    return Ran(_CONTROL.unpack(control.read_bytes())[0], done.returncode, done.stdout, done.stderr)
