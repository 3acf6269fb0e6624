"""How often a same refusal is worth a line of the audit log: who repeats a refused request must not be able to fill the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Literal

WINDOW: Final = 60.0
"""Seconds during which a same refusal is written once."""
MOST: Final = 60
"""Different refusals written in a window, whoever they are from; one line then says that there were more."""

Said = Literal["inscrire", "taire", "dire_trop"]


class Flood:
    """What was written lately. Safe to share between threads; it keeps at most ``MOST`` keys."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing written; ``clock`` gives seconds that never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._written: dict[tuple[str, ...], float] = {}
        self._told = float("-inf")

    def say(self, *key: str) -> Said:
        """Decide on a refusal: to be written, to be kept silent, or to be written as « too many » in its place."""
        with self._lock:
            now = self._clock()
            self._written = {one: when for one, when in self._written.items() if now - when < WINDOW}
            if key in self._written:
                return "taire"
            if len(self._written) < MOST:
                self._written[key] = now
                return "inscrire"
            if now - self._told < WINDOW:
                return "taire"
            self._told = now
            return "dire_trop"
