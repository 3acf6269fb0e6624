"""Who is in front of this run: asked of the signed login, the register and the rules at every interaction, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

import streamlit as st

from spaser.access import (
    EVERYTHING,
    AccessError,
    Claims,
    Identity,
    Refusal,
    Register,
    Rights,
    Role,
    RulesFile,
    decide,
    local_identity,
    login_key,
)
from spaser.access.audit import AuditError
from spaser.access.mode import database_url, is_loopback, mode, rules_path
from spaser.measure import Perimeter
from spaser.ui.literal import literal
from spaser.ui.logbook import arrival, note_rules
from spaser.ui.session import warehouse

_SEEN_AS: Final = "vue_comme"
_DRAWN_FOR: Final = "dessine_pour"
INCOMPLETE: Final = Refusal(
    "jeton", "Le fournisseur d’identité n’a pas transmis ce qu’il faut pour vous reconnaître."
)
BROKEN_RULES: Final = Refusal(
    "regles", "Les règles d’accès du tableau de bord sont illisibles : prévenez son exploitant."
)
BROKEN_LOG: Final = Refusal(
    "journal", "Le journal des accès ne peut pas être écrit : prévenez l’exploitant du tableau de bord."
)
ANONYMOUS: Final = Refusal("anonyme", "Ce tableau de bord est réservé aux personnes habilitées.")


@cache
def register() -> Register:
    """Return the register of logins of this server."""
    return Register(database_url(warehouse().path))


@cache
def rules() -> RulesFile:
    """Return the rules of access of this server."""
    return RulesFile(rules_path(), warehouse().catalogue)


@dataclass(frozen=True)
class Visit:
    """Who a page was drawn for: what the provider signed, the browser, the rights then."""

    identity: Identity
    token: dict[str, Any] | None
    browser: str
    adresse: str

    @property
    def login(self) -> str | None:
        """What tells this login from every other; None in local mode."""
        claims = self.token and Claims.of(self.token, rules().current().revendication_groupes)
        return login_key(claims) if claims else None

    @property
    def own_rights(self) -> tuple[Role, Rights]:
        """The role and the rights of who logged in, whomever the page was drawn as."""
        one = self.identity
        return ("responsable", EVERYTHING) if one.vue_par is not None else (one.role, one.droits)

    def holds(self) -> bool:
        """Whether the login is still open, with the same rights."""
        if self.token is None:
            return mode() == "local"
        found = admitted(self.token, self.browser, self.adresse)
        if isinstance(found, Refusal):
            return False
        return (found[1].role, found[1].droits) == self.own_rights


def identify() -> Identity:
    """Return the person of this run. Whoever may not be in front of it is told so, and the run stops there."""
    found = person()
    if isinstance(found, Refusal):
        _door(found)
        st.stop()
    return _as_seen(found)


def check_still(drawn_for: Identity) -> None:
    """Run the whole page again, from the door on, when the person or their rights are not those that a part of it was drawn for."""
    found = person()
    if isinstance(found, Refusal) or _as_seen(found) != drawn_for:
        st.rerun()


def admitted(token: dict[str, Any], browser: str, address: str) -> tuple[Claims, Identity] | Refusal:
    """Decide on a login: its claims, the register, then the rules; arrivals and refusals are logged, or nobody enters.

    ``token`` is what the provider signed.
    """
    try:
        current = rules().current()
        note_rules(rules())
        claims = Claims.of(token, current.revendication_groupes)
        if claims is None:
            return INCOMPLETE
        seen = register().admit(claims, browser, current.seances, now())
        found = seen if isinstance(seen, Refusal) else decide(claims, current)
        if seen != "connue" or isinstance(found, Refusal):
            arrival(claims, found, address)
    except AccessError:
        return BROKEN_RULES
    except AuditError:
        return BROKEN_LOG
    return found if isinstance(found, Refusal) else (claims, found)


def visit() -> Visit:
    """Return who this page is drawn for."""
    if mode() == "local":
        return Visit(identify(), None, "", where_from())
    return Visit(identify(), st.user.to_dict(), _browser(), where_from())


def person() -> Identity | Refusal:
    """Return who is in front of this run, or why nobody may be."""
    if mode() == "local":
        return local_identity()
    if not st.user.is_logged_in:
        return ANONYMOUS
    found = admitted(st.user.to_dict(), _browser(), where_from())
    return found if isinstance(found, Refusal) else found[1]


def perimeter_of(identity: Identity) -> Perimeter:
    """Return the perimeter that every figure shown to this person is measured in."""
    return Perimeter(
        territoires=identity.droits.territoires,
        dga=identity.droits.dga,
        nominatif=identity.role == "responsable",
    )


def current_perimeter() -> Perimeter:
    """Return the perimeter of the person of this run."""
    return perimeter_of(identify())


def where_from() -> str:
    """Return the address of the visitor: what the proxy of this machine says of it, else that of the connection."""
    if mode() == "local":
        return "local"
    peer = st.context.ip_address or "127.0.0.1"  # Streamlit says None for the machine itself
    return (st.context.headers.get("X-Real-IP") if is_loopback(peer) else None) or peer


def now() -> datetime:
    """Return the time of the register: UTC, without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def forget_others() -> None:
    """Empty what a tab keeps when the person or their rights are not those it was drawn for."""
    one = identify()
    drawn_for = (one.sujet, one.role, one.droits)
    if st.session_state.get(_DRAWN_FOR, drawn_for) != drawn_for:
        seen = st.session_state.get(_SEEN_AS)
        st.session_state.clear()
        if seen is not None:
            st.session_state[_SEEN_AS] = seen
    st.session_state[_DRAWN_FOR] = drawn_for


def see_as(role: Role, rights: Rights) -> None:
    """Show the screens to the lead as somebody else would see them; nothing can be written meanwhile."""
    st.session_state[_SEEN_AS] = (role, rights)


def see_as_oneself() -> None:
    """End « voir comme »."""
    st.session_state.pop(_SEEN_AS, None)


def _browser() -> str:
    return st.context.headers.get("User-Agent") or ""


def _as_seen(one: Identity) -> Identity:
    """Return the person, or whom the lead chose to look as: never more than the lead may see, since the lead sees all."""
    seen = st.session_state.get(_SEEN_AS)
    if seen is None or one.role != "responsable":
        return one
    role, rights = seen
    return replace(one, role=role, droits=rights, vue_par=one.nom)


def _door(refused: Refusal) -> None:
    """Draw the door: why it is shut, and what to do."""
    catalogue = warehouse().catalogue
    st.title(f"SPASER {catalogue.autorite.periode_debut}-{catalogue.autorite.periode_fin}", anchor=False)
    st.markdown(literal(catalogue.autorite.nom))
    with st.container(border=True):
        if refused.code == "anonyme":
            st.markdown(refused.message)
            st.button(
                "Se connecter", icon=":material/login:", type="primary", on_click=st.login, key="se_connecter"
            )
            return
        st.warning(literal(refused.message, 600), icon=":material/lock:")
        st.button(
            "Se connecter avec un autre compte",
            icon=":material/logout:",
            on_click=st.logout,
            key="changer_de_compte",
        )
