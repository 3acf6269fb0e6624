"""Insertion hours as the report's template draws them: sentences, then one table for each way of sharing them out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spaser import francais as fr
from spaser.measure.hours_done import PartBeneficiaires, Ventilation
from spaser.report.content import ReportContent
from spaser.report.pdf_figures import Drawn
from spaser.report.situation import hours_due_of, hours_of
from spaser.report.texte import clean, french


def hours_data(content: ReportContent) -> Drawn | None:
    """Return the hours of the year; None where the catalogue does not follow them."""
    found = hours_of(content)
    if found is None:
        return None
    due = hours_due_of(content)
    lines = [
        f"{_written(found.heures)} réalisées ; un an plus tôt, à la même date : {_written(found.avant)}."
    ]
    if due.premier_mois is not None:
        lines.append(
            f"{fr.plural(due.contrats, 'contrat')} de l’exercice avec des heures contractualisées "
            f"({fr.quantity(due.dues, 'heures')}, {fr.quantity(due.realisees, 'heures')} réalisées) ; "
            f"{fr.plural(due.sans_heure, 'contrat')} sans aucune heure, {fr.count(due.en_retard)} en retard sur le temps écoulé."
        )
    lines += [_beneficiaries("femmes", found.femmes), _beneficiaries("habitants d’un QPV", found.qpv)]
    return {
        "phrases": [french(line) for line in lines],
        "tableaux": [
            {"titre": titre, "lignes": _breakdown(rows)}
            for titre, rows in (
                ("Trimestre", [q for q in found.trimestres if _begun(q, found.arrete)]),
                ("Public", found.publics),
                ("Type de structure", found.structures),
                ("Territoire", found.territoires),
            )
            if rows
        ],
    }


def _begun(quarter: Ventilation, arrete: date) -> bool:
    """Whether a quarter (« T3 ») had begun at a date: nothing is missing from those to come."""
    return int((quarter.valeur or "T1").removeprefix("T")) <= (arrete.month + 2) // 3


def _breakdown(rows: Sequence[Ventilation]) -> list[Drawn]:
    largest = max((row.heures or 0 for row in rows), default=0) or 1
    return [
        {
            "nom": french(clean(row.valeur, 80)) if row.valeur is not None else fr.NOT_FILLED,
            "absent": row.valeur is None,
            "heures": _written(row.heures),
            "avant": _written(row.avant),
            "part": max(0.0, (row.heures or 0) / largest),
        }
        for row in rows
    ]


def _written(hours: float | None) -> str:
    return fr.NOT_FILLED if hours is None else fr.quantity(hours, "heures")


def _beneficiaries(who: str, part: PartBeneficiaires) -> str:
    """Say the share that is sure, and up to what it may go (R7)."""
    if part.basse is None or part.haute is None:
        return f"Part de {who} parmi les bénéficiaires : {fr.NOT_FILLED}."
    text = f"Part de {who} parmi les {fr.plural(part.beneficiaires, 'bénéficiaire')} : {fr.rate(part.basse)}"
    if part.inconnus:
        text += f" au moins, {fr.rate(part.haute)} au plus ({fr.plural(part.inconnus, 'bénéficiaire')} dont on ne le sait pas)"
    return f"{text}."
