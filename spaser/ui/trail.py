"""What this run leaves in the audit log: every write and every file that leaves, before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from spaser.access.audit import Action, AuditError, Auteur, Resultat
from spaser.committees import CommitteeError
from spaser.store import StoreError
from spaser.ui.logbook import audit_log, author, refusal
from spaser.ui.person import Visit, visit


@contextmanager
def written(action: Action, objet: str = "", version: int | None = None, cible: str = "") -> Iterator[None]:
    """Let the lead write something, once it is in the log; a failure is logged too. ``cible`` is the account or the perimeter concerned.

    Raises:
        StoreError: this person may not, or the log cannot be written; nothing is done then.
    """
    one = visit()
    if not one.identity.peut_deposer:
        refusal(author_of(one), action, "role")
        raise StoreError("Cette action est réservée au responsable du SPASER. Rien n’a été modifié.")
    try:
        with audit_log().recording(action, author_of(one), objet=objet, version=version, cible=cible):
            yield
    except AuditError as error:
        raise StoreError(str(error)) from error


@contextmanager
def committed(objet: str, entry_id: int | None) -> Iterator[None]:
    """Let somebody write what committees write, once it is in the log; the room of the committees decides whether they may.

    Raises:
        CommitteeError: the log cannot be written; nothing is done then.
    """
    action: Action = "contestation" if objet == "contestations" else "decision"
    try:
        with audit_log().recording(action, author_of(visit()), objet=f"{objet}:{entry_id or 'nouveau'}"):
            yield
    except AuditError as error:
        raise CommitteeError(str(error)) from error


def note(
    action: Action,
    asked: Visit,
    *,
    objet: str = "",
    version: int | None = None,
    resultat: Resultat = "accepté",
    motif: str = "",
) -> None:
    """Write what was asked by a visit.

    Raises:
        AuditError: the log cannot be written; what was asked must not be given.
    """
    audit_log().record(action, author_of(asked), objet=objet, version=version, resultat=resultat, motif=motif)


def author_of(asked: Visit) -> Auteur:
    """Return who acts, as the log says it."""
    return author(asked.identity, asked.adresse, asked.login or "")
