"""Who is in front of the screen, and what they may see: one function decides, from a signed token and the rules."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from spaser.access.rules import Attribution, Regles, Role


@dataclass(frozen=True)
class Rights:
    """What an identity may see: None means everything, an empty set means nothing."""

    territoires: frozenset[str] | None
    dga: frozenset[str] | None


@dataclass(frozen=True)
class Identity:
    """A person, their role and their rights. ``mode_local`` is true when nobody had to log in."""

    nom: str
    role: Role
    droits: Rights
    mode_local: bool
    sujet: str = "local"
    """What tells this account from every other: provider and subject; « local » without login."""
    vue_par: str | None = None
    """The lead who looks at the screens as this person would see them, and can then write nothing."""

    @property
    def peut_deposer(self) -> bool:
        """Whether this person may deposit, publish and empty the warehouse."""
        return self.role == "responsable"

    @property
    def est_limite(self) -> bool:
        """Whether this person sees only a part of the rows."""
        return self.droits != EVERYTHING


EVERYTHING: Final = Rights(territoires=None, dga=None)


@dataclass(frozen=True)
class Refusal:
    """Why somebody does not enter: a short code for the log, and what they read."""

    code: str
    message: str


@dataclass(frozen=True)
class Claims:
    """What a signed identity token says, and nothing that the visitor can write themselves."""

    emetteur: str
    sujet: str
    nom: str
    courriel: str | None
    """As the token says it, folded; it may open nothing unless it is verified."""
    courriel_verifie: bool
    groupes: frozenset[str]
    emis: int
    """Second of the epoch at which the token was signed."""
    expire: int
    unique: str
    """Nonce and session of the login: two logins of one person differ."""

    @classmethod
    def of(cls, token: dict[str, Any], groups_claim: str) -> Claims | None:
        """Read a token's claims; None when one that everything stands on is missing or of another type."""
        issuer, subject = token.get("iss"), token.get("sub")
        issued, expires = _second(token.get("iat")), _second(token.get("exp"))
        if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
            return None
        if issued is None or expires is None:
            return None
        groups = token.get(groups_claim)
        listed = groups if isinstance(groups, list) else [groups]
        email = token.get("email")
        name = token.get("name") or token.get("preferred_username")
        return cls(
            emetteur=issuer,
            sujet=subject,
            nom=name if isinstance(name, str) else subject,
            courriel=email.strip().casefold() or None if isinstance(email, str) else None,
            courriel_verifie=token.get("email_verified") is True,
            groupes=frozenset(group for group in listed if isinstance(group, str) and group),
            emis=issued,
            expire=expires,
            unique=f"{token.get('nonce')}|{token.get('sid')}",
        )


def decide(claims: Claims, rules: Regles) -> Identity | Refusal:
    """Decide who enters and with which rights (« deny by default »).

    A person's own rule stands before those of groups, the subject before the e-mail; among groups the first of the file holds. A
    disabled person does not enter, whatever the groups.
    """
    if claims.emetteur != rules.emetteur:
        return Refusal(
            "emetteur", "Ce compte vient d’un fournisseur d’identité qui n’est pas celui du tableau de bord."
        )
    by_mail = next(
        (one for one in rules.personnes if one.courriel and one.courriel.casefold() == claims.courriel), None
    )
    if by_mail is not None and not claims.courriel_verifie and not by_mail.desactive:
        by_mail = None  # an address that nobody has verified opens no door, but still shuts one
    by_subject = next((one for one in rules.personnes if one.sujet == claims.sujet), None)
    if any(one is not None and one.desactive for one in (by_subject, by_mail)):
        return Refusal("desactive", "Ce compte a été désactivé. Adressez-vous au responsable du SPASER.")
    person = by_subject or by_mail
    given: Attribution | None = person or next(
        (group for group in rules.groupes if group.groupe in claims.groupes), None
    )
    if given is None:
        return Refusal(
            "inconnu",
            "Votre compte n’a aucun rôle dans ce tableau de bord. Demandez-en un au responsable du SPASER en lui donnant "
            f"votre identifiant : {claims.sujet}",
        )
    name = (person.nom if person is not None else None) or claims.nom
    return Identity(
        name, given.role, rights_of(given), mode_local=False, sujet=f"{claims.emetteur}|{claims.sujet}"
    )


def rights_of(given: Attribution) -> Rights:
    """Return what a role sees: a relais its territoires and DGA (both hold together), the others everything."""
    if given.role != "relais":
        return EVERYTHING
    return Rights(
        territoires=frozenset(given.territoires) if given.territoires else None,
        dga=frozenset(given.dga) if given.dga else None,
    )


@cache
def local_identity() -> Identity:
    """Return the one person of the local mode, who has every right at their own machine; asked dozens of times a page."""
    return Identity(nom=_account_name(), role="responsable", droits=EVERYTHING, mode_local=True)


def _second(value: object) -> int | None:
    """Return a second of the epoch; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1 << 40:
        return None
    return int(value)


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a user number that has no name
        return "en local"
