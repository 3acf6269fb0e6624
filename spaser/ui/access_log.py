"""The last events of the audit log, and whether its chain is whole."""

from __future__ import annotations

from collections import deque
from typing import Final, get_args

import streamlit as st

from spaser.access.audit import Action, AuditError, Entry
from spaser.ui.literal import literal, plain
from spaser.ui.logbook import audit_log
from spaser.ui.tables import Column, show_table

_SHOWN: Final = 50
_HEADINGS: Final = (
    Column("Quand (UTC)"),
    Column("Qui"),
    Column("Rôle"),
    Column("Action"),
    Column("Objet"),
    Column("Résultat"),
    Column("Périmètre"),
    Column("Adresse"),
)


def recent_events() -> None:
    """Draw the last events, all or those of one action."""
    st.header("Journal des accès", anchor=False)
    action = st.selectbox("Action", get_args(Action), index=None, placeholder="Toutes", key="journal_action")
    try:
        kept = deque(
            (
                entry
                for entry in audit_log().entries()
                if entry is not None and action in (None, entry.action)
            ),
            maxlen=_SHOWN,
        )
    except AuditError as error:
        st.error(literal(str(error), 1_000))
        return
    if not kept:
        st.caption("Aucun événement.")
        return
    show_table(
        _HEADINGS, [_line(entry) for entry in reversed(kept)], "Derniers événements du journal des accès"
    )
    st.caption(
        f"Les {_SHOWN} derniers au plus. Tout le journal, et la preuve que rien n’y a été changé : « python -m spaser journal lire » et "
        "« python -m spaser journal verifier »."
    )


def _line(entry: Entry) -> tuple[str, ...]:
    return (
        f"{entry.quand:%d/%m/%Y %H:%M:%S}",
        plain(entry.nom, 60),
        plain(entry.role, 20),
        entry.action,
        plain(entry.objet, 60),
        f"{entry.resultat} ({entry.motif})" if entry.motif else entry.resultat,
        plain(entry.perimetre, 80),
        entry.adresse,
    )
