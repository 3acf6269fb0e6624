"""The open questions of a file read: each with its proposals, how likely they are, and any other answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue
from spaser.ingest import Reponses
from spaser.ingest.options import REFERENCES, Reference
from spaser.ingest.questions import nom_de_colonne, valeurs_de_liste
from spaser.ingest.reconnaissance import Question
from spaser.ui.literal import literal, plain

_NONE_OF_THE_LIST: Final = "Aucune valeur de la liste"
_LIKELY: Final = ((0.9, "presque sûr"), (0.7, "probable"), (0.5, "possible"), (0.0, "incertain"))
_OPEN_VALUES: Final = 8
"""Up to so many unknown values, they are asked in the open; beyond, they are folded away."""


def likelihood(score: float) -> str:
    """Say a score in words, with its figure: « probable (0,88) »."""
    words = next(word for least, word in _LIKELY if score >= least)
    return f"{words} ({fr.number(score, 2)})"


def ask(questions: Sequence[Question], free: Sequence[str], catalogue: Catalogue, *, key: str) -> Reponses:
    """Draw the questions, blocking ones first; return what is answered, nothing for those left.

    Args:
        questions: of one file.
        free: headings that nothing was taken for, that may answer for a missing column.
        catalogue: reference lists.
        key: prefix of the widgets' keys.
    """
    answers = Reponses()
    if not questions:
        return answers
    blocking = [question for question in questions if question.bloquante]
    others = [question for question in questions if not question.bloquante and question.sujet != "valeur"]
    values = [question for question in questions if question.sujet == "valeur"]
    if blocking:
        st.markdown("**À répondre pour que le fichier puisse être lu**")
        for question in blocking:
            answers = answers.avec(_ask_one(question, _elsewhere(question, free), key))
    if others:
        st.markdown("**À vérifier** (le fichier se lit sans réponse)")
        for question in others:
            answers = answers.avec(_ask_one(question, {}, key))
    if values:
        label = f"Valeurs inconnues des listes ({fr.count(len(values))})"
        with st.expander(label, expanded=len(values) <= _OPEN_VALUES, key=f"{key}_valeurs"):
            st.caption(
                "Sans réponse, la valeur est gardée telle quelle et ne rejoint aucune ligne des listes. "
                "La réponse vaut aussi pour les prochains dépôts de la même source."
            )
            for question in values:
                answers = answers.avec(_ask_one(question, _any_value(question, catalogue), key))
    return answers


def _ask_one(question: Question, others: Mapping[str, Reponses], key: str) -> Reponses:
    """Draw one question as one choice: its proposals with their likelihood, then the other answers."""
    options = {
        f"{plain(proposal.libelle, 90)} – {likelihood(proposal.score)}": proposal.reponses
        for proposal in question.propositions
    }
    known = [proposal.reponses for proposal in question.propositions]
    options |= {name: answer for name, answer in others.items() if answer not in known}
    rows = f" ({fr.plural(question.occurrences, 'ligne')})" if question.occurrences else ""
    chosen = st.selectbox(
        literal(question.texte, 400) + rows,
        list(options),
        index=question.preselection,
        placeholder=_meanwhile(question),
        key=f"{key}_question_{question.code}",
        help=_reasons(question),
    )
    return options[chosen] if chosen is not None else Reponses()


def _meanwhile(question: Question) -> str:
    if question.retenue is None:
        return "À choisir" if question.bloquante else "Sans réponse : gardée telle quelle"
    return f"Sans réponse : {plain(question.propositions[question.retenue].libelle, 60)}"


def _reasons(question: Question) -> str | None:
    lines = [
        f"- {literal(proposal.libelle, 90)} : {literal(proposal.raison, 200)}"
        for proposal in question.propositions
    ]
    return "\n".join(lines) or None


def _elsewhere(question: Question, free: Sequence[str]) -> dict[str, Reponses]:
    """Any heading left aside may be the column that is missing."""
    if question.sujet != "colonne":
        return {}
    column = question.code.partition(":")[2]
    return {
        f"{plain(name, 90)} – comme {nom_de_colonne(column)}": Reponses(colonnes={name: column})
        for name in free
        if all(name not in proposal.reponses.colonnes for proposal in question.propositions)
    }


def _any_value(question: Question, catalogue: Catalogue) -> dict[str, Reponses]:
    """Any value of the list, or none of them."""
    _, listed, value = question.code.split(":", 2)
    reference: Reference = next(name for name in REFERENCES if name == listed)
    answers = {
        name: Reponses(valeurs={reference: {value: canonical}})
        for canonical, name in valeurs_de_liste(catalogue, reference).items()
    }
    return {**answers, _NONE_OF_THE_LIST: Reponses(valeurs={reference: {value: None}})}
