"""A reading that does all its work, then dies instead of ending."""

import os
import signal
from multiprocessing.connection import Connection

from spaser.ingest import enfant


def principal(demandee: str, sortie: Connection) -> None:
    """Read as the child does, then be ended by a fault."""
    enfant.principal(demandee, sortie)
    os.kill(os.getpid(), signal.SIGSEGV)
