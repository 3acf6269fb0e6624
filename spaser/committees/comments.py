"""Comments on a fiche or an axis, under fixed headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from sqlalchemy import select

from spaser.access import Identity
from spaser.catalogue import Catalogue
from spaser.committees import texts
from spaser.committees.base import Ledger
from spaser.committees.changing import Field, change, trace_of
from spaser.committees.door import require, require_within, visible
from spaser.committees.errors import RefusedError
from spaser.committees.models import LigneCommentaire
from spaser.committees.records import RUBRIQUES, Commentaire, Portee, Rubrique, SaisieCommentaire

_FIELDS: Final[Mapping[str, Field]] = {
    "rubrique": ("Rubrique", RUBRIQUES),
    "texte": ("Commentaire", {}),
    "territoire": ("Territoire", {}),
    "dga": ("DGA", {}),
}


def comments(ledger: Ledger, identity: Identity, objet: str | None = None) -> tuple[Commentaire, ...]:
    """Return the comments that a person may see, on everything or on one fiche or axis, oldest first."""
    with ledger.reading() as session:
        rows = session.scalars(
            select(LigneCommentaire)
            .where(
                LigneCommentaire.demonstration == ledger.demonstration,
                LigneCommentaire.retiree.is_(False),
                visible(LigneCommentaire, identity.droits),
                *(() if objet is None else (LigneCommentaire.objet == objet,)),
            )
            .order_by(LigneCommentaire.id)
        )
        return tuple(_record(row) for row in rows)


def record_comment(ledger: Ledger, identity: Identity, saisie: SaisieCommentaire) -> Commentaire:
    """Record a comment.

    Raises:
        RefusedError: the role or the perimeter does not allow it, or the text is empty.
        CommitteeError: the database cannot be written.
    """
    require(identity, "commenter")
    values = _values(ledger, identity, saisie)
    with ledger.writing(identity, "creation") as session:
        row = LigneCommentaire(demonstration=ledger.demonstration, **values)
        session.add(row)
        session.flush()
        return _record(row)


def modify_comment(
    ledger: Ledger, identity: Identity, entry_id: int, version_lue: int, saisie: SaisieCommentaire
) -> Commentaire:
    """Change a comment that was read at a version; a relais changes only their own.

    Raises:
        ConflictError: somebody changed it since.
        RefusedError: the role or the perimeter does not allow it, or the text is empty.
        CommitteeError: the database cannot be written.
    """
    require(identity, "commenter")
    values = _values(ledger, identity, saisie)
    return _record(
        change(
            ledger,
            identity,
            LigneCommentaire,
            entry_id,
            version_lue,
            values=values,
            fields=_FIELDS,
            motif="modification",
            allowed=lambda row: _refuse_another(identity, row),
        )
    )


def withdraw_comment(ledger: Ledger, identity: Identity, entry_id: int, version_lue: int) -> None:
    """Take a comment off the lists; it stays in the database with its history.

    Raises:
        ConflictError: somebody changed it since.
        RefusedError: the role or the perimeter does not allow it.
        CommitteeError: the database cannot be written.
    """
    require(identity, "commenter")
    change(
        ledger,
        identity,
        LigneCommentaire,
        entry_id,
        version_lue,
        values={"retiree": True},
        fields={},
        motif="retrait",
        allowed=lambda row: _refuse_another(identity, row),
    )


def may_change(identity: Identity, auteur: str) -> bool:
    """Whether a person may change a comment: a relais, only their own."""
    return identity.role != "relais" or identity.sujet == auteur


def _refuse_another(identity: Identity, row: LigneCommentaire) -> None:
    if not may_change(identity, row.auteur):
        raise RefusedError(f"Ce commentaire est de {row.cree_par} : un relais ne modifie que les siens.")


def _values(ledger: Ledger, identity: Identity, saisie: SaisieCommentaire) -> dict[str, object]:
    portee = texts.scope(saisie.portee, ledger.base.catalogue)
    require_within(identity.droits, portee)
    return {
        "objet": texts.choice(saisie.objet, "Fiche ou axe", commented(ledger.base.catalogue)),
        "rubrique": texts.choice(saisie.rubrique, "Rubrique", RUBRIQUES),
        "texte": texts.text(saisie.texte, "Commentaire"),
        "territoire": portee.territoire,
        "dga": portee.dga,
    }


def commented(catalogue: Catalogue) -> Mapping[str, str]:
    """Return what may be commented, in the order of the document: code (« A1 », « F1 »…) and French name."""
    names: dict[str, str] = {}
    for axe in catalogue.axes:
        names[f"A{axe.numero}"] = f"Axe {axe.numero} – {axe.titre}"
        for fiche in catalogue.fiches:
            if fiche.axe == axe.numero:
                names[fiche.code] = f"Fiche {fiche.code.removeprefix('F')} – {fiche.titre}"
    return names


def _record(row: LigneCommentaire) -> Commentaire:
    return Commentaire(
        trace_of(row),
        SaisieCommentaire(
            row.objet, cast("Rubrique", row.rubrique), row.texte, Portee(row.territoire, row.dga)
        ),
    )
