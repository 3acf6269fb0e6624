"""Every change leaves its trace, who, when, before and after: written by the session itself, so that no action can forget it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session, UOWTransaction

from spaser.committees.models import Entree, LigneChangement

Motif = Literal["creation", "modification", "retrait", "reponse"]
Valeur = str | int | bool | None

_ACT: Final = "acte"
_NOT_CONTENT: Final = frozenset(
    {"id", "version", "auteur", "cree_par", "cree_le", "modifie_par", "modifie_le"}
)


@dataclass(frozen=True)
class Acte:
    """What a session does: which kind of change, by whom (a name, and the account behind it) in which role, when."""

    motif: Motif
    par: str
    sujet: str
    role: str
    le: datetime


def acting(session: Session, acte: Acte) -> None:
    """Say what a session does, before it writes."""
    session.info[_ACT] = acte


def sign(session: Session, context: UOWTransaction, instances: object) -> None:  # noqa: ARG001 – an event of SQLAlchemy
    """Sign what is written (event « before_flush »); nothing is ever deleted."""
    acte: Acte = session.info[_ACT]
    if session.deleted:
        raise RuntimeError("an entry of the committees is withdrawn, never deleted")
    for entry in session.new:
        if isinstance(entry, Entree):
            entry.cree_par, entry.auteur, entry.cree_le = acte.par, acte.sujet, acte.le
            entry.modifie_par, entry.modifie_le = acte.par, acte.le
    for entry in session.dirty:
        if isinstance(entry, Entree) and session.is_modified(entry):
            entry.modifie_par, entry.modifie_le = acte.par, acte.le


def keep(session: Session, context: UOWTransaction) -> None:  # noqa: ARG001 – an event of SQLAlchemy
    """Write the trace of what has just been written (event « after_flush »), in the same transaction."""
    acte: Acte = session.info[_ACT]
    for entry in (*session.new, *session.dirty):
        if not isinstance(entry, Entree):
            continue
        before, after = _changed(entry, new=entry in session.new)
        if after:
            session.execute(
                insert(LigneChangement).values(
                    objet=entry.__tablename__,
                    objet_id=entry.id,
                    version=entry.version,
                    action=acte.motif,
                    par=acte.par,
                    sujet=acte.sujet,
                    role=acte.role,
                    le=acte.le,
                    avant=before,
                    apres=after,
                )
            )


def _changed(entry: Entree, *, new: bool) -> tuple[dict[str, Valeur] | None, dict[str, Valeur]]:
    before: dict[str, Valeur] = {}
    after: dict[str, Valeur] = {}
    for attribute in inspect(entry).attrs:
        past = attribute.history
        if attribute.key in _NOT_CONTENT or not (new or past.has_changes()):
            continue
        if past.deleted:
            before[attribute.key] = _plain(past.deleted[0])
        after[attribute.key] = _plain(attribute.value)
    return (None if new else before), after


def _plain(value: object) -> Valeur:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")
