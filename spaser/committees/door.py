"""Who may see and do what: the one door to the tables. What is not said to be allowed is refused."""

from __future__ import annotations

from typing import Final, Literal

from sqlalchemy import ColumnElement, and_, false, true

from spaser.access import Identity, Rights, Role
from spaser.committees.errors import RefusedError
from spaser.committees.models import (
    Entree,
    LigneCommentaire,
    LigneConfiance,
    LigneContestation,
    LigneDecision,
)
from spaser.committees.records import Portee

Action = Literal["decider", "commenter", "declarer", "contester", "repondre"]

_ROLES: Final[dict[Action, frozenset[Role]]] = {
    "decider": frozenset({"pilotage", "responsable"}),
    "commenter": frozenset({"pilotage", "responsable", "relais"}),
    "declarer": frozenset({"pilotage", "responsable"}),
    "contester": frozenset({"pilotage", "responsable", "relais"}),
    "repondre": frozenset({"responsable"}),
}
_REFUSALS: Final[dict[Action, str]] = {
    "decider": "Seuls le pilotage et le responsable du SPASER enregistrent des décisions.",
    "commenter": "Seuls le pilotage, les relais et le responsable du SPASER écrivent des commentaires.",
    "declarer": "Seuls le pilotage et le responsable du SPASER, qui voient toute l’autorité, déclarent une confiance.",
    "contester": "Seuls les relais, le pilotage et le responsable du SPASER contestent une ligne.",
    "repondre": "Seul le responsable du SPASER répond aux contestations.",
}


def may(identity: Identity, action: Action) -> bool:
    """Whether a person may do something at all; a confidence speaks of the whole, so only those who see the whole declare it.

    The lead who looks at the screens as somebody else writes nothing.
    """
    if identity.vue_par is not None:
        return False
    return identity.role in _ROLES[action] and (action != "declarer" or sees_everything(identity.droits))


def require(identity: Identity, action: Action) -> None:
    """Refuse what a person may not do.

    Raises:
        RefusedError: the role or the perimeter does not allow it.
    """
    if identity.vue_par is not None:
        raise RefusedError("Vous regardez les écrans comme quelqu’un d’autre : rien n’a été enregistré.")
    if not may(identity, action):
        raise RefusedError(f"{_REFUSALS[action]} Rien n’a été enregistré.")


def require_within(droits: Rights, portee: Portee) -> None:
    """Refuse to write about what a person may not see; the whole authority is more than a part of it.

    Raises:
        RefusedError: the territoire or the DGA is not among the rights.
    """
    if not (_holds(droits.territoires, portee.territoire) and _holds(droits.dga, portee.dga)):
        raise RefusedError(
            "Ce territoire ou cette DGA n’est pas dans votre périmètre : rien n’a été enregistré."
        )


def visible(model: type[Entree], droits: Rights) -> ColumnElement[bool]:
    """Return the condition that every read goes through: the territoires and the DGA of the rights, both.

    An entry on the whole authority is seen by those who see the whole; a table without a known rule is seen by nobody.
    """
    if model in {LigneDecision, LigneCommentaire, LigneContestation}:
        columns = model.__table__.c
        return and_(
            true() if droits.territoires is None else columns.territoire.in_(sorted(droits.territoires)),
            true() if droits.dga is None else columns.dga.in_(sorted(droits.dga)),
        )
    if model is LigneConfiance and sees_everything(droits):
        return true()
    return false()


def sees_everything(droits: Rights) -> bool:
    """Whether nothing is hidden."""
    return droits.territoires is None and droits.dga is None


def _holds(allowed: frozenset[str] | None, name: str | None) -> bool:
    return allowed is None or name in allowed
