"""Contested rows: the list of the page, beside a figure, and on a contract; the form of a new one, the lead's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import streamlit as st

from spaser.committees import (
    ETATS_CONTESTATION,
    Contestation,
    EtatContestation,
    LigneContestee,
    answer,
    contest,
    may,
    withdraw_contest,
)
from spaser.committees.texts import LONGEST
from spaser.ui.committee_forms import buttons, finish
from spaser.ui.committee_history import history_fold
from spaser.ui.committee_reading import Committee, contested_rows
from spaser.ui.committee_state import Opened, act, open_form, opened_form, say_gone
from spaser.ui.committee_wording import (
    contest_badge,
    contested_words,
    contests_count,
    origin_words,
    paragraphs,
)
from spaser.ui.csv_export import Cell
from spaser.ui.literal import literal
from spaser.ui.page_links import page_link
from spaser.ui.tables import csv_button

_STATES: Final[Mapping[str, EtatContestation | None]] = {
    "Toutes": None,
    "Ouvertes": "ouverte",
    "Acceptées": "acceptee",
    "Refusées": "refusee",
}
_ISSUES: Final[Mapping[Literal["acceptee", "refusee"], str]] = {
    "acceptee": "Accepter : la ligne sera corrigée",
    "refusee": "Refuser : la ligne reste comptée ainsi",
}


def contests_view(committee: Committee) -> None:
    """Draw the contested rows that the person may see, the last one first."""
    found = contested_rows(committee)
    st.caption(
        f"{contests_count(found)}. Une ligne se conteste depuis les lignes d’un indicateur ou la page d’un contrat."
        if found
        else "Une ligne se conteste depuis les lignes d’un indicateur (« Pourquoi ce chiffre ? », puis « Lignes ») ou depuis la "
        "page d’un contrat."
    )
    asked = st.segmented_control(
        "Contestations montrées",
        list(_STATES),
        default="Toutes",
        required=True,
        key="contestations",
        bind="query-params",
        label_visibility="collapsed",
    )
    state = _STATES[asked or "Toutes"]
    shown = [
        contestation
        for contestation in found
        if state is None or contestation.etat == state or opened_form("contestations", contestation.trace.id)
    ]
    if not shown:
        st.info("Aucune contestation.", icon=":material/flag:")
    for contestation in shown:
        draw_contest(committee, contestation)
    say_gone("contestations", {contestation.trace.id for contestation in found}, "reponse")
    if shown:
        csv_button(
            "contestations",
            [
                *("indicateur", "ligne_comptee", "fichier", "ligne", "version", "territoire", "dga"),
                *("motif", "source", "auteur", "ecrite_le", "etat", "reponse"),
            ],
            lambda: [_cells(contestation) for contestation in shown],
            key="csv_contestations",
        )


def draw_contest(committee: Committee, contestation: Contestation, lieu: str = "") -> None:
    """Draw a contested row: which, why, from which source, what was answered; with what the person may do about it."""
    trace, ligne = contestation.trace, contestation.objet
    with st.container(border=True, gap="xsmall"):
        named = (
            f"**{literal(ligne.cle)}**"
            if ligne.page is None or ligne.cible is None
            else page_link(ligne.cle, ligne.page, **{_PARAMETERS[ligne.page]: ligne.cible}).markdown
        )
        counted = "" if ligne.indicateur is None else f" · compté par **{ligne.indicateur}**"
        lines = [
            f"{contest_badge(contestation.etat)} {named}{counted}",
            f"Motif : {paragraphs(contestation.motif)}",
            f"Source : {paragraphs(contestation.source)}",
        ]
        if contestation.reponse is not None:
            lines.append(f"**Réponse :** {paragraphs(contestation.reponse)}")
        st.markdown("  \n".join(lines))
        st.caption(
            f"{literal(origin_words(ligne))} · {literal(ligne.territoire)} · DGA {literal(ligne.dga)} · {contested_words(trace, answered=contestation.reponse is not None)}"
        )
        opened = opened_form("contestations", trace.id, lieu)
        if opened is not None:
            _answer(committee, opened, contestation)
        else:
            _actions(committee, contestation, lieu)
        if not lieu:
            history_fold(committee, "contestations", trace)


def contest_form(committee: Committee, lignes: Mapping[str, LigneContestee], lieu: str) -> None:
    """Draw the way to contest one of some rows, each under the words that name it; nothing for those who may not."""
    if not may(committee.identity, "contester") or not lignes:
        return
    label = "Contester cette ligne" if len(lignes) == 1 else "Contester une de ces lignes"
    opened = opened_form("contestations", None, lieu)
    if opened is None:
        st.button(
            label,
            icon=":material/flag:",
            key=f"contester_{lieu}",
            on_click=open_form,
            args=("contestations", None, 0, lieu),
        )
        return
    key = opened.cle
    with st.form(key):
        asked = next(iter(lignes))
        if len(lignes) > 1:
            asked = st.selectbox("Ligne contestée", list(lignes), key=f"{key}_ligne")
        motif = st.text_area(
            "Motif : ce qui est faux, et ce qui devrait être compté",
            max_chars=LONGEST,
            height=90,
            key=f"{key}_motif",
        )
        source = st.text_area(
            "Source : la pièce qui le montre (document, article, date)",
            max_chars=LONGEST,
            height=68,
            key=f"{key}_source",
        )
        kept, left = buttons("Contester")
    finish(
        opened,
        kept,
        left,
        lambda _: contest(committee.ledger, committee.identity, lignes[asked], motif or "", source or ""),
        "Contestation enregistrée : le responsable du SPASER y répondra, et elle se voit à côté du chiffre.",
    )


def contested_beside(found: Sequence[Contestation], code: str) -> tuple[Contestation, ...]:
    """Return the contested rows of an indicator."""
    return tuple(contestation for contestation in found if contestation.objet.indicateur == code)


_PARAMETERS: Final = {"contrat": "cle", "fournisseur": "siren"}


def _actions(committee: Committee, contestation: Contestation, lieu: str) -> None:
    trace = contestation.trace
    with st.container(horizontal=True, gap="small"):
        if may(committee.identity, "repondre"):
            st.button(
                "Répondre" if contestation.etat == "ouverte" else "Changer la réponse",
                icon=":material/reply:",
                key=f"repondre_{lieu}_{trace.id}",
                on_click=open_form,
                args=("contestations", trace.id, trace.version, lieu),
            )
        if (
            contestation.etat == "ouverte"
            and trace.auteur == committee.identity.sujet
            and may(committee.identity, "contester")
        ):
            st.button(
                "Retirer ma contestation",
                icon=":material/undo:",
                key=f"retirer_{lieu}_{trace.id}",
                on_click=act,
                args=(
                    "contestations",
                    trace.id,
                    lambda: withdraw_contest(committee.ledger, committee.identity, trace.id, trace.version),
                    "Contestation retirée.",
                ),
            )


def _answer(committee: Committee, opened: Opened, contestation: Contestation) -> None:
    key = opened.cle
    with st.form(key, border=False):
        issue = st.radio(
            "Réponse",
            list(_ISSUES),
            index=next((n for n, issue in enumerate(_ISSUES) if issue == contestation.etat), None),
            format_func=_ISSUES.__getitem__,
            key=f"{key}_issue",
        )
        reponse = st.text_area(
            "Explication",
            value=contestation.reponse or "",
            max_chars=LONGEST,
            height=90,
            key=f"{key}_reponse",
        )
        kept, left = buttons("Répondre")

    def save(version: int) -> object:
        if issue is None:
            raise ValueError("Réponse : choisissez d’accepter ou de refuser.")
        return answer(
            committee.ledger, committee.identity, contestation.trace.id, version, issue, reponse or ""
        )

    finish(opened, kept, left, save, "Réponse enregistrée : elle se voit à côté du chiffre.")


def _cells(contestation: Contestation) -> tuple[Cell, ...]:
    ligne, trace = contestation.objet, contestation.trace
    return (
        *(ligne.indicateur, ligne.cle, ligne.fichier, ligne.ligne, ligne.version_donnees),
        *(ligne.territoire, ligne.dga, contestation.motif, contestation.source),
        *(trace.cree_par, trace.cree_le, ETATS_CONTESTATION[contestation.etat], contestation.reponse),
    )
