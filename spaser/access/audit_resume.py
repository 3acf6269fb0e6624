"""Where the chain goes on from, after a crash too: what an interrupted writing left is recognised, and never blocks the next one.

Nothing is taken away: an unfinished line stays where it is, ended, and a « reprise » that follows it in the chain says its hash.
"""

from __future__ import annotations

from dataclasses import dataclass

from spaser.access.audit_chain import UNFINISHED, Line, follow, read_lines
from spaser.access.audit_events import ZERO
from spaser.access.audit_folder import Folder, Head, Seal, hash_of

FOREIGN = "ligne_etrangere"
"""What follows the head is a line that this log did not write."""
HEAD_BEHIND = "tete_en_retard"
"""A whole line was written, and the head was not: its action may not have been done."""
HEAD_MISSING = "tete_manquante"
"""Lines may have been taken away at the end: nothing can say it any more."""
END_CHANGED = "fin_alteree"
"""The line that the head names is not in its file."""


@dataclass(frozen=True)
class Resumption:
    """The place after which to write and, when something was found there, what to say of it (code, hash of the bytes)."""

    after: Seal
    motif: str = ""
    empreinte: str = ""


def resume(folder: Folder) -> Resumption:
    """Find where to write next. The caller holds the log alone.

    Raises:
        OSError: the disk refuses.
    """
    head, months = folder.head(), folder.months()
    if head is None and not months and folder.anchor() is None:
        folder.write_head(Head())
        return Resumption(Seal())
    if head is None:
        folder.end_lines()
        return Resumption(_last_line(folder), HEAD_MISSING)
    if (months[-1].name if months else "") == head.fichier and (
        not months or months[-1].stat().st_size == head.octets
    ):
        return Resumption(head)
    folder.end_lines()
    return _after(head, [line for line in read_lines(folder) if line.fichier >= head.fichier])


def _after(head: Head, lines: list[Line]) -> Resumption:
    """Look at what follows the head's line; every line has its end."""
    place = next((i for i in reversed(range(len(lines))) if lines[i].empreinte == head.empreinte), None)
    if place is None and head.empreinte != ZERO:
        return Resumption(head, END_CHANGED)
    found = follow(
        lines, 0 if place is None else place + 1, Seal(numero=head.numero, empreinte=head.empreinte)
    )
    rest = lines[found.index :]
    if rest:
        motif = UNFINISHED if all(line.link is None for line in rest) else FOREIGN
        return Resumption(found.at, motif, hash_of(b"".join(line.octets for line in rest)))
    return Resumption(found.at, HEAD_BEHIND if found.at.numero > head.numero else "")


def _last_line(folder: Folder) -> Seal:
    links = (line.link for line in reversed(read_lines(folder)) if line.link is not None)
    return next(links, None) or folder.anchor() or Seal()
