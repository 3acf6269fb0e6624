"""Comments on an axis or a fiche, under the four fixed headings, each with what to write there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.committees import (
    PARTOUT,
    RUBRIQUES,
    Commentaire,
    Portee,
    Rubrique,
    SaisieCommentaire,
    comments,
    may,
    modify_comment,
    record_comment,
    withdraw_comment,
)
from spaser.committees.comments import commented, may_change
from spaser.committees.texts import LONGEST
from spaser.ui.committee_forms import buttons, finish, scope_fields
from spaser.ui.committee_history import history_fold
from spaser.ui.committee_reading import Committee
from spaser.ui.committee_state import Opened, act, open_form, opened_form, say_gone
from spaser.ui.committee_wording import INSTRUCTIONS, paragraphs, scope_words, written_words
from spaser.ui.tables import csv_button

_SHORT: Final = 110


def comments_view(committee: Committee) -> None:
    """Draw the choice of an axis or a fiche, then its comments under the four headings."""
    names = commented(committee.ledger.base.catalogue)
    every = comments(committee.ledger, committee.identity)
    counts = {code: sum(comment.saisie.objet == code for comment in every) for code in names}
    labels = {name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…": code for code, name in names.items()}
    asked = st.selectbox(
        "Axe ou fiche",
        list(labels),
        index=next((rank for rank, code in enumerate(names) if counts[code]), 0),
        key="objet",
        bind="query-params",
        filter_mode=None,
        width=640,
    )
    code = labels[asked]
    written = [f"{names[c].partition(' –')[0]} ({fr.count(n)})" for c, n in counts.items() if n]
    st.caption(f"Déjà commentés : {', '.join(written)}." if written else "Aucun commentaire pour l’instant.")
    for rubrique in RUBRIQUES:
        _heading(
            committee,
            code,
            rubrique,
            [c for c in every if (c.saisie.objet, c.saisie.rubrique) == (code, rubrique)],
        )
    say_gone("commentaires", {comment.trace.id for comment in every}, "texte")
    if every:
        csv_button(
            "commentaires",
            ("objet", "libelle", "rubrique", "commentaire", "territoire", "dga", "auteur", "ecrit_le"),
            lambda: [
                (
                    *(
                        c.saisie.objet,
                        names.get(c.saisie.objet),
                        RUBRIQUES[c.saisie.rubrique],
                        c.saisie.texte,
                    ),
                    *(c.saisie.portee.territoire, c.saisie.portee.dga, c.trace.cree_par, c.trace.cree_le),
                )
                for c in every
            ],
            key="csv_commentaires",
        )


def _heading(committee: Committee, code: str, rubrique: Rubrique, found: Sequence[Commentaire]) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(RUBRIQUES[rubrique], anchor=False)
        st.caption(INSTRUCTIONS[rubrique])
        if not found:
            st.markdown("_Rien d’écrit._")
        for comment in found:
            _draw(committee, comment)
        if not may(committee.identity, "commenter"):
            return
        opened = opened_form("commentaires", None, f"{code}_{rubrique}")
        if opened is not None:
            _form(committee, opened, SaisieCommentaire(code, rubrique, "", PARTOUT))
            return
        st.button(
            "Ajouter",
            icon=":material/add:",
            key=f"commentaire_{code}_{rubrique}",
            help=f"Ajouter un commentaire sous « {RUBRIQUES[rubrique]} »",
            on_click=open_form,
            args=("commentaires", None, 0, f"{code}_{rubrique}"),
        )


def _draw(committee: Committee, comment: Commentaire) -> None:
    trace = comment.trace
    opened = opened_form("commentaires", trace.id)
    if opened is not None:
        _form(committee, opened, comment.saisie)
        with st.popover("Retirer ce commentaire", icon=":material/delete:"):
            st.markdown("Il ne sera plus montré ; son texte et son historique restent dans la base.")
            st.button(
                "Confirmer le retrait",
                key=f"{opened.cle}_retirer",
                on_click=act,
                args=(
                    "commentaires",
                    trace.id,
                    lambda: withdraw_comment(committee.ledger, committee.identity, trace.id, opened.version),
                    "Commentaire retiré.",
                ),
            )
        return
    st.markdown(paragraphs(comment.saisie.texte))
    st.caption(f"{scope_words(comment.saisie.portee)} · {written_words(trace)}")
    if may(committee.identity, "commenter") and may_change(committee.identity, trace.auteur):
        st.button(
            "Modifier",
            icon=":material/edit:",
            key=f"commentaire_modifier_{trace.id}",
            on_click=open_form,
            args=("commentaires", trace.id, trace.version),
        )
    history_fold(committee, "commentaires", trace)


def _form(committee: Committee, opened: Opened, held: SaisieCommentaire) -> None:
    key = opened.cle
    with st.form(key, border=False):
        texte = st.text_area(
            f"{RUBRIQUES[held.rubrique]} – {INSTRUCTIONS[held.rubrique]}",
            value=held.texte,
            max_chars=LONGEST,
            height=110,
            key=f"{key}_texte",
        )
        portee: Portee = scope_fields(committee, held.portee, key)
        kept, left = buttons()

    def save(version: int) -> object:
        saisie = SaisieCommentaire(held.objet, held.rubrique, texte or "", portee)
        if opened.id is None:
            return record_comment(committee.ledger, committee.identity, saisie)
        return modify_comment(committee.ledger, committee.identity, opened.id, version, saisie)

    finish(opened, kept, left, save, "Commentaire enregistré.")
