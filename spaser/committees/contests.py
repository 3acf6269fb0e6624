"""Contested rows: a relais says why and from which source, the lead accepts or refuses and says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, cast

from sqlalchemy import select

from spaser.access import Identity
from spaser.committees import texts
from spaser.committees.base import Ledger
from spaser.committees.changing import Field, change, trace_of
from spaser.committees.door import require, require_within, visible
from spaser.committees.errors import RefusedError
from spaser.committees.models import LigneContestation
from spaser.committees.records import (
    ETATS_CONTESTATION,
    Contestation,
    EtatContestation,
    LigneContestee,
    PageContestee,
    Portee,
)

Issue = Literal["acceptee", "refusee"]

_FIELDS: Final[Mapping[str, Field]] = {
    "etat": ("Réponse", ETATS_CONTESTATION),
    "reponse": ("Explication", {}),
}


def contestations(ledger: Ledger, identity: Identity) -> tuple[Contestation, ...]:
    """Return the contested rows that a person may see, the last one first; those that their author took back are left out."""
    with ledger.reading() as session:
        rows = session.scalars(
            select(LigneContestation)
            .where(
                LigneContestation.demonstration == ledger.demonstration,
                LigneContestation.etat != "retiree",
                visible(LigneContestation, identity.droits),
            )
            .order_by(LigneContestation.id.desc())
        )
        return tuple(_record(row) for row in rows)


def contest(
    ledger: Ledger, identity: Identity, ligne: LigneContestee, motif: str, source: str
) -> Contestation:
    """Contest a row of one's perimeter.

    Raises:
        RefusedError: the role or the perimeter does not allow it, a text is empty, or the person already contests this row.
        CommitteeError: the database cannot be written.
    """
    require(identity, "contester")
    require_within(identity.droits, Portee(ligne.territoire, ligne.dga))
    if ligne.indicateur is not None:
        known = {i.code for i in ledger.base.catalogue.indicateurs}
        texts.choice(ligne.indicateur, "Indicateur", known)
    said, proof = texts.text(motif, "Motif"), texts.text(source, "Source")
    with ledger.writing(identity, "creation") as session:
        same = select(LigneContestation.id).where(
            LigneContestation.demonstration == ledger.demonstration,
            LigneContestation.cle == ligne.cle,
            LigneContestation.indicateur.is_(None)
            if ligne.indicateur is None
            else LigneContestation.indicateur == ligne.indicateur,
            LigneContestation.etat == "ouverte",
            LigneContestation.auteur == identity.sujet,
        )
        if session.scalars(same).first() is not None:
            raise RefusedError(
                "Vous contestez déjà cette ligne, et la réponse n’est pas encore donnée : retirez votre contestation pour "
                "en changer le motif."
            )
        row = LigneContestation(
            demonstration=ledger.demonstration,
            cle=ligne.cle,
            indicateur=ligne.indicateur,
            page=ligne.page,
            cible=ligne.cible,
            fichier=ligne.fichier,
            ligne=ligne.ligne,
            version_donnees=ligne.version_donnees,
            territoire=ligne.territoire,
            dga=ligne.dga,
            motif=said,
            source=proof,
            etat="ouverte",
        )
        session.add(row)
        session.flush()
        return _record(row)


def answer(
    ledger: Ledger, identity: Identity, entry_id: int, version_lue: int, issue: Issue, reponse: str
) -> Contestation:
    """Accept or refuse, with words; an answer can be changed, its history says how.

    Raises:
        ConflictError: somebody answered, or the author took it back, since it was read.
        RefusedError: the role does not allow it, or the answer is empty.
        CommitteeError: the database cannot be written.
    """
    require(identity, "repondre")
    values = {
        "etat": texts.choice(issue, "Réponse", ("acceptee", "refusee")),
        "reponse": texts.text(reponse, "Explication"),
    }
    return _record(
        change(
            ledger,
            identity,
            LigneContestation,
            entry_id,
            version_lue,
            values=values,
            fields=_FIELDS,
            motif="reponse",
        )
    )


def withdraw_contest(ledger: Ledger, identity: Identity, entry_id: int, version_lue: int) -> None:
    """Take back one's own contestation, as long as nobody has answered; it stays in the database with its history.

    Raises:
        ConflictError: somebody answered since it was read.
        RefusedError: it is another's.
        CommitteeError: the database cannot be written.
    """
    require(identity, "contester")
    change(
        ledger,
        identity,
        LigneContestation,
        entry_id,
        version_lue,
        values={"etat": "retiree"},
        fields=_FIELDS,
        motif="retrait",
        allowed=lambda row: _refuse_another(identity, row),
    )


def _refuse_another(identity: Identity, row: LigneContestation) -> None:
    if row.auteur != identity.sujet:
        raise RefusedError(f"Cette contestation est de {row.cree_par} : seul son auteur la retire.")


def _record(row: LigneContestation) -> Contestation:
    return Contestation(
        trace_of(row),
        LigneContestee(
            cle=row.cle,
            indicateur=row.indicateur,
            page=cast("PageContestee | None", row.page),
            cible=row.cible,
            fichier=row.fichier,
            ligne=row.ligne,
            version_donnees=row.version_donnees,
            territoire=row.territoire,
            dga=row.dga,
        ),
        row.motif,
        row.source,
        cast("EtatContestation", row.etat),
        row.reponse,
    )
