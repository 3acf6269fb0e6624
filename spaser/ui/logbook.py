"""The audit log of this server, and what it says of logins and of the rules of access."""

from __future__ import annotations

from functools import cache

from spaser.access import Claims, Identity, Refusal, RulesFile, login_key
from spaser.access.audit import AuditLog, Auteur
from spaser.access.audit_events import perimetre_en_texte
from spaser.access.flood import Flood
from spaser.ui.session import warehouse

_SERVER = Auteur(sujet="serveur", nom="serveur", role="serveur", perimetre="tout")
_noted_rules: list[str] = []
_flood = Flood()


@cache
def audit_log() -> AuditLog:
    """Return the log of this server's warehouse."""
    return AuditLog(warehouse().path)


def author(one: Identity, address: str, login: str) -> Auteur:
    """Return who acts, as the log says it."""
    return Auteur(
        sujet=one.sujet,
        nom=one.nom,
        role=one.role,
        perimetre=perimetre_en_texte(one.droits),
        adresse=address,
        seance=login,
    )


def arrival(claims: Claims, found: Identity | Refusal, address: str) -> None:
    """Write that somebody has just logged in, or was refused.

    Raises:
        AuditError: the log cannot be written; nobody enters then.
    """
    if isinstance(found, Identity):
        audit_log().record("connexion", author(found, address, login_key(claims)))
        return
    refusal(_account(claims, address), "connexion", found.code)


def refusal(who: Auteur, objet: str, motif: str) -> None:
    """Write that something was refused: once a minute for the same account (all strangers are one), thing and reason.

    Raises:
        AuditError: the log cannot be written.
    """
    said = _flood.say(who.sujet, objet, motif)
    if said == "inscrire":
        audit_log().record("refus", who, objet=objet, resultat="refusé", motif=motif)
    elif said == "dire_trop":
        audit_log().record("refus", _SERVER, objet="refus", resultat="refusé", motif="trop_nombreux")


def departure(claims: Claims, address: str) -> None:
    """Write that somebody has logged out."""
    audit_log().record("deconnexion", _account(claims, address))


def stranger(address: str) -> Auteur:
    """Return who asked without having logged in."""
    return Auteur(sujet="anonyme", nom="anonyme", role="aucun", perimetre="rien", adresse=address)


def _account(claims: Claims, address: str) -> Auteur:
    """Return an account of which no right is known, or none any more."""
    return Auteur(
        sujet=f"{claims.emetteur}|{claims.sujet}",
        nom=claims.nom,
        role="aucun",
        perimetre="rien",
        adresse=address,
        seance=login_key(claims),
    )


def note_rules(rules: RulesFile) -> None:
    """Write which rules of access are in force, when they are not those noted last by this server.

    Raises:
        AuditError: the log cannot be written.
    """
    if _noted_rules[-1:] != [rules.empreinte]:
        audit_log().record("droits", _SERVER, objet=f"acces:sha256-{rules.empreinte[:32]}")
        _noted_rules[:] = [rules.empreinte]
