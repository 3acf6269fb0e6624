"""The chain of the audit log: its lines, and how far they follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from spaser.access.audit_events import Entry
from spaser.access.audit_folder import Folder, Seal, hash_of, lines_of

UNFINISHED = "ligne_interrompue"
"""The code of a « reprise » after bytes that are no line: their writing was interrupted."""


class Link(Seal):
    """What chains a line to the one before."""

    numero: int
    precedent: str


@dataclass(frozen=True)
class Line:
    """A line where it stands: its file, its rank there from 1, its bytes, its place in the chain (None when it is not whole)."""

    fichier: str
    rang: int
    octets: bytes
    link: Link | None

    @property
    def empreinte(self) -> str:
        """The SHA-256 of the line as it is."""
        return hash_of(self.octets)

    @property
    def entry(self) -> Entry | None:
        """The event; None when the line is not one."""
        try:
            return Entry.model_validate_json(self.octets)
        except ValidationError:
            return None


@dataclass(frozen=True)
class Followed:
    """How far a chain holds: the last place that stands, the rank of the line that breaks it, unfinished lines passed over."""

    at: Seal
    index: int
    unfinished: tuple[Line, ...]


def read_lines(folder: Folder) -> list[Line]:
    """Read every line. The caller holds the log.

    Raises:
        OSError: the disk refuses.
    """
    return [
        Line(path.name, rank, octets, _link(octets))
        for path in folder.months()
        for rank, octets in enumerate(lines_of(path.read_bytes()), start=1)
    ]


def follow(lines: Sequence[Line], index: int, at: Seal) -> Followed:
    """Follow the chain from a line on; unfinished lines are passed over where the « reprise » after them says their hash."""
    passed: list[Line] = []
    while index < len(lines):
        link = lines[index].link
        if link is not None and follows(link, at):
            at, index = link, index + 1
        elif (after := _recognised(lines, index)) is not None:
            passed.append(lines[index])
            index = after
        else:
            break
    return Followed(at, index, tuple(passed))


def follows(link: Link | None, before: Seal) -> bool:
    """Whether a line is the next one after a place of the chain."""
    return link is not None and (link.numero, link.precedent) == (before.numero + 1, before.empreinte)


def _recognised(lines: Sequence[Line], index: int) -> int | None:
    """Return the rank of the « reprise » that recognised the unfinished lines from here on; None when there is none."""
    after = next((i for i in range(index, len(lines)) if lines[i].link is not None), index)
    entry = lines[after].entry if after > index else None
    ended = b"".join(line.octets.removesuffix(b"\n") + b"\n" for line in lines[index:after])
    said = ("reprise", UNFINISHED, f"ligne:sha256-{hash_of(ended)}")
    return after if entry is not None and (entry.action, entry.motif, entry.objet) == said else None


def _link(line: bytes) -> Link | None:
    try:
        link = Link.model_validate_json(line)
    except ValidationError:
        return None
    return link.model_copy(update={"empreinte": hash_of(line)})
