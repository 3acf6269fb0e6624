"""What a document says beside its figures: alerts, moves, hours, places, levers. Same version, filters and perimeter as the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spaser import francais as fr
from spaser import wording
from spaser.measure.alerts import Alerte, Gravite, Situation, alerts
from spaser.measure.alerts_counts import findings, late_means
from spaser.measure.hours_done import HeuresVentilees, hours_breakdown, hours_done
from spaser.measure.insertion import HeuresDues, contracts_owing, hours_due
from spaser.measure.levers import Echeances, due_dates, levers
from spaser.measure.levers_simulation import Candidat
from spaser.measure.moves import Cause, Move, causes, moves
from spaser.measure.places import Lieu, Niveau, places
from spaser.moves_wording import compared
from spaser.report.content import Figure, ReportContent
from spaser.verdicts import FAMILIES, family, verdict

GRAVITES: Final[dict[Gravite, str]] = {"haute": "Prioritaire", "moyenne": "À suivre", "faible": "À vérifier"}
_HOURS: Final = "X2"


@dataclass(frozen=True)
class Changes:
    """The moves since the quarter before, by indicator, and what made them."""

    found: tuple[Move, ...]
    causes: Mapping[str, tuple[Cause, ...]]


def alerts_of(content: ReportContent) -> tuple[Alerte, ...]:
    """Return what a committee should look at, the most serious first."""
    version = content.version
    counts = findings(version, content.filters, content.perimeter)
    if content.feuille is not None:
        counts = replace(counts, moyens_en_retard=late_means(content.feuille))
    measures = {figure.indicateur.code: figure.mesure for figure in content.chiffres}
    return alerts(
        Situation(content.catalogue, measures, counts, version.dates_par_type, version.date_donnees)
    )


def changes_of(content: ReportContent) -> Changes:
    """Compare with the end of the quarter before, as the version measures both days (R13: quarters are not signed)."""
    figures = {
        f.indicateur.code: (f.gel.recalcule if f.gel else f.mesure, f.trimestre_avant)
        for f in content.chiffres
        if f.trimestre_avant is not None
    }
    asked = [i for i in compared(content.catalogue.indicateurs) if i.code in figures]
    found = moves({code: [m for m in pair if m] for code, pair in figures.items()}, asked)
    return Changes(found, causes(content.version, found, content.filters, content.perimeter))


def hours_of(content: ReportContent) -> HeuresVentilees | None:
    """Return the insertion hours of the year, broken down; None where the catalogue does not follow them."""
    if content.figure(_HOURS) is None:
        return None
    return hours_breakdown(
        hours_done(content.version, content.filters, content.perimeter), content.filters, content.catalogue
    )


def hours_due_of(content: ReportContent) -> HeuresDues:
    """Return hours done against hours due."""
    owing = contracts_owing(content.version, content.filters, content.perimeter)
    return hours_due(owing, content.filters, content.catalogue, "aucune", 0)


def places_of(content: ReportContent, niveau: Niveau) -> tuple[Lieu, ...]:
    """Return where the paid suppliers are, the largest amount first."""
    return places(content.version, niveau, content.filters, content.perimeter)


@dataclass(frozen=True)
class Scope:
    """What the year to come may act upon: contracts that end, and planned purchases that replace none of them."""

    dates: Echeances
    contrats: tuple[Candidat, ...]
    besoins: tuple[Candidat, ...]


def scope_of(content: ReportContent) -> Scope:
    """Return the contracts that end within 36 months of the as-of date and the planned purchases, by day (M8)."""
    filters = content.filters
    found = levers(content.version, "F2.3", filters, content.perimeter).candidats
    dates = due_dates(content.version, filters)
    return Scope(
        dates,
        tuple(
            sorted((c for c in found if c.nature != "besoin"), key=lambda c: (c.fin or dates.horizon, c.cle))
        ),
        tuple(
            sorted(
                (c for c in found if c.nature == "besoin"),
                key=lambda c: (c.lancement or dates.horizon, c.cle),
            )
        ),
    )


def committed(content: ReportContent) -> tuple[Figure, ...]:
    """Return the figures that have a target, those of the document's axes in their order."""
    return tuple(figure for figure in content.chiffres if figure.mesure.cible is not None)


def by_family(figures: Sequence[Figure]) -> dict[str, int]:
    """Count figures in each of the five families, in their order; the counts sum to the number of figures."""
    counts = Counter(family(figure.mesure.statut) for figure in figures)
    return {name: counts[name] for name in FAMILIES}


def by_verdict(figures: Sequence[Figure]) -> str:
    """Count figures by verdict, in a sentence: 12 « Stable », 9 « Évolution favorable »."""
    counts = Counter(verdict(figure.mesure.statut).texte for figure in figures)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{fr.count(number)} «{fr.NARROW}{name}{fr.NARROW}»" for name, number in ordered)


def on_the_move(figures: Sequence[Figure]) -> str:
    """Say how many figures went the wanted way since the same date of N-1, and name those that did not."""
    return wording.on_the_move([(f.indicateur, f.mesure) for f in figures]).replace("**", "")
