"""Readings that something prevents: one dies once its work is done, one cannot write the file that it prepares."""

import os
import resource
import signal
from multiprocessing.connection import Connection

from spaser.ingest import enfant

_PEU = 100_000
"""Bytes that a file may have: DuckDB opens its file within them, and cannot write the first block of a table."""


def mourant(demandee: str, sortie: Connection) -> None:
    """Read as the child does, then be ended by a fault."""
    enfant.principal(demandee, sortie)
    os.kill(os.getpid(), signal.SIGSEGV)


def sans_place(demandee: str, sortie: Connection) -> None:
    """Read as the child does, where files cannot grow."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_PEU, _PEU))
    enfant.principal(demandee, sortie)
