"""What the speaker of a slide can answer: definitions, formulas with their numbers, completeness, limits."""

from __future__ import annotations

from collections.abc import Sequence

from spaser.report.content import Figure, ReportContent
from spaser.report.figures_words import details_of, foot_of, marked, shown
from spaser.report.texte import french

_VERDICT = (
    "La situation juge le dernier exercice clos face à la cible, en ligne droite depuis la première année comparable ; sans cible, "
    "elle dit seulement le sens de l’évolution sur un an. Jamais de moyenne des taux. ◌ : non renseigné ; ∅ : non applicable ; 0 est un 0."
)


def notes_of(figures: Sequence[Figure]) -> str:
    """Define each figure of a slide."""
    return "\n\n".join((_VERDICT, *(definition(figure) for figure in figures)))


def notes_of_synthesis(content: ReportContent) -> str:
    """Say what the synthesis counts, and on which data."""
    return "\n\n".join(
        (_VERDICT, *(f"{name} : {value}" for name, value in content.provenance), foot_of(content))
    )


def definition(figure: Figure) -> str:
    """Write a figure's wording, formula, population, value, details and limits."""
    indicateur = figure.indicateur
    lines = [
        f"{indicateur.code} – {indicateur.libelle}",
        f"Formule : {indicateur.formule}",
        f"Population : {indicateur.population}",
        f"Valeur : {marked(shown(figure))} ({' ; '.join(details_of(figure))})",
    ]
    if indicateur.limites:
        lines.append(f"Limites : {' '.join(indicateur.limites)}")
    return "\n".join(french(line) for line in lines)
