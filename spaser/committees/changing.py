"""One way to find an entry, and one way to change it: from the version that was read, never over somebody else's change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from spaser import francais as fr
from spaser.access import Identity
from spaser.committees.base import Ledger
from spaser.committees.door import visible
from spaser.committees.errors import ConflictError, Ecart, RefusedError
from spaser.committees.models import Entree
from spaser.committees.records import Trace
from spaser.committees.tracing import Motif

Ligne = TypeVar("Ligne", bound=Entree)
Field = tuple[str, Mapping[Any, str]]
"""The French name of a column, and the words of its values when they are codes."""


def find(session: Session, ledger: Ledger, identity: Identity, model: type[Ligne], entry_id: int) -> Ligne:
    """Return an entry.

    Raises:
        RefusedError: in the same words whether it does not exist or may not be seen.
    """
    found = session.scalars(
        select(model).where(
            model.id == entry_id,
            model.demonstration == ledger.demonstration,
            visible(model, identity.droits),
        )
    ).one_or_none()
    if found is None:
        raise RefusedError("Cette entrée n’existe pas, ou n’est pas dans votre périmètre.")
    return found


def change(
    ledger: Ledger,
    identity: Identity,
    model: type[Ligne],
    entry_id: int,
    version_lue: int,
    *,
    values: Mapping[str, object],
    fields: Mapping[str, Field],
    motif: Motif,
    allowed: Callable[[Ligne], None] = lambda _: None,
) -> Ligne:
    """Give an entry new values if it still is what its reader saw; ``allowed`` refuses what the entry itself forbids.

    Raises:
        ConflictError: somebody changed it since; it holds what is recorded and what was typed.
        RefusedError: it cannot be seen, is withdrawn, or forbids the change.
    """
    try:
        with ledger.writing(identity, motif) as session:
            found = find(session, ledger, identity, model, entry_id)
            allowed(found)
            _refuse_withdrawn(found)
            if found.version != version_lue:
                raise _conflict(found, values, fields)
            for column, value in values.items():
                setattr(found, column, value)
            session.flush()
            return found
    except StaleDataError:  # changed between our reading and our writing
        with ledger.reading() as session:
            found = find(session, ledger, identity, model, entry_id)
            _refuse_withdrawn(found)
            raise _conflict(found, values, fields) from None


def trace_of(row: Entree) -> Trace:
    """Return who wrote an entry, when, and its version."""
    return Trace(row.id, row.version, row.auteur, row.cree_par, row.cree_le, row.modifie_par, row.modifie_le)


def shown(value: object, words: Mapping[Any, str]) -> str:
    """Write a value as a reader sees it."""
    if value is None:
        return fr.UNKNOWN
    if isinstance(value, date):
        return fr.day(value)
    return words.get(str(value), str(value))


def _refuse_withdrawn(found: Entree) -> None:
    if found.retiree:
        raise RefusedError(
            f"Cette entrée a été retirée par {found.modifie_par} le {fr.moment(found.modifie_le)} : votre saisie n’a pas été "
            "enregistrée. Copiez-la avant de fermer, et enregistrez-la comme une nouvelle entrée si elle reste utile."
        )


def _conflict(found: Entree, values: Mapping[str, object], fields: Mapping[str, Field]) -> ConflictError:
    differences = tuple(
        Ecart(name, shown(getattr(found, column), words), shown(values[column], words))
        for column, (name, words) in fields.items()
        if column in values and getattr(found, column) != values[column]
    )
    return ConflictError(found.modifie_par, found.modifie_le, found.version, differences)
