"""Comparer: which segments and which indicators, the heat table with the same figures in a table, and how to read it fairly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import (
    NON_AFFECTE,
    Case,
    Colonne,
    Lecture,
    colonne,
    se_compare,
    segments_presents,
    ventiles,
)
from spaser.ui.compare_chart import heat_height, heat_rows, heat_table
from spaser.ui.compare_figures import Figures, compared_figures, without
from spaser.ui.compare_sets import (
    DIMENSIONS,
    OF_DIMENSION,
    Dimension,
    Group,
    indicators_of,
    names_of,
    sets_of,
)
from spaser.ui.compare_words import READINGS, gap_text, known_text, value_of
from spaser.ui.csv_export import Cell, csv_unit
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.ui.wording import value_text

_LISTED: Final = 6
_SEPARATOR: Final = f"{fr.NARROW}; "


@dataclass(frozen=True)
class Question:
    """What the reader compares: a kind of segment, and a set of indicators in groups."""

    dimension: Dimension
    jeu: str
    groupes: tuple[Group, ...]

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


def question(reader: Reader) -> Question:
    """Draw the choice of segments and of indicators; both live in the address."""
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
    chosen = name if isinstance(name, str) and name in sets else next(iter(sets))
    return Question(dimension if dimension in DIMENSIONS else "dga", chosen, sets[chosen])


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
        colonnes={
            i.code: colonne(i, figures[i.code], segments, reader.catalogue.reglages) for i in indicateurs
        },
        sans_ventilation=tuple(i for i in indicators_of(asked.groupes) if i.code not in split),
    )


def _warning(reader: Reader, asked: Question) -> str:
    """Say before the colours what they are not: the same purchases, a closed year, a comparison with oneself."""
    parts = [
        "**Les DGA n’achètent pas les mêmes choses** : un écart peut ne dire que cela."
        if asked.dimension == "dga"
        else "Un écart dit d’abord que les achats diffèrent."
    ]
    last = reader.filters.arrete or reader.version.date_donnees
    if last is not None and last < date(reader.filters.annee, 12, 31):
        parts.append(f"Exercice {reader.filters.annee} en cours : chiffres provisoires.")
    if without(reader.filters, asked.dimension) != reader.filters:
        parts.append(f"Le filtre sur {OF_DIMENSION[asked.dimension]} ne s’applique pas à cette comparaison.")
    return " ".join(parts)


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
    st.markdown(_finding(table))
    st.caption(_warning(reader, asked))
    names = names_of(reader.catalogue, asked.dimension)
    with st.container(height=heat_height(len(table.segments)), border=False):
        st.vega_lite_chart(
            bound(heat_table(), cases=heat_rows(table.groupes, dict(table.colonnes), names, table.segments)),
            width="content",
            alt=_alternative(table, asked),
            key="tableau_de_chaleur",
        )
    _notes(table)
    with st.expander("Les mêmes chiffres en tableau"):
        _figures_table(table, asked)
    _download(reader, table, asked)
    _fairness(reader, table, asked)


def _cells(table: HeatTable) -> list[tuple[Indicateur, Case]]:
    return [
        (indicateur, case)
        for indicateur in indicators_of(table.groupes)
        for case in table.colonnes[indicateur.code].cases
    ]


def _finding(table: HeatTable) -> str:
    """Say the widest gap between comparable segments, in one sentence."""
    spans = []
    for indicateur in indicators_of(table.groupes):
        read = [
            case
            for case in table.colonnes[indicateur.code].cases
            if case.valeur is not None
            and case.lecture not in (Lecture.SANS_COMPARAISON, Lecture.PETIT, Lecture.NON_APPLICABLE)
        ]
        if indicateur.unite == "%" and len(read) > 1:
            best, worst = (pick(read, key=lambda case: case.valeur or 0.0) for pick in (max, min))
            spans.append(((best.valeur or 0.0) - (worst.valeur or 0.0), indicateur, best, worst))
    if not spans:
        return "Aucun taux ne compte assez d’éléments pour être comparé."
    _, indicateur, high, low = max(spans, key=lambda span: span[0])
    return (
        f"L’écart le plus large porte sur **{indicateur.code}** ({literal(indicateur.titre)}) : "
        f"de {value_text(low.valeur or 0.0, indicateur)} ({literal(low.segment)}, n = {fr.count(low.effectif)}) "
        f"à {value_text(high.valeur or 0.0, indicateur)} ({literal(high.segment)}, n = {fr.count(high.effectif)})."
    )


def _alternative(table: HeatTable, asked: Question) -> str:
    told = [
        f"{i.code} : médiane {value_text(column.mediane, i)}"
        for i in indicators_of(table.groupes)
        if (column := table.colonnes[i.code]).mediane is not None
    ]
    return (
        f"Tableau de chaleur : {len(table.segments)} lignes ({OF_DIMENSION[asked.dimension]}) et {len(table.colonnes)} "
        f"indicateurs. {' ; '.join(told[:_LISTED])}. Les mêmes chiffres sont dans le tableau qui suit."
    )


def _notes(table: HeatTable) -> None:
    st.caption(
        "Dans chaque case : la valeur, son écart à la médiane de la colonne, l’effectif n et la complétude si elle n’est pas de 100 %. "
        "**Bleu : du côté voulu par l’indicateur ; orange : de l’autre.** Le signe de l’écart est écrit. "
        "◌ : complétude faible. ◦ : petit effectif."
    )
    if table.sans_ventilation:
        told = " ; ".join(f"{i.code} {literal(i.titre)}" for i in table.sans_ventilation)
        st.caption(f"Sans ventilation dans les données déposées, donc absents du tableau : {told}.")


def _figures_table(table: HeatTable, asked: Question) -> None:
    indicateurs = indicators_of(table.groupes)
    columns = [Column(DIMENSIONS[asked.dimension]), *(Column(i.code, nombre=True) for i in indicateurs)]
    lines = [
        [name, *(_cell_text(table.colonnes[i.code].cases[rank], i) for i in indicateurs)]
        for rank, name in enumerate(table.segments)
    ]
    lines.append(["Médiane", *(_median_text(table.colonnes[i.code], i) for i in indicateurs)])
    lines.append(["Ensemble", *(value_of(table.colonnes[i.code].ensemble, i) for i in indicateurs)])
    show_table(columns, lines, alt=f"{asked.jeu} par {DIMENSIONS[asked.dimension]}")


def _cell_text(case: Case, indicateur: Indicateur) -> str:
    gap = gap_text(case.ecart, indicateur)
    parts = [gap] if gap else []
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
                table.colonnes[i.code].mediane,
                case.ecart,
                READINGS[case.lecture],
            )
            for i, case in _cells(table)
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
            "mediane",
            "ecart",
            "lecture",
        ],
        lines,
        key="csv_comparer",
    )


def _fairness(reader: Reader, table: HeatTable, asked: Question) -> None:
    """Say what makes the comparison fair or not: the median, small numbers, the unknown, different purchases."""
    settings = reader.catalogue.reglages
    cells = [case for _, case in _cells(table)]
    small = sum(case.lecture is Lecture.PETIT for case in cells)
    partial = sum(case.incomplet for case in cells)
    volumes = ", ".join(i.code for i in indicators_of(table.groupes) if not se_compare(i))
    them = OF_DIMENSION[asked.dimension]
    with st.expander("Cette comparaison est-elle juste ?", expanded=True, icon=":material/balance:"):
        st.markdown(
            f"- **Médiane** : valeur du milieu parmi {them} comparables, c’est-à-dire nommés (pas « {NON_AFFECTE} »), "
            f"de valeur connue et d’au moins {settings.segment_petit} éléments. Chaque segment y compte pour un, quelle que soit "
            "sa taille : ce n’est pas le taux de l’ensemble, donné au bas du tableau.\n"
            f"- **Petits effectifs ◦** ({fr.plural(small, 'case')} en gris) : moins de {settings.segment_petit} éléments. Un seul "
            "contrat y change tout ; ils ne sont ni classés ni comptés dans la médiane.\n"
            "- **Proche de la médiane** : un écart de moins d’un point, ou de moins d’un contrat, n’est pas un écart. "
            "« Nettement » : plus du double de ce seuil, et plus loin de la médiane que la moitié des segments comparables.\n"
            f"- **Complétude ◌** ({fr.plural(partial, 'case')} sous {fr.rate(settings.couverture_min, decimals=0)}) : "
            "ce qui n’est pas renseigné compte au dénominateur et jamais au numérateur ; un taux bas peut venir de là.\n"
            f"- **Des achats différents** : {them} n’achètent pas les mêmes choses, et tout ne se prête pas aux mêmes "
            "considérations. Pour comparer à achat égal, choisissez un domaine dans les filtres en haut de la page."
            + (
                f"\n- **Volumes** ({volumes}) : une valeur sans couleur, car elle suit la taille de chacun ou n’a pas de sens voulu."
                if volumes
                else ""
            )
        )
