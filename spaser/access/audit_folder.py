"""The files of the audit log: one file of lines a month, a head, an anchor, a lock. Nothing written is ever rewritten.

``journal_acces/2026-11.jsonl`` holds the lines; ``tete.json`` the number and hash of the last one, so that a cut end is seen;
``ancre.json`` those of the last line purged, so that what remains still verifies. A line's hash covers its end of line:
``sed -n 5p 2026-11.jsonl | sha256sum`` gives it.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from spaser.access.audit_events import ZERO, AuditError

FOLDER: Final = "journal_acces"
_HEAD_BYTES: Final = 256
_MONTHS: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9].jsonl"
_REASONS: Final = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "les droits manquent",
    errno.EPERM: "les droits manquent",
    errno.EIO: "le disque est en erreur",
}


class Seal(BaseModel):
    """A place in the chain: the number of a line and its SHA-256."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    numero: int = 0
    empreinte: str = ZERO


class Head(Seal):
    """The last line written, its file and the length of that file once it was."""

    fichier: str = ""
    octets: int = 0


class Anchor(Seal):
    """The last line purged and the last month purged (« 2025-10 »)."""

    mois: str


_Document = TypeVar("_Document", bound=BaseModel)


class Folder:
    """The log of one warehouse, on disk."""

    def __init__(self, warehouse: Path) -> None:
        self.path = warehouse / FOLDER

    @contextmanager
    def locked(self, *, alone: bool) -> Iterator[None]:
        """Hold the log, alone to write it, with others to read it: between processes and between threads.

        Raises:
            AuditError: the disk refuses, for this lock or for what is done under it.
        """
        try:
            if alone:
                _make_private(self.path)
            elif not (self.path / "verrou").exists():  # nobody has ever written here
                yield
                return
            mode = os.O_RDWR | os.O_CREAT if alone else os.O_RDONLY
            descriptor = os.open(self.path / "verrou", mode, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
                yield
            finally:
                os.close(descriptor)
        except OSError as error:
            why = _REASONS.get(error.errno or 0) or str(error.strerror or error)
            what, remedy = (
                ("écrit", "Rétablissez le disque puis recommencez : rien n’a été fait.")
                if alone
                else ("lu", "Vérifiez le dossier et ses droits.")
            )
            raise AuditError(
                f"Le journal des accès {self.path} ne peut pas être {what} ({why}). {remedy}"
            ) from error

    def months(self) -> list[Path]:
        """Return the files of lines, oldest first."""
        return sorted(self.path.glob(_MONTHS))

    def head(self) -> Head | None:
        """Return the head; None when it is missing or cannot be understood."""
        return _read(self.path / "tete.json", Head)

    def anchor(self) -> Anchor | None:
        """Return the anchor; None while nothing was purged."""
        return _read(self.path / "ancre.json", Anchor)

    def write_head(self, head: Head) -> None:
        """Overwrite the head in its place: 256 bytes of one sector, which a disk writes whole or not at all.

        A replacement by a new file would cost two more waits for the disk at every event.
        """
        path = self.path / "tete.json"
        fresh = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(descriptor, head.model_dump_json().encode().ljust(_HEAD_BYTES - 1) + b"\n", 0)
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            _sync(self.path)

    def write_anchor(self, anchor: Anchor) -> None:
        """Replace the anchor, whole or not at all."""
        path = self.path / "ancre.json"
        aside = path.with_name(".ancre.tmp")  # one name is enough: the lock is held
        with aside.open("wb") as stream:
            stream.write(anchor.model_dump_json().encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
        _sync(self.path)

    def append(self, name: str, lines: bytes, seal: Seal) -> None:
        """Add lines to a month's file, then move the head; both are on disk when this returns, or neither is said to be.

        Raises:
            OSError: the disk refuses. The lines are taken back; if even that is refused, the next writing recognises them.
        """
        path = self.path / name
        fresh = not path.exists()
        before = self.head()
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            length = os.fstat(descriptor).st_size
            try:
                _write_all(descriptor, lines)
                os.fsync(descriptor)
                if fresh:
                    _sync(self.path)
                self.write_head(Head(**seal.model_dump(), fichier=name, octets=length + len(lines)))
            except OSError:
                if self.head() == before:
                    with suppress(OSError):  # the first refusal is the one to tell
                        os.ftruncate(descriptor, length)
                raise
        finally:
            os.close(descriptor)

    def end_lines(self) -> None:
        """End the lines that a crash left without their end, so that the next one starts on its own."""
        for path in self.months():
            with path.open("rb+") as stream:
                if (
                    stream.seek(0, os.SEEK_END)
                    and stream.seek(-1, os.SEEK_END) >= 0
                    and stream.read(1) != b"\n"
                ):
                    stream.write(b"\n")
                    stream.flush()
                    os.fsync(stream.fileno())

    def delete(self, paths: list[Path]) -> None:
        """Delete whole months, oldest first."""
        for path in paths:
            path.unlink()
        _sync(self.path)


def hash_of(line: bytes) -> str:
    """Return the SHA-256 of a line, its end of line included."""
    return hashlib.sha256(line).hexdigest()


def lines_of(content: bytes) -> list[bytes]:
    """Cut a file into lines that keep their end; the last has none when its writing was interrupted."""
    *ended, rest = content.split(b"\n")
    return [line + b"\n" for line in ended] + ([rest] if rest else [])


def _make_private(path: Path) -> None:
    if path.is_dir():
        return
    path.mkdir(mode=0o700, exist_ok=True)
    _sync(path.parent)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path, kind: type[_Document]) -> _Document | None:
    try:
        return kind.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
