"""Comparer: which segments and which indicators, the heat table with the same figures in a table, and how to read it fairly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import (
    Case,
    Colonne,
    colonne,
    colonne_a_achats_egaux,
    segments_presents,
    ventiles,
)
from spaser.ui.compare_chart import heat_height, heat_rows, heat_table
from spaser.ui.compare_fairness import Cells, fairness, warning, widest_gap, widest_span
from spaser.ui.compare_figures import Figures, compared_figures, expected_figures
from spaser.ui.compare_sets import (
    DIMENSIONS,
    OF_DIMENSION,
    Dimension,
    Group,
    indicators_of,
    names_of,
    sets_of,
)
from spaser.ui.compare_words import READINGS, REFERENCES, Reference, gap_text, known_text, value_of
from spaser.ui.csv_export import Cell, csv_unit
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.wording import value_text

_LISTED: Final = 6
_SEPARATOR: Final = f"{fr.NARROW}; "


@dataclass(frozen=True)
class Question:
    """What the reader compares: a kind of segment, a set of indicators in groups, and what their values are read against."""

    dimension: Dimension
    jeu: str
    groupes: tuple[Group, ...]
    reference: Reference

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the set."""
        return tuple(indicateur.code for indicateur in indicators_of(self.groupes))


@dataclass(frozen=True)
class HeatTable:
    """The heat table before it is drawn: what splits, what does not, and every column."""

    segments: tuple[str, ...]
    groupes: tuple[Group, ...]
    colonnes: Mapping[str, Colonne]
    sans_ventilation: tuple[Indicateur, ...]

    @property
    def cells(self) -> Cells:
        """Every cell with its indicator."""
        return [
            (indicateur, case)
            for indicateur in indicators_of(self.groupes)
            for case in self.colonnes[indicateur.code].cases
        ]


def question(reader: Reader) -> Question:
    """Draw the choice of segments, of indicators and of a reference; all live in the address."""
    sets = sets_of(reader.catalogue)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        dimension = st.segmented_control(
            "Comparer",
            list(DIMENSIONS),
            format_func=DIMENSIONS.__getitem__,
            default="dga",
            required=True,
            key="par",
            bind="query-params",
        )
        name = st.selectbox(
            "Indicateurs", list(sets), key="jeu", bind="query-params", filter_mode=None, width=260
        )
        # The purchases of a domaine are its own: there is nothing to make equal.
        reference = _reference() if dimension != "domaine" else "mediane"
    chosen = name if isinstance(name, str) and name in sets else next(iter(sets))
    return Question(dimension if dimension in DIMENSIONS else "dga", chosen, sets[chosen], reference)


def _reference() -> Reference:
    asked = st.segmented_control(
        "Écart",
        list(REFERENCES),
        format_func=REFERENCES.__getitem__,
        default="mediane",
        required=True,
        key="ecart",
        bind="query-params",
        help="À achats égaux : face au taux qu’aurait chacun si, dans chaque domaine d’achat, il faisait comme l’ensemble.",
    )
    return asked if asked in REFERENCES else "mediane"


def heat_table_of(reader: Reader, asked: Question, figures: Figures) -> HeatTable:
    """Compare every segment of a set of indicators."""
    split = set(ventiles(figures))
    groups = tuple(
        Group(group.titre, kept)
        for group in asked.groupes
        if (kept := tuple(i for i in group.indicateurs if i.code in split))
    )
    indicateurs = indicators_of(groups)
    order = tuple(names_of(reader.catalogue, asked.dimension))
    segments = segments_presents([figures[i.code] for i in indicateurs], order)
    return HeatTable(
        segments=segments,
        groupes=groups,
        colonnes=_columns(reader, asked, figures, indicateurs, segments),
        sans_ventilation=tuple(i for i in indicators_of(asked.groupes) if i.code not in split),
    )


def _columns(
    reader: Reader,
    asked: Question,
    figures: Figures,
    indicateurs: tuple[Indicateur, ...],
    segments: tuple[str, ...],
) -> dict[str, Colonne]:
    settings = reader.catalogue.reglages
    if asked.reference == "mediane":
        return {i.code: colonne(i, figures[i.code], segments, settings) for i in indicateurs}
    rates = [i.code for i in indicateurs if i.est_un_taux]
    expected = expected_figures(reader, rates, asked.dimension, segments)
    return {
        i.code: colonne_a_achats_egaux(i, figures[i.code], segments, expected.get(i.code, {}), settings)
        for i in indicateurs
    }


