"""What a server does before its first session, and before each run, so that no reader waits for it.

Streamlit looks through every object of the process after each run (a full garbage collection): what was loaded at start, libraries and
the screens' own modules, is set aside. Measured: three quarters of the time of a run whose figures are known. What the runs keep since
(figures, sessions) is set aside too, before each run: a tenth to a seventh of the time of a filter change.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from itertools import count

import pandas as pd

import spaser.ui
from spaser.catalogue import CatalogueError
from spaser.committees import CommitteeError
from spaser.store import StoreError
from spaser.ui.session import committees, warehouse

_EVERY = 100
"""Runs between two collections of everything, so that what has ended since it was set aside goes."""
_runs = count(1)
_DRAWN_WITH = ("pandas.io.formats.style", "altair", "pydeck", "pyarrow")


def warm_up() -> None:
    """Load the screens and open the published version; a broken warehouse or database is said on the first screen, not here."""
    for name in _DRAWN_WITH:
        importlib.import_module(name)
    # Frames are only written out to the browser: texts kept as Python's own cost a third less than pandas' Arrow texts.
    pd.set_option("future.infer_string", False)
    for module in pkgutil.iter_modules(spaser.ui.__path__, f"{spaser.ui.__name__}."):
        importlib.import_module(module.name)
    try:
        warehouse().current()
        committees()
    except (CatalogueError, StoreError, CommitteeError):
        return
    finally:
        gc.collect()
        gc.freeze()


def set_aside() -> None:
    """Leave what has survived the last collection out of the next ones, but for one in a hundred that looks through everything."""
    if next(_runs) % _EVERY:
        gc.freeze()
    else:
        gc.unfreeze()
