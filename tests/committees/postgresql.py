"""A PostgreSQL of Debian, started on the loopback by whoever asks, without any right on the machine, and stopped with them."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.serveur import free_port

_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=16MB")


def binaries() -> Path | None:
    """Return the folder of the latest PostgreSQL of the machine, None when there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), default=None)


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """Start a server with an empty cluster; yield its address, without a database.

    Raises:
        RuntimeError: it does not start within a minute.
    """
    folder = Path(tempfile.mkdtemp(prefix="spaser-pg-"))
    user = _unprivileged()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    log = (folder / "journal").open("wb")
    run = {
        "cwd": folder,
        "stdout": log,
        "stderr": log,
        "user": None if user is None else user.pw_uid,
        "group": None if user is None else user.pw_gid,
        "extra_groups": None if user is None else [],
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    }
    port = free_port()
    try:
        initdb = (
            programs / "initdb",
            "-D",
            folder / "base",
            "-U",
            "essai",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "-N",
        )
        subprocess.run(initdb, check=True, timeout=60, **run)  # type: ignore[call-overload]
        settings = (*_FAST, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        command = [programs / "postgres", "-D", folder / "base"]
        server = subprocess.Popen([*command, *(part for one in settings for part in ("-c", one))], **run)  # type: ignore[call-overload]
        try:
            _wait(port, server)
            yield f"postgresql+psycopg://essai@127.0.0.1:{port}"
        finally:
            server.send_signal(2)
            server.wait(timeout=30)
    finally:
        log.close()
        shutil.rmtree(folder)


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom PostgreSQL runs as when the tests are root's, which it refuses to be."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="essai", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL ne démarre pas")
