"""Decisions of the committees: recorded, changed, withdrawn, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, cast

from sqlalchemy import select

from spaser.access import Identity
from spaser.committees import texts
from spaser.committees.base import Ledger
from spaser.committees.changing import Field, change, trace_of
from spaser.committees.door import require, require_within, visible
from spaser.committees.models import LigneDecision
from spaser.committees.records import (
    COMITES,
    ETATS,
    Comite,
    Decision,
    EtatDecision,
    Portee,
    SaisieDecision,
)

_FIELDS: Final[Mapping[str, Field]] = {
    "comite": ("Comité", COMITES),
    "seance": ("Séance du", {}),
    "texte": ("Décision", {}),
    "porteur": ("Porteur", {}),
    "echeance": ("Échéance", {}),
    "etat": ("État", ETATS),
    "territoire": ("Territoire", {}),
    "dga": ("DGA", {}),
}


def decisions(ledger: Ledger, identity: Identity) -> tuple[Decision, ...]:
    """Return the decisions that a person may see, those of the last meeting first."""
    with ledger.reading() as session:
        rows = session.scalars(
            select(LigneDecision)
            .where(
                LigneDecision.demonstration == ledger.demonstration,
                LigneDecision.retiree.is_(False),
                visible(LigneDecision, identity.droits),
            )
            .order_by(LigneDecision.seance.desc(), LigneDecision.id)
        )
        return tuple(_record(row) for row in rows)


def last_meeting(found: Sequence[Decision], reference: date) -> tuple[Decision, ...]:
    """Return the decisions of the last meeting held at a date, whichever committee met."""
    held = [decision for decision in found if decision.saisie.seance <= reference]
    if not held:
        return ()
    last = max(decision.saisie.seance for decision in held)
    return tuple(decision for decision in held if decision.saisie.seance == last)


def record_decision(ledger: Ledger, identity: Identity, saisie: SaisieDecision) -> Decision:
    """Record a decision.

    Raises:
        RefusedError: the role or the perimeter does not allow it, or a field is not filled in.
        CommitteeError: the database cannot be written.
    """
    require(identity, "decider")
    values = _values(ledger, identity, saisie)
    with ledger.writing(identity, "creation") as session:
        row = LigneDecision(demonstration=ledger.demonstration, **values)
        session.add(row)
        session.flush()
        return _record(row)


def modify_decision(
    ledger: Ledger, identity: Identity, entry_id: int, version_lue: int, saisie: SaisieDecision
) -> Decision:
    """Change a decision that was read at a version.

    Raises:
        ConflictError: somebody changed it since.
        RefusedError: the role or the perimeter does not allow it, or a field is not filled in.
        CommitteeError: the database cannot be written.
    """
    require(identity, "decider")
    values = _values(ledger, identity, saisie)
    return _record(
        change(
            ledger,
            identity,
            LigneDecision,
            entry_id,
            version_lue,
            values=values,
            fields=_FIELDS,
            motif="modification",
        )
    )


def withdraw_decision(ledger: Ledger, identity: Identity, entry_id: int, version_lue: int) -> None:
    """Take a decision off the lists; it stays in the database with its history.

    Raises:
        ConflictError: somebody changed it since.
        RefusedError: the role or the perimeter does not allow it.
        CommitteeError: the database cannot be written.
    """
    require(identity, "decider")
    change(
        ledger,
        identity,
        LigneDecision,
        entry_id,
        version_lue,
        values={"retiree": True},
        fields={},
        motif="retrait",
    )


def _values(ledger: Ledger, identity: Identity, saisie: SaisieDecision) -> dict[str, object]:
    portee = texts.scope(saisie.portee, ledger.base.catalogue)
    require_within(identity.droits, portee)
    return {
        "comite": texts.choice(saisie.comite, "Comité", COMITES),
        "seance": saisie.seance,
        "texte": texts.text(saisie.texte, "Décision"),
        "porteur": texts.text(saisie.porteur, "Porteur", texts.LONGEST_NAME),
        "echeance": saisie.echeance,
        "etat": texts.choice(saisie.etat, "État", ETATS),
        "territoire": portee.territoire,
        "dga": portee.dga,
    }


def _record(row: LigneDecision) -> Decision:
    return Decision(
        trace_of(row),
        SaisieDecision(
            comite=cast("Comite", row.comite),
            seance=row.seance,
            texte=row.texte,
            porteur=row.porteur,
            echeance=row.echeance,
            etat=cast("EtatDecision", row.etat),
            portee=Portee(row.territoire, row.dga),
        ),
    )
