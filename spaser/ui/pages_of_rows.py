"""Turning the pages of a long table: which page, out of how many; the number lives in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from spaser import francais as fr


@dataclass(frozen=True)
class Turn:
    """A page of a table: its number from 1, its size, and how many rows there are in all."""

    numero: int
    taille: int
    total: int

    @property
    def decalage(self) -> int:
        """How many rows stand before it."""
        return (self.numero - 1) * self.taille

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_for(self.total, self.taille)

    def words(self) -> str:
        """Say which rows are shown, out of how many."""
        if self.total == 0:
            return "Aucune ligne."
        last = min(self.decalage + self.taille, self.total)
        return (
            f"Lignes {fr.count(self.decalage + 1)} à {fr.count(last)} sur {fr.count(self.total)} · "
            f"page {fr.count(self.numero)} sur {fr.count(self.pages)}"
        )


def pages_for(total: int, size: int) -> int:
    """Return how many pages hold so many rows."""
    return max(-(-total // size), 1)


def turned_page(key: str, total: int, size: int) -> Turn:
    """Return the page asked by the address, the last one when there are fewer."""
    asked = st.query_params.get(key, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1  # noqa: PLR2004
    return Turn(min(max(number, 1), pages_for(total, size)), size, total)


def page_buttons(turn: Turn, key: str) -> None:
    """Draw the way to the pages before and after, with what is shown between them; one page needs none."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if turn.pages > 1:
            _step(turn, key, -1, ":material/chevron_left:", "Page précédente")
        st.caption(turn.words(), width="content")
        if turn.pages > 1:
            _step(turn, key, +1, ":material/chevron_right:", "Page suivante")


def first_page(*keys: str) -> None:
    """Go back to the first page of some tables (callback of what changes them)."""
    for key in keys:
        st.query_params.pop(key, None)


def _step(turn: Turn, key: str, step: int, icon: str, words: str) -> None:
    wanted = turn.numero + step
    st.button(
        words,
        icon=icon,
        icon_position="left" if step < 0 else "right",
        key=f"{key}_{'avant' if step < 0 else 'apres'}",
        type="tertiary",
        disabled=not 1 <= wanted <= turn.pages,
        on_click=_go,
        args=(key, wanted),
    )


def _go(key: str, number: int) -> None:
    if number == 1:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = str(number)
