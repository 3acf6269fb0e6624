"""Start the dashboard on a free loopback port, as `make run` does, and stop it by its own process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers and its process id."""

    url: str
    pid: int


def free_port() -> int:
    """Return a port of the loopback that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(warehouse: Path, port: int | None = None, **environment: str) -> Iterator[Server]:
    """Serve a warehouse until the block ends, on a port that is free unless one is named.

    Raises:
        RuntimeError: the server does not answer within a minute.
    """
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "SPASER_ENTREPOT": str(warehouse), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_it_answers(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers at an address.

    Raises:
        RuntimeError: it has ended, or a minute has passed.
    """
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"le tableau de bord ne répond pas à {url}")


def wait_until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a program accepts connections on a port of the loopback.

    Raises:
        RuntimeError: it has ended, or ten seconds have passed.
    """
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"rien n'écoute sur le port {port}")
