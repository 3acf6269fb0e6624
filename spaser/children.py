"""Child processes: forked from one small server that has already imported what they use, so that each starts at once.

That server is Python's own (``multiprocessing``, method « forkserver »); it holds no data, no connection and no thread.

It tells the exit code of a child once, to whoever asks first, and each start asks it of all children: two threads that ask together
read the code of a good child as 255. Here one thread asks at a time, and waiting asks nothing.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from multiprocessing import connection, get_context, spawn
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Lock
from typing import Any

_NAMED = "spaser"
_PRIORITY = 10
"""Added to the niceness of a child: the pages that others are reading come first."""
_asking = Lock()
_MAIN = ("init_main_from_name", "init_main_from_path")

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["spaser.ingest.enfant", "spaser.store.build", "pandas"])


def start(target: str, *arguments: object, errors: Path) -> ForkServerProcess:
    """Start a function in a child process and return it; what it writes on its error output goes to the file ``errors``.

    ``target`` is « module:function »: this process does not import it. The child ends with this process; its exit code is 1
    when the function raises, with the trace in ``errors``.

    Raises:
        OSError: the machine cannot start a process.
    """
    child = CONTEXT.Process(target=_run, args=(target, arguments, errors), name=_NAMED, daemon=True)
    with _asking:
        child.start()
    return child


def ended(child: ForkServerProcess, seconds: float | None = None) -> bool:
    """Wait until a child has ended, at most so many seconds; say whether it has."""
    return bool(connection.wait([child.sentinel], seconds))


def stop(child: ForkServerProcess) -> int | None:
    """End a child process if it has not ended, free what it held here, and return its exit code (−n: ended by signal n)."""
    if not ended(child, 0):
        child.kill()
    ended(child)
    with _asking:
        child.join()
        code = child.exitcode
        child.close()
    return code


def _prepared(name: str) -> dict[str, Any]:
    """Say what a child needs of this process; ours do not run its main script again, which under Streamlit is the dashboard."""
    said = _PREPARED(name)
    return {key: value for key, value in said.items() if name != _NAMED or key not in _MAIN}


_PREPARED: Callable[[str], dict[str, Any]] = spawn.get_preparation_data
spawn.get_preparation_data = _prepared


def _run(target: str, arguments: tuple[object, ...], errors: Path) -> None:
    os.nice(_PRIORITY)
    with errors.open("wb") as kept, Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
        os.dup2(kept.fileno(), sys.stderr.fileno())
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8")  # whatever the language of the server: it is read as such
    module, _, function = target.partition(":")
    getattr(import_module(module), function)(*arguments)
