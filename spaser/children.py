"""Child processes: forked from one small server that has already imported what they use, so that each starts at once.

That server is Python's own (``multiprocessing``, method « forkserver »); it holds no data, no connection and no thread.
"""

import os
import sys
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["spaser.ingest.enfant", "spaser.store.build", "pandas"])


def start(target: str, *arguments: object, errors: Path) -> ForkServerProcess:
    """Start a function in a child process and return it; what it writes on its error output goes to the file ``errors``.

    ``target`` is « module:function »: this process does not import it. The child ends with this process; its exit code is 1
    when the function raises, with the trace in ``errors``.
    """
    child = CONTEXT.Process(target=_run, args=(target, arguments, errors), daemon=True)
    child.start()
    return child


def stop(child: ForkServerProcess) -> int | None:
    """End a child process if it has not ended, free what it held here, and return its exit code (−n: ended by signal n)."""
    if child.is_alive():
        child.kill()
    child.join()
    code = child.exitcode
    child.close()
    return code


def _run(target: str, arguments: tuple[object, ...], errors: Path) -> None:
    with errors.open("wb") as kept, Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
        os.dup2(kept.fileno(), sys.stderr.fileno())
    module, _, function = target.partition(":")
    getattr(import_module(module), function)(*arguments)
