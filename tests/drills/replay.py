"""The states that a crash could leave on disk, replayed from the log of what was written (faults.c).

The disk modelled keeps less than a real one: what was written to a file and not synced may be lost, and so may a name whose
folder was not synced, in either folder of a move; the sync of a file does not keep its name.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Policy = Literal["rien", "tout", "noms seuls", "octets seuls", "hasard"]
POLICIES: tuple[Policy, ...] = ("rien", "tout", "noms seuls", "octets seuls", "hasard")


@dataclass(frozen=True)
class Operation:
    """One line of the log."""

    kind: str
    path: Path
    other: Path
    offset: int
    data: bytes


def operations(log: Path) -> Iterator[Operation]:
    """Read a log; each line is followed by the bytes written."""
    raw, at = log.read_bytes(), 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        kind, path, other, offset, size = raw[at:end].decode().split("\t")
        data = raw[end + 1 : end + 1 + int(size)] if kind == "write" else b""
        at = end + 1 + len(data)
        if kind == "unforeseen":
            raise AssertionError(f"opération que le rejeu ne connaît pas : {path}")
        yield Operation(kind, Path(path), Path(other), int(offset), data)


@dataclass
class Node:
    """A file or a folder (``data`` None): its bytes as synced, and what was written since."""

    synced: bytes | None
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def bytes_with(self, pending: list[tuple[int, bytes | None]]) -> bytes:
        """Return the bytes with some of the writes made since the last sync (None: cut there)."""
        if not pending:
            return self.synced or b""
        data = bytearray(self.synced or b"")
        for offset, written in pending:
            if written is None:
                del data[offset:]
                data.extend(bytes(offset - len(data)))
            else:
                data.extend(bytes(max(0, offset - len(data))))
                data[offset : offset + len(written)] = written
        return bytes(data)


@dataclass(frozen=True)
class Change:
    """A change of names in a folder, kept or lost as a whole: added or, where None, taken away."""

    folder: Path
    names: tuple[tuple[Path, Node | None], ...]


class Disk:
    """Names and files, each as synced and as the programs see them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.durable: dict[Path, Node] = {
            path.relative_to(root): Node(path.read_bytes() if path.is_file() else None)
            for path in root.rglob("*")
        }
        self.seen = dict(self.durable)
        self.pending: list[Change] = []

    def apply(self, operation: Operation, under: Path) -> None:
        """Do one operation of a program that worked under the folder ``under``."""
        path = operation.path.relative_to(under)
        kind = operation.kind
        if kind in ("create", "empty"):
            if path not in self.seen:
                self._change(path.parent, (path, Node(b"")))
            elif kind == "empty":
                self.seen[path].pending.append((0, None))
        elif kind == "folder":
            self._change(path.parent, (path, Node(None)))
        elif kind == "write":
            self.seen[path].pending.append((operation.offset, operation.data))
        elif kind == "cut":
            self.seen[path].pending.append((operation.offset, None))
        elif kind == "remove":
            self._change(path.parent, (path, None))
        elif kind == "move":
            self._move(path, operation.other.relative_to(under))
        elif kind == "sync":
            self._sync(path)
        else:
            raise AssertionError(kind)

    def left(self, policy: Policy, chance: random.Random, *, aside: bool) -> dict[Path, bytes | None]:
        """Return what is on the disk after a crash now: path → bytes, None for a folder; ``aside``: with what is in preparation."""
        names = dict(self.durable)
        for change in self.pending:
            if policy in ("tout", "noms seuls") or (policy == "hasard" and chance.random() < 0.5):
                _rename(names, change)
        left: dict[Path, bytes | None] = {}
        for path, node in names.items():
            if (aside or path.parts[0] != "en_attente") and all(
                parent in names for parent in path.parents if parent != Path()
            ):
                written = policy in ("tout", "octets seuls")
                kept = [
                    one for one in node.pending if written or (policy == "hasard" and chance.random() < 0.5)
                ]
                left[path] = None if node.synced is None else node.bytes_with(kept)
        return left

    def _move(self, path: Path, target: Path) -> None:
        node = self.seen[path]
        if path.parent == target.parent:
            self._change(path.parent, (path, None), (target, node))
        else:
            self._change(target.parent, (target, node))
            self._change(path.parent, (path, None))

    def _change(self, folder: Path, *names: tuple[Path, Node | None]) -> None:
        change = Change(folder, names)
        self.pending.append(change)
        _rename(self.seen, change)

    def _sync(self, path: Path) -> None:
        node = self.seen.get(path)
        if path == Path() or (node is not None and node.synced is None):
            for change in self.pending:
                if change.folder == path:
                    _rename(self.durable, change)
            self.pending = [change for change in self.pending if change.folder != path]
        elif node is not None:
            node.synced, node.pending = node.bytes_with(node.pending), []


def _rename(names: dict[Path, Node], change: Change) -> None:
    for path, node in change.names:
        if node is None:
            names.pop(path, None)
        else:
            names[path] = node


def materialise(left: dict[Path, bytes | None], target: Path) -> Path:
    """Write a state into a folder of its own."""
    target.mkdir()
    for path in sorted(left):
        data = left[path]
        if data is None:
            (target / path).mkdir(parents=True, exist_ok=True)
        else:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)
    return target
