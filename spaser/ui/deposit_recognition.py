"""What was recognised in a file read, and the questions that it leaves open: shown, answered, corrected, forgotten."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.ingest import ExtractReport, Reponses
from spaser.ingest.options import Trace
from spaser.ingest.reconnaissance import Intitule, Reconnaissance
from spaser.ingest.reponses import comparable, elements, sans
from spaser.store import StoreError
from spaser.ui.deposit_corrections import UNITS, ask_corrections
from spaser.ui.deposit_questions import ask, likelihood
from spaser.ui.folded import folded
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal, plain
from spaser.ui.person import identify
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table
from spaser.ui.trail import written

_HOW: Final = {
    "reconnue": "reconnu",
    "deduite": "déduit",
    "repondue": "répondu",
    "memorisee": "mémorisé",
}
_KEPT_NAMES: Final = {
    "type": "type d’extrait",
    "feuille": "feuille",
    "ligne_entete": "ligne des intitulés",
    "colonne": "intitulé",
    "unite": "unité de",
    "valeur": "valeur de",
}


def show_recognition(report: ExtractReport, *, key: str) -> Reponses | None:
    """Draw what was recognised in one file, its open questions and its corrections.

    Args:
        report: of one file; nothing is drawn when ``report.reconnaissance`` is None (the file could not be opened).
        key: prefix of the widgets' keys, distinct for each file and each reading.

    Returns:
        All the answers to read the file again with (``Source.reponses``), when the person has just asked for it; else None.
        Empty answers are not None: something was forgotten, the file is to be read again without it.
    """
    found = report.reconnaissance
    if found is None:
        return None
    _facts(found)
    _changes(found)
    answers = ask(found.questions, _free_headings(found), warehouse().catalogue, key=key)
    folded("Ce qui a été reconnu, colonne par colonne", f"{key}_colonnes", lambda: _headings(found))
    with st.expander("Corriger ce qui a été reconnu", key=f"{key}_corriger"):
        corrections = ask_corrections(found, report.periode, key=key)
    asked = found.donnees.avec(_of_one_kind(answers, corrections, found)).avec(corrections)
    again = st.button(
        "Relire avec ces réponses",
        icon=":material/refresh:",
        key=f"{key}_relire",
        disabled=asked == found.donnees,
        help=None if asked != found.donnees else "Répondez à une question ou corrigez ce qui a été reconnu.",
    )
    forgotten = _memory(found, key)
    if forgotten is not None:
        return forgotten
    return asked if again else None


def _facts(found: Reconnaissance) -> None:
    kind = KIND_NAMES.get(found.type or "", "type d’extrait non reconnu")
    facts = [f"**{kind[0].upper()}{kind[1:]}** ({_how(found.type_dit, found.type_trace)})"]
    if found.feuille:
        facts.append(f"feuille {literal(found.feuille, 60)} ({_how(found.feuille_dite)})")
    if found.ligne_entete:
        facts.append(f"intitulés à la ligne {fr.count(found.ligne_entete)} ({_how(found.ligne_entete_dite)})")
    used = sum(heading.colonne is not None for heading in found.intitules)
    facts.append(f"{fr.count(used)} intitulés lus sur {fr.count(len(found.intitules))}")
    st.markdown(" · ".join(facts))
    if found.memoire is not None:
        what = "dernier dépôt" if found.memoire.publiee else "dernière lecture"
        last = f"{what} le {fr.moment(found.memoire.vue_le)} par {literal(found.memoire.vue_par, 60)}"
        name = f" ({literal(found.memoire.fichier, 80)})" if found.memoire.fichier else ""
        st.caption(f"Source connue : {last}{name}. Ce qui en a été répondu est suivi.")


def _changes(found: Reconnaissance) -> None:
    if not found.changements:
        return
    head = (
        "La disposition a changé depuis le dernier dépôt de cette source :"
        if found.memoire
        else "Des réponses ne peuvent pas être suivies :"
    )
    lines = "\n".join(f"- {literal(change.texte, 300)}" for change in found.changements)
    st.warning(f"{head}\n\n{lines}", icon=":material/difference:")


def _headings(found: Reconnaissance) -> None:
    show_table(
        [
            Column("Intitulé du fichier"),
            Column("Lu comme"),
            Column("Décidé"),
            Column("Unité"),
            Column("Premières cellules"),
        ],
        [
            (
                plain(heading.repere, 80),
                (heading.colonne or "laissé de côté").replace("_", " "),
                _decided(heading),
                _unit(heading),
                plain(" · ".join(heading.exemples), 80) or "–",
            )
            for heading in found.intitules
        ],
        alt="Intitulés du fichier et colonnes reconnues",
    )
    _values(found)


def _values(found: Reconnaissance) -> None:
    if found.valeurs:
        show_table(
            [Column("Liste"), Column("Valeur du fichier"), Column("Lue comme"), Column("Décidé")],
            [
                (
                    value.liste,
                    plain(value.ecrite, 80),
                    value.canonique or "aucune valeur de la liste",
                    _how(value.comment, value.trace),
                )
                for value in found.valeurs
            ],
            alt="Valeurs des listes lues d’après une réponse",
        )


def _decided(heading: Intitule) -> str:
    if heading.comment is None:
        return "intitulé inconnu"
    if heading.comment == "reconnue":
        return f"reconnu ({fr.number(heading.score, 2)})"
    if heading.comment == "deduite":
        return f"déduit, {likelihood(heading.score)}"
    return _how(heading.comment, heading.trace)


def _unit(heading: Intitule) -> str:
    if heading.unite_dite is None and heading.multiplicateur == 1:
        return "–"
    how = "" if heading.unite_dite in {None, "reconnue"} else f" ({_HOW[heading.unite_dite]})"
    return UNITS[heading.multiplicateur] + how


def _how(how: str, trace: Trace | None = None) -> str:
    return (
        _HOW[how] if trace is None else f"{_HOW[how]} le {fr.moment(trace.le)} par {plain(trace.auteur, 60)}"
    )


def _free_headings(found: Reconnaissance) -> tuple[str, ...]:
    return tuple(heading.repere for heading in found.intitules if heading.colonne is None)


def _of_one_kind(answers: Reponses, corrections: Reponses, found: Reconnaissance) -> Reponses:
    """Drop what was answered about columns when another kind is chosen: those columns were the first kind's."""
    kind = corrections.type or answers.type
    if kind in {None, found.type}:
        return answers
    return answers.model_copy(update={"colonnes": {}, "type": kind})


