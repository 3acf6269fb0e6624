"""Declared confidence: what those who answer for an indicator believe, dated and explained, each declaration after the last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from spaser.access import Identity
from spaser.committees import texts
from spaser.committees.base import Ledger
from spaser.committees.changing import change, trace_of
from spaser.committees.door import require, visible
from spaser.committees.errors import ConflictError, Ecart
from spaser.committees.models import LigneConfiance
from spaser.committees.records import NIVEAUX, Confiance, Niveau


def latest_confidences(ledger: Ledger, identity: Identity) -> Mapping[str, Confiance]:
    """Return the last declaration of each indicator, by code; nothing for those who do not see the whole authority."""
    return {found.indicateur: found for found in confidences(ledger, identity)}


def confidences(ledger: Ledger, identity: Identity, indicateur: str | None = None) -> tuple[Confiance, ...]:
    """Return the declarations that were not withdrawn, of every indicator or of one, oldest first."""
    with ledger.reading() as session:
        rows = session.scalars(
            select(LigneConfiance)
            .where(
                LigneConfiance.demonstration == ledger.demonstration,
                LigneConfiance.retiree.is_(False),
                visible(LigneConfiance, identity.droits),
                *(() if indicateur is None else (LigneConfiance.indicateur == indicateur,)),
            )
            .order_by(LigneConfiance.indicateur, LigneConfiance.rang)
        )
        return tuple(_record(row) for row in rows)


def declare(
    ledger: Ledger,
    identity: Identity,
    indicateur: str,
    niveau: Niveau,
    commentaire: str,
    rang_lu: int,
) -> Confiance:
    """Declare a confidence after the declaration that was read (``rang_lu``, 0 when there was none).

    Raises:
        ConflictError: somebody declared another one since.
        RefusedError: the role or the perimeter does not allow it, or the comment is empty.
        CommitteeError: the database cannot be written.
    """
    require(identity, "declarer")
    code = texts.choice(indicateur, "Indicateur", {i.code for i in ledger.base.catalogue.indicateurs})
    level = cast("Niveau", texts.choice(niveau, "Confiance", NIVEAUX))
    said = texts.text(commentaire, "Commentaire")
    with ledger.writing(identity, "creation") as session:
        last = session.scalar(
            select(func.max(LigneConfiance.rang)).where(
                LigneConfiance.demonstration == ledger.demonstration, LigneConfiance.indicateur == code
            )
        )
        if (last or 0) == rang_lu:
            row = LigneConfiance(
                demonstration=ledger.demonstration,
                indicateur=code,
                rang=rang_lu + 1,
                niveau=level,
                commentaire=said,
            )
            try:
                with session.begin_nested():
                    session.add(row)
            except IntegrityError:  # declared between our reading and our writing: said below
                session.expire_all()
            else:
                return _record(row)
    raise _conflict(ledger, code, level, said)


def withdraw_confidence(ledger: Ledger, identity: Identity, entry_id: int, version_lue: int) -> None:
    """Take a declaration off the lists: the one before holds again. It stays in the database with its history.

    Raises:
        ConflictError: somebody changed it since.
        RefusedError: the role or the perimeter does not allow it.
        CommitteeError: the database cannot be written.
    """
    require(identity, "declarer")
    change(
        ledger,
        identity,
        LigneConfiance,
        entry_id,
        version_lue,
        values={"retiree": True},
        fields={},
        motif="retrait",
    )


def last_rank(ledger: Ledger, identity: Identity, indicateur: str) -> int:
    """Return the rank of the last declaration, withdrawn or not; 0 when there is none."""
    with ledger.reading() as session:
        found = session.scalar(
            select(func.max(LigneConfiance.rang)).where(
                LigneConfiance.demonstration == ledger.demonstration,
                LigneConfiance.indicateur == indicateur,
                visible(LigneConfiance, identity.droits),
            )
        )
        return found or 0


def _conflict(ledger: Ledger, code: str, niveau: Niveau, commentaire: str) -> ConflictError:
    with ledger.reading() as session:
        last = session.scalars(
            select(LigneConfiance)
            .where(LigneConfiance.demonstration == ledger.demonstration, LigneConfiance.indicateur == code)
            .order_by(LigneConfiance.rang.desc())
            .limit(1)
        ).one()
        return ConflictError(
            last.modifie_par,
            last.modifie_le,
            last.rang,
            (
                Ecart("Confiance", NIVEAUX[cast("Niveau", last.niveau)], NIVEAUX[niveau]),
                Ecart("Commentaire", last.commentaire, commentaire),
            ),
        )


def _record(row: LigneConfiance) -> Confiance:
    return Confiance(trace_of(row), row.indicateur, row.rang, cast("Niveau", row.niveau), row.commentaire)
