"""How long the audit log is kept, and its purge: whole months, so that the chain still verifies from an anchor.

CNIL, délibération 2021-122: six months to a year; longer, up to three years, only for a documented need. The setting is the age that no
event exceeds; a month goes whole on its first day too old, so that events are kept between one month less and that age. Nobody is
erased before: the log serves to answer for what was done, and the age is the same for all.
"""

from __future__ import annotations

import os
from datetime import UTC
from typing import Final

from spaser.access.audit import AuditLog
from spaser.access.audit_chain import read_lines
from spaser.access.audit_check import anchor_said
from spaser.access.audit_events import AuditError, Auteur, Event
from spaser.access.audit_folder import Anchor

ENVIRONMENT: Final = "SPASER_JOURNAL_MOIS"
USUAL_MONTHS: Final = 12
FEWEST_MONTHS: Final = 7  # six whole months kept, whatever the day of the event
MOST_MONTHS: Final = 36


def months_kept() -> int:
    """Return the age in months that no event exceeds.

    Raises:
        AuditError: the setting is not a number of months that the CNIL's recommendation allows.
    """
    asked = os.environ.get(ENVIRONMENT) or str(USUAL_MONTHS)
    if not (asked.isascii() and asked.isdigit() and FEWEST_MONTHS <= int(asked) <= MOST_MONTHS):
        raise AuditError(
            f"{ENVIRONMENT} vaut « {asked} » : écrivez un nombre de mois entre {FEWEST_MONTHS} et {MOST_MONTHS} "
            f"({USUAL_MONTHS} d’ordinaire ; davantage demande une justification, délibération CNIL 2021-122)."
        )
    return int(asked)


def purge(log: AuditLog, auteur: Auteur, months: int) -> tuple[str, ...]:
    """Delete the months of which an event is too old; return them (« 2025-10 »). The purge is itself an event.

    It is recorded, then the anchor is moved, then the files go: interrupted anywhere, the chain verifies and the next purge ends it.

    Raises:
        AuditError: the log cannot be written.
    """
    now = log.clock()
    today = now.astimezone(UTC)
    last_gone = _month(today.year * 12 + today.month - 1 - months)
    if not log.folder.path.exists():
        return ()
    with log.folder.locked(alone=True):
        old = [path for path in log.folder.months() if path.stem <= last_gone]
        if not old:
            return ()
        before = log.folder.anchor()
        links = (line.link for line in reversed(read_lines(log.folder)) if line.fichier <= old[-1].name)
        last = next((link for link in links if link is not None), before)
        if last is None:
            return ()
        anchor = Anchor(numero=last.numero, empreinte=last.empreinte, mois=old[-1].stem)
        if anchor != before:
            event = Event(**auteur.model_dump(), quand=now, action="purge", objet=anchor_said(anchor))
            log.write(event)
            log.folder.write_anchor(anchor)
        log.folder.delete(old)
    return tuple(path.stem for path in old)


def _month(count: int) -> str:
    """Write a month counted from January of year 0."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
