"""The audit log: who did what, when, on which version, within which perimeter, with which result, from where.

One call writes one line: ``AuditLog(warehouse.path).record("publication", auteur, objet=…, version=…)``. Each line holds the hash of
the one before; ``audit_check`` says the first that was altered, removed, inserted or moved. Whoever can rewrite every file and the
head can forge a whole chain: each hash therefore also goes to the logger ``spaser.audit``, to be kept on another machine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from spaser.access.audit_chain import read_lines
from spaser.access.audit_events import Action, AuditError, Auteur, Entry, Event, Resultat
from spaser.access.audit_folder import Folder, Seal, hash_of
from spaser.access.audit_resume import resume

__all__ = ["Action", "AuditError", "AuditLog", "Auteur", "Entry", "Event", "Resultat"]

_SHIPPED = logging.getLogger("spaser.audit")
_LOG = Auteur(sujet="journal", nom="journal", role="journal", perimetre="tout")
"""The author of what the log says of itself."""


def _now() -> datetime:
    return datetime.now(UTC)


class AuditLog:
    """The log of one warehouse. Safe to share between threads and between processes."""

    def __init__(self, warehouse: Path, clock: Callable[[], datetime] = _now) -> None:
        """Name the log of a warehouse; nothing is written before the first event. ``clock`` gives aware datetimes."""
        self.folder = Folder(warehouse)
        self.clock = clock

    def record(
        self,
        action: Action,
        auteur: Auteur,
        *,
        objet: str = "",
        cible: str = "",
        version: int | None = None,
        resultat: Resultat = "accepté",
        motif: str = "",
    ) -> Entry:
        """Write one event, on disk when this returns.

        What changes something is recorded before it is done, and must not be done when this raises (``recording`` does both).

        Raises:
            AuditError: the log cannot be written.
        """
        event = Event(
            **auteur.model_dump(),
            quand=self.clock(),
            action=action,
            objet=objet,
            cible=cible,
            version=version,
            resultat=resultat,
            motif=motif,
        )
        with self.folder.locked(alone=True):
            return self.write(event)

    @contextmanager
    def recording(
        self, action: Action, auteur: Auteur, *, objet: str = "", cible: str = "", version: int | None = None
    ) -> Iterator[Entry]:
        """Record an action, let it be done, and record its failure under the name of the error, which goes on.

        Raises:
            AuditError: the log cannot be written; the body has not run.
        """
        entry = self.record(action, auteur, objet=objet, cible=cible, version=version)
        try:
            yield entry
        except Exception as error:
            self.record(
                action,
                auteur,
                objet=objet,
                cible=cible,
                version=version,
                resultat="échoué",
                motif=type(error).__name__.lower(),
            )
            raise

    def write(self, event: Event) -> Entry:
        """Chain an event, after a « reprise » where the last writing was interrupted. The caller holds the log alone.

        The file is that of the event's month, or a later one that has begun: a clock set back does not break the order.

        Raises:
            OSError: the disk refuses.
        """
        found = resume(self.folder)
        events = [event]
        if found.motif:
            said = f"ligne:sha256-{found.empreinte}" if found.empreinte else ""
            events.insert(
                0,
                Event(
                    **_LOG.model_dump(),
                    quand=event.quand,
                    action="reprise",
                    objet=said,
                    resultat="échoué",
                    motif=found.motif,
                ),
            )
        before, written = found.after, b""
        for one in events:
            entry = Entry(**one.model_dump(), numero=before.numero + 1, precedent=before.empreinte)
            line = entry.model_dump_json().encode() + b"\n"
            before, written = Seal(numero=entry.numero, empreinte=hash_of(line)), written + line
        month = f"{event.quand.astimezone(UTC):%Y-%m}.jsonl"
        self.folder.append(max([month, *(path.name for path in self.folder.months())]), written, before)
        _SHIPPED.info("%d %s", before.numero, before.empreinte)
        return entry

    def entries(self) -> Iterator[Entry | None]:
        """Return every event, oldest first; None for a line that is not one.

        Raises:
            AuditError: the log cannot be read.
        """
        with self.folder.locked(alone=False):
            lines = read_lines(self.folder)
        return (line.entry for line in lines)
