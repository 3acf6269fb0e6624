"""What a session keeps of the committees: the form that is open and what it was opened on, the conflict met, what to say next."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from spaser.committees import CommitteeError, ConflictError
from spaser.ui.literal import literal
from spaser.ui.trail import committed

Objet = Literal["decisions", "commentaires", "confiances", "contestations"]

_OPENED: Final = "comites_ouvert"
_CONFLICT: Final = "comites_conflit"
_SAID: Final = "comites_dit"
_REFUSED: Final = "comites_refus"
_GONE: Final = "comites_retire"
_TURN: Final = "comites_tour"


@dataclass(frozen=True)
class Opened:
    """A form: on which entry (None for a new one), as it was read at which version.

    The version stays that of the opening, whatever is recorded since: this is what tells a stale edit. ``tour`` gives every
    opening fields of its own.
    """

    objet: Objet
    id: int | None
    version: int
    tour: int
    lieu: str = ""

    @property
    def cle(self) -> str:
        """The name of the form."""
        return f"comites_{self.objet}_{self.lieu}_{self.id or 'nouveau'}_{self.tour}"


def open_form(objet: Objet, entry_id: int | None, version: int, lieu: str = "") -> None:
    """Open a form, and close the one that was open (callback of a button)."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_OPENED] = Opened(objet, entry_id, version, st.session_state[_TURN], lieu)
    st.session_state.pop(_CONFLICT, None)


def close_form() -> None:
    """Close the form that is open (callback too)."""
    for name in (_OPENED, _CONFLICT, _GONE):
        st.session_state.pop(name, None)


def opened_form(objet: Objet, entry_id: int | None, lieu: str = "") -> Opened | None:
    """Return the form that is open on an entry, None when it is not that one."""
    held: Opened | None = st.session_state.get(_OPENED)
    if held is None or (held.objet, held.id, held.lieu) != (objet, entry_id, lieu):
        return None
    return held


def hold_conflict(conflict: ConflictError) -> None:
    """Keep a conflict until it is decided."""
    st.session_state[_CONFLICT] = conflict


def held_conflict() -> ConflictError | None:
    """Return the conflict of the open form."""
    found: ConflictError | None = st.session_state.get(_CONFLICT)
    return found


def say_next(sentence: str) -> None:
    """Keep a sentence for the next run."""
    st.session_state[_SAID] = sentence


def act(objet: Objet, entry_id: int, action: Callable[[], object], done: str) -> None:
    """Do something at once, close the form that is open, and say it at the next run; a refusal is said there too (callback)."""
    try:
        with committed(objet, entry_id):
            action()
    except CommitteeError as error:
        st.session_state[_REFUSED] = str(error)
        return
    close_form()
    say_next(done)


def say() -> None:
    """Draw what the run before had to say, once."""
    if sentence := st.session_state.pop(_SAID, ""):
        st.success(sentence, icon=":material/check_circle:")
    if refusal := st.session_state.pop(_REFUSED, ""):
        st.error(literal(refusal, 1_000), icon=":material/error:")


def say_gone(objet: Objet, known: Collection[int], field: str) -> None:
    """Keep what was typed on an entry that somebody withdrew meanwhile, so that it can be copied."""
    held: Opened | None = st.session_state.get(_OPENED)
    if held is None or held.objet != objet or held.id is None or held.id in known:
        return
    typed = st.session_state.get(f"{held.cle}_{field}") or st.session_state.get(_GONE, "")
    st.session_state[_GONE] = typed
    st.warning(
        "L’entrée que vous modifiez a été retirée entre-temps. Voici votre saisie :",
        icon=":material/warning:",
    )
    st.code(typed, language=None, wrap_lines=True)
    st.button("Fermer", icon=":material/close:", on_click=close_form)
