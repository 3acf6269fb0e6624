"""Correct what was recognised in a file read: kind, sheet, row of headings, period, columns, units."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from spaser.ingest import TYPES, Reponses, TypeExtrait
from spaser.ingest.kinds import GENRES
from spaser.ingest.options import Multiplicateur
from spaser.ingest.questions import nom_de_colonne
from spaser.ingest.reconnaissance import Intitule, Reconnaissance
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import plain

UNITS: Final[dict[Multiplicateur, str]] = {
    1: "€",
    1_000: "k€ (× 1\u202f000)",
    1_000_000: "M€ (× 1\u202f000\u202f000)",
}
_ASIDE: Final = "Laisser de côté"
_PERIOD: Final = re.compile(r"(19|20)\d{2}(-T[1-4])?")


def ask_corrections(found: Reconnaissance, period: str | None, *, key: str) -> Reponses:
    """Draw what was recognised as choices; return those that differ from it.

    Args:
        found: what was recognised.
        period: the period read, shown as it stands.
        key: prefix of the widgets' keys.
    """
    kind = st.selectbox(
        "Type d’extrait",
        TYPES,
        index=None if found.type is None else TYPES.index(found.type),
        format_func=lambda name: KIND_NAMES[name],
        placeholder="Choisissez le type",
        key=f"{key}_type",
    )
    corrections = Reponses(type=None if kind == found.type else kind)
    corrections = corrections.avec(_place(found, key))
    chosen = kind or found.type
    if chosen is None:
        return corrections
    if GENRES[chosen].date_decisive is not None:
        corrections = corrections.avec(_period(period, key))
    if corrections.type is not None or corrections.feuille or corrections.ligne_entete:
        st.caption("Les colonnes se corrigent après cette nouvelle lecture.")
        return corrections
    return corrections.avec(_columns(found, chosen, key))


def _place(found: Reconnaissance, key: str) -> Reponses:
    """Ask the sheet and the row of the headings."""
    sheet = None
    if len(found.feuilles) > 1:
        sheet = st.selectbox(
            "Feuille du classeur",
            found.feuilles,
            index=found.feuilles.index(found.feuille) if found.feuille in found.feuilles else None,
            placeholder="Choisissez la feuille",
            key=f"{key}_feuille",
        )
    row = None
    if found.ligne_entete is not None:
        row = st.number_input(
            "Ligne des intitulés",
            min_value=1,
            value=found.ligne_entete,
            step=1,
            key=f"{key}_ligne",
            help="Numéro de la ligne comme dans le tableur ; pour un intitulé sur deux lignes, la seconde.",
        )
    return Reponses(
        feuille=None if sheet == found.feuille else sheet,
        ligne_entete=None if row == found.ligne_entete else row,
    )


def _period(period: str | None, key: str) -> Reponses:
    written = st.text_input(
        "Période couverte",
        placeholder=f"Lue dans les dates : {period}" if period else "2026 ou 2026-T3",
        key=f"{key}_periode",
        help="Une année (2026) ou un trimestre (2026-T3) ; les lignes datées en dehors sont écartées. Vide : lue dans les dates.",
    ).strip()
    if not written:
        return Reponses()
    if _PERIOD.fullmatch(written) is None:
        st.error("La période s’écrit 2026 ou 2026-T3.", icon=":material/error:")
        return Reponses()
    return Reponses(periode=written)


def _columns(found: Reconnaissance, kind: TypeExtrait, key: str) -> Reponses:
    """Ask which headings to correct, then what each of them is."""
    headings = {heading.repere: heading for heading in found.intitules}
    chosen = st.multiselect(
        "Intitulés à corriger",
        list(headings),
        format_func=lambda name: _as_read(headings[name]),
        placeholder="Choisissez les intitulés mal lus",
        key=f"{key}_intitules",
    )
    answers = Reponses()
    for name in chosen:
        answers = answers.avec(_column(headings[name], kind, key))
    return answers


def _column(heading: Intitule, kind: TypeExtrait, key: str) -> Reponses:
    genre = GENRES[kind]
    columns = [column.nom for column in genre.colonnes]
    options = [_ASIDE, *columns]
    current = heading.colonne if heading.colonne in columns else _ASIDE
    name = plain(heading.repere, 60)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    column = left.selectbox(
        f"Lire « {name} » comme",
        options,
        index=options.index(current),
        format_func=lambda option: option if option == _ASIDE else nom_de_colonne(option),
        key=f"{key}_colonne_{heading.repere}",
    )
    answers = Reponses()
    if column != current:
        answers = Reponses(colonnes={heading.repere: None if column == _ASIDE else column})
    if column != _ASIDE and genre.colonne(column).type == "montant":
        units = list(UNITS)
        unit = right.selectbox(
            f"Unité de « {name} »",
            units,
            index=units.index(heading.multiplicateur),
            format_func=lambda value: UNITS[value],
            key=f"{key}_unite_{heading.repere}",
        )
        if unit != heading.multiplicateur:
            answers = answers.avec(Reponses(unites={heading.repere: unit}))
    return answers


def _as_read(heading: Intitule) -> str:
    read = "laissé de côté" if heading.colonne is None else nom_de_colonne(heading.colonne)
    return f"{plain(heading.repere, 60)} → {read}"
