"""Durable file operations: a name appears whole and synced, or not at all."""

import hashlib
import os
import threading
from pathlib import Path

_BLOCK = 1 << 20
ASIDE = "ecartes"
"""Folder, beside what it replaces, of the files that can no longer be trusted: kept to be looked at, never read."""


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync_directory(path: Path) -> None:
    """Make the names in a directory survive a power loss."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make a file's bytes survive a power loss."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_directory(path: Path) -> None:
    """Create a directory and those above it that are missing; their names survive a power loss."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        sync_directory(folder.parent)


def write_durably(path: Path, data: bytes) -> None:
    """Write beside, sync, then move in place; the old content stays readable until the move."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        with aside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_directory(path.parent)


def drop_unfinished(folder: Path) -> None:
    """Delete what an interrupted `write_durably` left. The caller holds the lock under which this folder is written."""
    for leftover in folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)


def copy_durably(source: Path, folder: Path, waiting: Path, awaited: str) -> str:
    """Copy a file into a folder under its sha256, only once every byte is on disk; return the sha256, ``awaited`` if it has not changed.

    The bytes are hashed as they are copied, so that a source which changes meanwhile is kept under what was read of it. An
    intact copy is left as it is; one whose bytes have changed since is set aside and replaced.
    """
    target = folder / awaited
    if not _intact(target) or sha256_of(source) != awaited:
        aside = waiting / f"copie-{os.getpid()}-{threading.get_ident()}"
        try:
            digest = hashlib.sha256()
            with source.open("rb") as reader, aside.open("wb") as writer:
                while block := reader.read(_BLOCK):
                    digest.update(block)
                    writer.write(block)
                writer.flush()
                os.fsync(writer.fileno())
            target = folder / digest.hexdigest()
            if target.exists() and not _intact(target):
                set_aside(target)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    sync_directory(
        folder
    )  # even for a copy already there: who made it may have been interrupted before this line
    return target.name


def set_aside(path: Path) -> Path | None:
    """Move a file that can no longer be trusted out of the way; None where the disk or another process prevents it."""
    folder = path.parent / ASIDE
    try:
        folder.mkdir(exist_ok=True)
        number = 1 + sum(1 for _ in folder.iterdir())
        return path.rename(folder / f"{number:03d}-{path.name}")
    except OSError:
        return None


def _intact(kept: Path) -> bool:
    return kept.exists() and sha256_of(kept) == kept.name
