"""How a figure reads in a document: three looks that are never confused, its change, its verdict, what it is counted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from spaser import francais as fr
from spaser.measure import MENTION_PROJECTION, Measure
from spaser.report.content import Figure, ReportContent
from spaser.verdicts import verdict
from spaser.wording import (
    amount_text,
    change_text,
    completeness_text,
    previous_text,
    ratio_text,
    said,
    target_text,
    value_text,
    verdict_text,
)

Aspect = Literal["valeur", "non_renseigne", "non_applicable"]
MARKS: Final[dict[Aspect, str]] = {"valeur": "", "non_renseigne": "◌ ", "non_applicable": "∅ "}
PROVISIONAL: Final = "provisoire"
DEMONSTRATION: Final = "Données de démonstration – fictives"


@dataclass(frozen=True)
class Shown:
    """A value as a document writes it."""

    texte: str
    aspect: Aspect


def shown(figure: Figure, measure: Measure | None = None) -> Shown:
    """Say a value of a figure (its own, or one of its years or segments)."""
    found = said(measure or figure.mesure, figure.indicateur)
    return Shown(found.texte, found.aspect)


def marked(value: Shown) -> str:
    """Write a value in a place where only text tells the three looks apart."""
    return f"{MARKS[value.aspect]}{value.texte}"


def year_heading(content: ReportContent) -> str:
    """Name the column of the year shown: « 2026, au 30/09 (provisoire) », or « 2025 » once it is over."""
    annee, arrete = content.filters.annee, content.arrete
    if all(not figure.mesure.provisoire for figure in content.chiffres):
        return str(annee)
    if (arrete.month, arrete.day) == (12, 31):
        return str(annee)
    return f"{annee}, au {arrete:%d/%m} ({PROVISIONAL})"


def in_progress(content: ReportContent) -> bool:
    """Whether the year shown is not over: all of its figures are provisional."""
    return (content.arrete.month, content.arrete.day) != (12, 31)


def value_with_state(figure: Figure, content: ReportContent) -> str:
    """Write the value; in a year that is over, say which ones remain provisional (R7)."""
    text = marked(shown(figure))
    alone = figure.mesure.provisoire and not in_progress(content)
    return f"{text} ({PROVISIONAL})" if alone else text


def change_of(figure: Figure) -> str:
    """Say the change from N-1, « – » when there is none."""
    return change_text(figure.mesure, figure.indicateur) or fr.UNKNOWN


def verdict_of(figure: Figure) -> str:
    """Say the verdict with its shape."""
    return f"{verdict(figure.mesure.statut).signe} {verdict_text(figure.mesure)}"


def gap_to_target(figure: Figure) -> str:
    """Say how far the judged year is from the target, and what is missing, in things or in €; « – » when nothing is judged."""
    measure, indicateur = figure.mesure, figure.indicateur
    if measure.ecart_cible is None:
        return fr.UNKNOWN
    text = (
        fr.change(measure.ecart_cible, indicateur.unite)
        if indicateur.est_un_taux
        else value_text(measure.ecart_cible, indicateur)
    )
    if measure.manque is not None and measure.manque > 0:
        lacking = (
            fr.euros_short(measure.manque)
            if indicateur.nature == "part_montant"
            else fr.count(measure.manque)
        )
        text += f" (il manque {lacking})"
    return text


def targets_of_the_whole(content: ReportContent) -> str:
    """Say that a target of the whole is only a mark for a part of it; empty for the whole."""
    if content.perimeter.est_tout and not content.filters.restreint:
        return ""
    return (
        "Les cibles sont celles de la Métropole entière : pour une partie d’entre elle, ce sont des repères."
    )


def pace_of(figure: Figure) -> str:
    """Say the pace seen, the pace that the target asks for, and the projection, labelled as what it is."""
    measure, indicateur = figure.mesure, figure.indicateur
    if measure.rythme is None or not indicateur.est_un_taux:
        return ""
    parts = [f"rythme constaté {fr.change(measure.rythme, indicateur.unite)} par an"]
    if measure.rythme_requis is not None:
        parts.append(f"rythme requis {fr.change(measure.rythme_requis, indicateur.unite)} par an")
    projected = measure.projection
    if projected is not None and 0 <= projected <= 1 and measure.annee_projection != measure.annee:
        parts.append(
            f"au rythme constaté {value_text(projected, indicateur)} en {measure.annee_projection} ({MENTION_PROJECTION})"
        )
    return " ; ".join(parts)


def details_of(figure: Figure) -> list[str]:
    """Say what a figure is counted on: formula with its numbers, N-1, amount, completeness, target, signature."""
    measure, indicateur = figure.mesure, figure.indicateur
    ratio = ratio_text(measure, indicateur)
    parts = [
        ratio,
        amount_text(measure, indicateur),
        previous_text(measure, indicateur),
        completeness_text(measure, indicateur),
        target_text(measure, indicateur),
        pace_of(figure),
        figure.mention_gel,
    ]
    return [part for part in parts if part]


def without_value(figures: Sequence[Figure]) -> str:
    """Name the figures that have no value, by kind of absence; empty when there is none."""
    named: list[str] = []
    for aspect, words in (("non_renseigne", fr.NOT_FILLED), ("non_applicable", fr.NOT_APPLICABLE)):
        codes = [figure.indicateur.code for figure in figures if shown(figure).aspect == aspect]
        if codes:
            named.append(f"{words} : {', '.join(codes)}")
    return " ; ".join(named)


def foot_of(content: ReportContent) -> str:
    """Write what stands on every page: perimeter, year and day, filters when there are, version."""
    filters = content.filters
    narrowed = [name for names in (filters.domaines, filters.dga, filters.territoires) for name in names]
    state = f" ({PROVISIONAL})" if in_progress(content) else ""
    seen = content.autorite.nom if content.perimeter.est_tout else content.perimetre
    parts = [
        seen,
        f"exercice {filters.annee} arrêté au {fr.day(content.arrete)}{state}",
        f"filtres : {', '.join(narrowed)}" if narrowed else "",
        f"version {content.version.numero} du {fr.day(content.publiee_le)}",
    ]
    return " · ".join(part for part in parts if part)
