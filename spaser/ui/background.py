"""Something long that runs beside the screen: its progress can be looked at, and it can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_R = TypeVar("_R")
Say = Callable[[str, float], None]


class CancelledError(Exception):
    """The person has asked to stop: raised in the work at its next step."""


class Work(Generic[_R]):
    """A task in a thread of its own, which draws nothing; the screen asks it where it is, whatever page it shows meanwhile."""

    def __init__(self, task: Callable[[Say], _R]) -> None:
        """Start the task; it is given what to call at each of its steps."""
        self.step = ""
        self.share = 0.0
        self.result: _R | None = None
        self.error: Exception | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._do, args=(task,), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether there is still something to wait for."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether it ended because it was asked to."""
        return isinstance(self.error, CancelledError)

    def cancel(self) -> None:
        """Ask it to stop; it does at its next step, and leaves nothing."""
        self._stopping.set()

    def _do(self, task: Callable[[Say], _R]) -> None:
        try:
            self.result = task(self._say)
        except Exception as error:  # noqa: BLE001 – kept, and raised again or shown by the screen
            self.error = error

    def _say(self, step: str, share: float) -> None:
        if self._stopping.is_set():
            raise CancelledError
        self.step, self.share = step, min(max(share, 0.0), 1.0)
