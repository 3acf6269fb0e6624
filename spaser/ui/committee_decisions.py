"""Decisions: listed with their follow-up, recorded and changed in place."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.committees import (
    COMITES,
    ETATS,
    PARTOUT,
    Comite,
    Decision,
    EtatDecision,
    SaisieDecision,
    decisions,
    may,
    modify_decision,
    record_decision,
    withdraw_decision,
)
from spaser.committees.texts import LONGEST, LONGEST_NAME
from spaser.ui.committee_forms import buttons, day_field, finish, scope_fields
from spaser.ui.committee_history import history_fold
from spaser.ui.committee_reading import Committee
from spaser.ui.committee_state import Opened, act, open_form, opened_form, say_gone
from spaser.ui.committee_wording import (
    due_words,
    lateness_badge,
    meeting_words,
    paragraphs,
    scope_words,
    state_badge,
    written_words,
)
from spaser.ui.literal import literal
from spaser.ui.session import warehouse
from spaser.ui.tables import csv_button

_FILTERS: Final = ("Toutes", "À suivre", "En retard", *ETATS.values())
_FOLLOWED: Final = frozenset({"a_faire", "en_cours"})


def today() -> date:
    """Return the day that lateness is counted at: decisions are followed in the calendar, not at the date of the data."""
    return warehouse().now().date()


def decisions_view(committee: Committee) -> None:
    """Draw the decisions, their filter, and the form of a new one."""
    found = decisions(committee.ledger, committee.identity)
    reference = today()
    late = [decision for decision in found if decision.retard(reference)]
    followed = [decision for decision in found if decision.saisie.etat in _FOLLOWED]
    st.caption(
        f"{fr.plural(len(found), 'décision')}, dont {fr.count(len(followed))} à suivre et {fr.count(len(late))} en retard au "
        f"{fr.day(reference)}. Le retard est calculé à l’affichage, sur l’échéance."
    )
    asked = st.segmented_control(
        "Décisions montrées",
        list(_FILTERS),
        default=_FILTERS[0],
        required=True,
        key="decisions",
        bind="query-params",
        label_visibility="collapsed",
    )
    shown = [
        decision
        for decision in found
        if _kept(decision, asked or _FILTERS[0], reference) or opened_form("decisions", decision.trace.id)
    ]
    _new(committee)
    if not shown:
        st.info(
            "Aucune décision enregistrée." if not found else f"Aucune décision ne répond à « {asked} ».",
            icon=":material/gavel:",
        )
    for decision in shown:
        _draw(committee, decision, reference)
    say_gone("decisions", {decision.trace.id for decision in found}, "texte")
    if found:
        csv_button(
            "decisions",
            (
                "comite",
                "seance",
                "decision",
                "porteur",
                "echeance",
                "etat",
                "retard_jours",
                "territoire",
                "dga",
            ),
            lambda: [
                (
                    *(COMITES[d.saisie.comite], d.saisie.seance, d.saisie.texte, d.saisie.porteur),
                    *(d.saisie.echeance, ETATS[d.saisie.etat], d.retard(reference)),
                    *(d.saisie.portee.territoire, d.saisie.portee.dga),
                )
                for d in shown
            ],
            key="csv_decisions",
        )


def decision_lines(decision: Decision, reference: date) -> str:
    """Return a decision as Markdown: what, where it stands, who answers for it until when."""
    saisie = decision.saisie
    badges = " ".join(filter(None, (state_badge(saisie.etat), lateness_badge(decision, reference))))
    return f"{badges}  \n**{paragraphs(saisie.texte)}**  \nPorteur : {literal(saisie.porteur)} · {due_words(saisie.echeance)}"


def _kept(decision: Decision, asked: str, reference: date) -> bool:
    match asked:
        case "Toutes":
            return True
        case "À suivre":
            return decision.saisie.etat in _FOLLOWED
        case "En retard":
            return decision.retard(reference) > 0
    return ETATS[decision.saisie.etat] == asked


def _new(committee: Committee) -> None:
    if not may(committee.identity, "decider"):
        return
    opened = opened_form("decisions", None)
    if opened is None:
        st.button(
            "Enregistrer une décision",
            icon=":material/add:",
            key="decision_nouvelle",
            on_click=open_form,
            args=("decisions", None, 0),
        )
        return
    with st.container(border=True):
        st.subheader("Nouvelle décision", anchor=False)
        _form(committee, opened, None)


def _draw(committee: Committee, decision: Decision, reference: date) -> None:
    with st.container(border=True, gap="xsmall"):
        opened = opened_form("decisions", decision.trace.id)
        if opened is not None:
            st.subheader("Modifier la décision", anchor=False)
            _form(committee, opened, decision)
            return
        st.markdown(decision_lines(decision, reference))
        saisie = decision.saisie
        st.caption(
            f"{meeting_words(saisie.comite, saisie.seance)} · {scope_words(saisie.portee)} · {written_words(decision.trace)}"
        )
        if may(committee.identity, "decider"):
            st.button(
                "Modifier",
                icon=":material/edit:",
                key=f"decision_modifier_{decision.trace.id}",
                on_click=open_form,
                args=("decisions", decision.trace.id, decision.trace.version),
            )
        history_fold(committee, "decisions", decision.trace)


def _form(committee: Committee, opened: Opened, decision: Decision | None) -> None:
    held = None if decision is None else decision.saisie
    key = opened.cle
    with st.form(key, border=False):
        left, right = st.columns(2)
        with left:
            comite: Comite = st.selectbox(
                "Comité",
                list(COMITES),
                index=0 if held is None else list(COMITES).index(held.comite),
                format_func=COMITES.__getitem__,
                filter_mode=None,
                key=f"{key}_comite",
            )
        with right:
            seance = day_field("Séance du", today() if held is None else held.seance, f"{key}_seance")
        texte = st.text_area(
            "Décision",
            value="" if held is None else held.texte,
            max_chars=LONGEST,
            height=110,
            key=f"{key}_texte",
            placeholder="Ce qui est décidé, en une phrase qui dit l’action attendue",
        )
        first, second, third = st.columns(3)
        with first:
            porteur = st.text_input(
                "Porteur",
                value="" if held is None else held.porteur,
                max_chars=LONGEST_NAME,
                key=f"{key}_porteur",
            )
        with second:
            echeance = day_field(
                "Échéance", None if held is None else held.echeance, f"{key}_echeance", "sans échéance"
            )
        with third:
            etat: EtatDecision = st.selectbox(
                "État",
                list(ETATS),
                index=0 if held is None else list(ETATS).index(held.etat),
                format_func=ETATS.__getitem__,
                filter_mode=None,
                key=f"{key}_etat",
            )
        portee = scope_fields(committee, PARTOUT if held is None else held.portee, key)
        kept, quit_form = buttons()

    def typed() -> SaisieDecision:
        day = seance()
        if day is None:
            raise ValueError("Séance du : ce champ ne peut pas rester vide.")
        return SaisieDecision(comite, day, texte or "", porteur or "", echeance(), etat, portee)

    def save(version: int) -> object:
        ledger, identity = committee.ledger, committee.identity
        if opened.id is None:
            return record_decision(ledger, identity, typed())
        return modify_decision(ledger, identity, opened.id, version, typed())

    finish(opened, kept, quit_form, save, "Décision enregistrée.")
    if decision is not None:
        _withdrawal(committee, opened, decision)


def _withdrawal(committee: Committee, opened: Opened, decision: Decision) -> None:
    with st.popover("Retirer cette décision", icon=":material/delete:"):
        st.markdown("Elle ne sera plus montrée ; son texte et son historique restent dans la base.")
        st.button(
            "Confirmer le retrait",
            key=f"{opened.cle}_retirer",
            on_click=act,
            args=(
                "decisions",
                decision.trace.id,
                lambda: withdraw_decision(
                    committee.ledger, committee.identity, decision.trace.id, opened.version
                ),
                "Décision retirée.",
            ),
        )
