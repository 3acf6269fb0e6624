"""A progress bar that the store can move: the step in words, the share done."""

from __future__ import annotations

import threading
from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from spaser.ui.literal import literal


def progress_of(bar: DeltaGenerator) -> Callable[[str, float], None]:
    """Return what the store calls at each step, from whichever of its threads.

    A step's name may hold a file's name: it is shown letter for letter. A thread that draws must belong to the run that
    shows the bar.
    """
    context = get_script_run_ctx()

    def moved(step: str, share: float) -> None:
        add_script_run_ctx(threading.current_thread(), context)
        bar.progress(min(max(share, 0.0), 1.0), text=literal(step))

    return moved