def _memory(found: Reconnaissance, key: str) -> Reponses | None:
    """List the answers remembered, and let them be forgotten; return what to read the file again with then."""
    if found.memoire is None:
        return None
    given = {comparable(code) for code, _ in elements(found.donnees)}
    kept = [code for code, _ in elements(found.appliquees) if comparable(code) not in given]
    if not kept:
        return None
    source = found.memoire.source
    with st.expander(f"Réponses mémorisées pour cette source ({fr.count(len(kept))})", key=f"{key}_memoire"):
        chosen = st.multiselect(
            "Réponses à oublier",
            kept,
            format_func=_kept_name,
            key=f"{key}_oublier_lesquelles",
            placeholder="Choisissez les réponses à oublier",
        )
        if st.button(
            "Oublier et relire", icon=":material/delete:", key=f"{key}_oublier", disabled=not chosen
        ):
            house = warehouse()
            try:
                with written("droits", "memoire:oubli"):
                    house.memory.forget(source, chosen, identify().nom, house.now())
            except StoreError as error:
                st.error(literal(str(error), 500))
                return None
            return sans(found.donnees, chosen)
    return None


def _kept_name(code: str) -> str:
    subject, _, rest = code.partition(":")
    name = _KEPT_NAMES[subject]
    if subject == "valeur":
        liste, _, value = rest.partition(":")
        return f"{name} {liste} : {plain(value, 60)}"
    return f"{name} {plain(rest, 60)}".strip()
