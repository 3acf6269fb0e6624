"""Two scopes side by side: any DGA, domaine or territoire, or the whole, on the same indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import Case, Lecture, colonne
from spaser.ui.compare import Question
from spaser.ui.compare_figures import compared_figures
from spaser.ui.compare_sets import DIMENSIONS, Dimension, indicators_of, names_of
from spaser.ui.compare_words import gap_text, known_text, value_of
from spaser.ui.csv_export import csv_unit
from spaser.ui.figures import Reader, deposited
from spaser.ui.literal import literal, plain
from spaser.ui.tables import Column, csv_button, show_table

_WHOLE: Final = "Ensemble"


@dataclass(frozen=True)
class Scope:
    """One side of the comparison: a segment, or the whole (``dimension`` None)."""

    nom: str
    dimension: Dimension | None = None
    segment: str = ""


def scopes_section(reader: Reader, asked: Question) -> None:
    """Draw the choice of two scopes and their figures side by side; both live in the address."""
    st.header("Deux périmètres côte à côte", anchor="cote-a-cote")
    scopes = scopes_of(reader)
    if len(scopes) == 1:
        st.caption("Aucun segment à comparer dans les données déposées.")
        return
    names = [scope.nom for scope in scopes]
    with st.container(horizontal=True, gap="medium"):
        left = _choice("Périmètre A", names, 1, "a")
        right = _choice("Périmètre B", names, 0, "b")
    by_name = {scope.nom: scope for scope in scopes}
    _table(reader, asked, by_name[left], by_name[right])


def scopes_of(reader: Reader) -> tuple[Scope, ...]:
    """Return the whole, then every segment that the deposits hold and the perimeter may see."""
    found = [Scope(_WHOLE)]
    for dimension, label in DIMENSIONS.items():
        known = list(names_of(reader.catalogue, dimension))
        held = deposited(reader.version, dimension, reader.perimeter)
        ordered = [name for name in known if name in held] + [name for name in held if name not in known]
        found += [Scope(f"{label} : {plain(name, 80)}", dimension, name) for name in ordered]
    return tuple({scope.nom: scope for scope in found}.values())


def _choice(label: str, names: list[str], first: int, key: str) -> str:
    chosen = st.selectbox(label, names, index=first, key=key, bind="query-params", width=340)
    return chosen if isinstance(chosen, str) and chosen in names else names[first]


def _cells(reader: Reader, asked: Question, scope: Scope) -> dict[str, Case]:
    """Return each indicator's cell for a scope."""
    figures = compared_figures(reader, asked.codes, scope.dimension or asked.dimension)
    cells = {}
    for indicateur in indicators_of(asked.groupes):
        column = colonne(indicateur, figures[indicateur.code], (scope.segment,), reader.catalogue.reglages)
        cells[indicateur.code] = column.cases[0] if scope.dimension else column.ensemble
    return cells


def _table(reader: Reader, asked: Question, left: Scope, right: Scope) -> None:
    cells = {"A": _cells(reader, asked, left), "B": _cells(reader, asked, right)}
    indicateurs = indicators_of(asked.groupes)
    columns = [
        Column("Indicateur"),
        Column("A", nombre=True),
        Column("n (A)", nombre=True),
        Column("B", nombre=True),
        Column("n (B)", nombre=True),
        Column("Écart A − B", nombre=True),
    ]
    st.markdown(f"**A** : {literal(left.nom)} · **B** : {literal(right.nom)}")
    lines = [
        [
            f"{i.code} – {i.titre}",
            *_side(cells["A"][i.code], i),
            *_side(cells["B"][i.code], i),
            gap_text(difference(cells["A"][i.code], cells["B"][i.code]), i) or fr.UNKNOWN,
        ]
        for i in indicateurs
    ]
    show_table(columns, lines, alt=f"{asked.jeu} : {left.nom} et {right.nom}")
    small = reader.catalogue.reglages.segment_petit
    st.caption(
        f"Écart : A moins B, en points pour les taux, dans l’unité de la valeur sinon ; il se lit avec n, sous {small} éléments (◦) "
        "il ne dit rien. n est suivi de la complétude si elle n’est pas de 100 % (◌ : faible). Une même chose peut compter dans les deux périmètres. Les filtres de la page valent pour A et pour B."
    )
    csv_button(
        f"cote_a_cote_{reader.filters.annee}",
        [
            "code",
            "indicateur",
            "unite",
            "perimetre_a",
            "a",
            "n_a",
            "completude_a",
            "perimetre_b",
            "b",
            "n_b",
            "completude_b",
            "ecart",
        ],
        lambda: [
            (
                i.code,
                i.titre,
                csv_unit(i),
                left.nom,
                (a := cells["A"][i.code]).valeur,
                a.effectif,
                a.completude,
                right.nom,
                (b := cells["B"][i.code]).valeur,
                b.effectif,
                b.completude,
                difference(a, b),
            )
            for i in indicateurs
        ],
        key="csv_cote_a_cote",
    )


def difference(left: Case, right: Case) -> float | None:
    """Return A − B in the unit of the value, None where either is unknown or has no object."""
    unknown = (Lecture.NON_APPLICABLE, Lecture.NON_RENSEIGNE)
    if left.lecture in unknown or right.lecture in unknown or left.valeur is None or right.valeur is None:
        return None
    return left.valeur - right.valeur


def _side(case: Case, indicateur: Indicateur) -> tuple[str, str]:
    known = known_text(case)
    return value_of(case, indicateur), fr.count(case.effectif) + (f" · {known}" if known else "")