def heat_section(reader: Reader, asked: Question) -> None:
    """Draw the heat table, its figures in a table, and how to read it."""
    st.header(f"Où se situent {OF_DIMENSION[asked.dimension]} ?", anchor="tableau")
    table = heat_table_of(reader, asked, compared_figures(reader, asked.codes, asked.dimension))
    if not table.segments:
        st.info(
            "Rien à comparer avec ces filtres : aucune ligne déposée n’est rattachée à un segment. "
            "Élargissez les filtres, ou déposez des extraits dont la colonne est remplie."
        )
        return
    st.markdown(widest_gap(table.cells) if asked.reference == "achats" else widest_span(table.cells))
    st.caption(warning(reader, asked.dimension, asked.reference))
    names = names_of(reader.catalogue, asked.dimension)
    with st.container(height=heat_height(len(table.segments)), border=False):
        st.vega_lite_chart(
            bound(
                heat_table(asked.reference),
                cases=heat_rows(table.groupes, dict(table.colonnes), names, table.segments),
            ),
            width="content",
            alt=_alternative(table, asked),
            key="tableau_de_chaleur",
        )
    _notes(table, asked.reference)
    with st.expander("Les mêmes chiffres en tableau"):
        _figures_table(table, asked)
    _download(reader, table, asked)
    fairness(reader, table.cells, asked.dimension)


def _alternative(table: HeatTable, asked: Question) -> str:
    told = (
        [widest_gap(table.cells).replace("*", "").rstrip(".")]
        if asked.reference == "achats"
        else [
            f"{i.code} : médiane {value_text(column.mediane, i)}"
            for i in indicators_of(table.groupes)
            if (column := table.colonnes[i.code]).mediane is not None
        ]
    )
    return (
        f"Tableau de chaleur : {len(table.segments)} lignes ({OF_DIMENSION[asked.dimension]}) et {len(table.colonnes)} "
        f"indicateurs. {' ; '.join(told[:_LISTED])}. Les mêmes chiffres sont dans le tableau qui suit."
    )


def _notes(table: HeatTable, reference: Reference) -> None:
    gap = (
        "son écart à la médiane de la colonne"
        if reference == "mediane"
        else "son écart à ce que donneraient les mêmes achats au taux de l’ensemble dans chaque domaine"
    )
    st.caption(
        f"Dans chaque case : la valeur, {gap}, l’effectif n (contrats, fournisseurs ou lignes de "
        "dépense, selon l’indicateur) et la complétude si tout n’est pas renseigné. "
        "**Bleu : du côté voulu par l’indicateur ; orange : de l’autre.** Le signe de l’écart est écrit. "
        "◌ : complétude faible. ◦ : petit effectif. ? : ce qui manque suffirait à changer la lecture."
    )
    if table.sans_ventilation:
        told = " ; ".join(f"{i.code} {literal(i.titre)}" for i in table.sans_ventilation)
        st.caption(f"Sans ventilation dans les données déposées, donc absents du tableau : {told}.")


def _figures_table(table: HeatTable, asked: Question) -> None:
    indicateurs = indicators_of(table.groupes)
    columns = [Column(DIMENSIONS[asked.dimension]), *(Column(i.code, nombre=True) for i in indicateurs)]
    lines = [
        [
            name,
            *(_cell_text(table.colonnes[i.code].cases[rank], i, asked.reference) for i in indicateurs),
        ]
        for rank, name in enumerate(table.segments)
    ]
    if asked.reference == "mediane":
        lines.append(["Médiane", *(_median_text(table.colonnes[i.code], i) for i in indicateurs)])
    lines.append(["Ensemble", *(value_of(table.colonnes[i.code].ensemble, i) for i in indicateurs)])
    show_table(columns, lines, alt=f"{asked.jeu} par {DIMENSIONS[asked.dimension]}")


def _cell_text(case: Case, indicateur: Indicateur, reference: Reference) -> str:
    gap = gap_text(case.ecart, indicateur)
    parts = [gap] if gap else []
    if gap and reference == "achats" and case.repere is not None:
        parts.append(f"attendu {value_text(case.repere, indicateur)}")
    if case.effectif:
        parts.append(f"n{fr.NARROW}={fr.NARROW}{fr.count(case.effectif)}")
    if known_text(case):
        parts.append(known_text(case))
    return value_of(case, indicateur) + (f" ({_SEPARATOR.join(parts)})" if parts else "")


def _median_text(column: Colonne, indicateur: Indicateur) -> str:
    return fr.UNKNOWN if column.mediane is None else value_text(column.mediane, indicateur)


def _download(reader: Reader, table: HeatTable, asked: Question) -> None:
    def lines() -> list[tuple[Cell, ...]]:
        return [
            (
                case.segment,
                i.code,
                i.titre,
                csv_unit(i),
                case.valeur,
                case.effectif,
                case.completude,
                asked.reference,
                case.repere,
                case.ecart,
                READINGS[case.lecture],
            )
            for i, case in table.cells
        ]

    csv_button(
        f"comparer_{asked.dimension}_{reader.filters.annee}",
        [
            asked.dimension,
            "code",
            "indicateur",
            "unite",
            "valeur",
            "n",
            "completude",
            "reference",
            "valeur_de_reference",
            "ecart",
            "lecture",
        ],
        lines,
        key="csv_comparer",
    )
