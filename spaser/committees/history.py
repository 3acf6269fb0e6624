"""The history of an entry, for whoever may see the entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast

from sqlalchemy import select

from spaser.access import Identity
from spaser.committees.base import Ledger
from spaser.committees.changing import find
from spaser.committees.models import (
    Entree,
    LigneChangement,
    LigneCommentaire,
    LigneConfiance,
    LigneContestation,
    LigneDecision,
)
from spaser.committees.tracing import Motif, Valeur

Objet = Literal["decisions", "commentaires", "confiances", "contestations"]

_MODELS: Final[Mapping[Objet, type[Entree]]] = {
    "decisions": LigneDecision,
    "commentaires": LigneCommentaire,
    "confiances": LigneConfiance,
    "contestations": LigneContestation,
}


@dataclass(frozen=True)
class Changement:
    """One change: by whom in which role, when, and each changed column before and after (before is empty at the creation)."""

    version: int
    motif: Motif
    par: str
    role: str
    le: datetime
    avant: Mapping[str, Valeur]
    apres: Mapping[str, Valeur]


def history(ledger: Ledger, identity: Identity, objet: Objet, entry_id: int) -> tuple[Changement, ...]:
    """Return every change of an entry, oldest first; withdrawn or not.

    Raises:
        RefusedError: the entry does not exist, or may not be seen.
    """
    with ledger.reading() as session:
        find(session, ledger, identity, _MODELS[objet], entry_id)
        rows = session.scalars(
            select(LigneChangement)
            .where(LigneChangement.objet == objet, LigneChangement.objet_id == entry_id)
            .order_by(LigneChangement.version)
        )
        return tuple(
            Changement(
                row.version,
                cast("Motif", row.action),
                row.par,
                row.role,
                row.le,
                row.avant or {},
                row.apres,
            )
            for row in rows
        )
