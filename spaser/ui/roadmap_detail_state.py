"""Which means is open, kept in the address; and the drafts of this session, one per year."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser.ui.roadmap_draft import Draft

_MOYEN: Final = "moyen"
_DRAFTS: Final = "fdr_brouillons"
_PUBLISHED: Final = "fdr_publiee"


def open_means(code: str) -> None:
    """Open a means (callback of a button)."""
    st.query_params[_MOYEN] = code


def close_means() -> None:
    """Close what is open (callback)."""
    st.query_params.pop(_MOYEN, None)


def opened_means() -> str:
    """Return the code of the open means, empty when none is."""
    return st.query_params.get(_MOYEN, "")


def held_draft(annee: int) -> Draft | None:
    """Return the edits of a year that wait in this session."""
    return _drafts().get(annee)


def hold(draft: Draft) -> None:
    """Keep edits for the session; a draft that changes nothing is forgotten."""
    if draft.saisies:
        _drafts()[draft.annee] = draft
    else:
        forget(draft.annee)


def forget(annee: int) -> None:
    """Forget the edits of a year."""
    _drafts().pop(annee, None)


def waiting_years() -> tuple[int, ...]:
    """Return the years that have edits waiting."""
    return tuple(sorted(_drafts()))


def say_published(sentence: str) -> None:
    """Keep a sentence for the next run."""
    st.session_state[_PUBLISHED] = sentence


def take_published() -> str:
    """Return the sentence of the run before, once."""
    sentence: str = st.session_state.pop(_PUBLISHED, "")
    return sentence


def _drafts() -> dict[int, Draft]:
    drafts: dict[int, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts
