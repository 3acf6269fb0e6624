"""The page of an axis: its indicators in a table, its rates beside those of N-1 in a chart; what a value looks like in a cell."""

from __future__ import annotations

from typing import Final

from spaser import francais as fr
from spaser.measure.moves import counted_facts
from spaser.report.content import AxeContent, Figure, ReportContent
from spaser.report.figures_words import (
    change_of,
    in_progress,
    marked,
    shown,
    value_with_state,
    verdict_of,
    year_heading,
)
from spaser.report.slides_parts import PREVIOUS, Bars, Cell, Table
from spaser.wording import value_text

_SIZE_OF_MANY: Final = 9.5
_MANY: Final = 13


def axis_table(figures: tuple[Figure, ...], content: ReportContent) -> Table:
    """Return the indicators of an axis: value, change from N-1, verdict."""
    return Table(
        titres=("Indicateur", year_heading(content), "Sur un an", "Situation"),
        largeurs=(4.0, 1.45, 1.2, 2.3),
        lignes=tuple(
            (
                Cell(f"{figure.indicateur.code} – {figure.indicateur.titre}"),
                value_cell(figure, content),
                Cell(change_of(figure), "nombre"),
                Cell(verdict_of(figure)),
            )
            for figure in figures
        ),
        alt="Indicateurs de l’axe : "
        + " ; ".join(f"{f.indicateur.code} {marked(shown(f))}" for f in figures),
        taille=_SIZE_OF_MANY if len(figures) > _MANY else 11,
    )


def axis_bars(rates: list[Figure], axe: AxeContent, content: ReportContent) -> Bars:
    """Return the rates of an axis beside those of N-1."""
    annee = f"{content.filters.annee}{' (provisoire)' if in_progress(content) else ''}"
    before = f"{content.filters.annee - 1}{', même date' if in_progress(content) else ''}"
    close = any(f.mesure.cible is not None and _near(f) for f in rates)
    return Bars(
        titre="Taux de l’axe",
        categories=tuple(_category(f) for f in rates),
        series=(
            (before, tuple(f.mesure.n_moins_1 for f in rates), PREVIOUS),
            (annee, tuple(_plotted(f) for f in rates), axe.axe.couleur),
        ),
        format=f'[$-40C]0.{"00" if close else "0"}"{fr.NARROW}"%',
        alt=f"Taux de l’axe en {annee} et un an plus tôt : "
        + " ; ".join(f"{f.indicateur.code} {marked(shown(f))} contre {_a_year_before(f)}" for f in rates),
        etiquettes=(annee,),
    )


def _a_year_before(figure: Figure) -> str:
    return fr.or_dash(figure.mesure.n_moins_1, lambda value: value_text(value, figure.indicateur))


def _plotted(figure: Figure) -> float | None:
    """A bar only where there is a value to show."""
    return figure.mesure.valeur if shown(figure).aspect == "valeur" else None


def _category(figure: Figure) -> str:
    value = shown(figure)
    return figure.indicateur.code if value.aspect == "valeur" else f"{figure.indicateur.code} ({value.texte})"


def _near(figure: Figure) -> bool:
    """Whether one decimal would write the target that the value has not reached (R12)."""
    measure, indicateur = figure.mesure, figure.indicateur
    return measure.valeur is not None and shown(figure).texte != value_text(measure.valeur, indicateur)


def repeats(figure: Figure, figures: tuple[Figure, ...]) -> bool:
    """Whether an indicator only repeats an earlier one by domaine: the same bar twice would say nothing."""
    earlier = figures[: figures.index(figure)]
    return any(counted_facts(f.indicateur) == counted_facts(figure.indicateur) for f in earlier)


def value_cell(figure: Figure, content: ReportContent) -> Cell:
    """Return a figure's value in a cell that does not look like a number when there is none."""
    absent = shown(figure).aspect != "valeur"
    return Cell(value_with_state(figure, content), "absent" if absent else "nombre")
