"""The logins that are open now, and how the lead shuts one."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.access import AccessError, Login
from spaser.access.mode import mode
from spaser.store import StoreError
from spaser.ui.literal import literal, plain
from spaser.ui.person import now, register, rules
from spaser.ui.tables import Column, show_table
from spaser.ui.trail import written


def open_logins() -> None:
    """Draw the open logins and the button that shuts those of an account; nothing in local mode, which has none."""
    if mode() == "local":
        return
    st.header("Connexions ouvertes", anchor=False)
    try:
        found = register().open_logins(rules().current().seances, now())
    except AccessError:
        return  # said above, with the rules
    show_table(
        (Column("Personne"), Column("Compte"), Column("Ouverte le"), Column("Vue le")),
        [(plain(one.nom, 60), plain(_subject(one), 80), _utc(one.debut), _utc(one.vue)) for one in found],
        "Connexions ouvertes",
    )
    accounts = {one.compte: f"{one.nom} ({_subject(one)})" for one in found}
    with st.form("fermer_connexions", border=False):
        chosen = st.selectbox(
            "Fermer toutes les connexions de",
            list(accounts),
            format_func=lambda account: plain(accounts[account], 120),
            index=None,
            placeholder="Choisir un compte",
            key="compte_a_fermer",
        )
        asked = st.form_submit_button("Fermer ces connexions", icon=":material/lock:")
    if asked and chosen:
        try:
            with written("droits", "connexions", cible=chosen):
                shut = register().close_account(chosen, "revocation", now())
        except StoreError as error:
            st.error(literal(str(error), 1_000))
            return
        st.success(f"{fr.plural(shut, 'connexion fermée', 'connexions fermées')} dans tous les onglets.")


def _subject(one: Login) -> str:
    return one.compte.rpartition("|")[2]


def _utc(moment: object) -> str:
    return f"{moment:%d/%m/%Y %H:%M} UTC"
