"""A figure as the report's template draws it: its words, its years, its segments. The template computes nothing."""

from __future__ import annotations

from typing import Any, Final

from spaser import francais as fr
from spaser.measure import Measure
from spaser.report.content import Figure, ReportContent
from spaser.report.figures_words import (
    PROVISIONAL,
    change_of,
    details_of,
    gap_to_target,
    in_progress,
    marked,
    shown,
)
from spaser.report.texte import clean, french
from spaser.verdicts import FAMILIES, FAMILY_COLOURS, family
from spaser.wording import ratio_text, target_text, verdict_text

Drawn = dict[str, Any]
SHAPES: Final = dict(zip(FAMILIES, ("rond", "carre", "losange", "triangle", "creux"), strict=True))


def value_of(figure: Figure, measure: Measure | None = None) -> Drawn:
    """Return a value and the look it takes."""
    found = shown(figure, measure)
    return {"texte": french(found.texte), "aspect": found.aspect}


def situation_of(figure: Figure) -> Drawn:
    """Return a verdict: words, then a shape and a colour, never a colour alone."""
    name = family(figure.mesure.statut)
    return {
        "texte": french(verdict_text(figure.mesure)),
        "forme": SHAPES[name],
        "couleur": FAMILY_COLOURS[name],
    }


def figure_of(figure: Figure, content: ReportContent) -> Drawn:
    """Return one indicator of the report."""
    indicateur, measure = figure.indicateur, figure.mesure
    return {
        "code": indicateur.code,
        "titre": french(indicateur.titre),
        "libelle": french(indicateur.libelle),
        "valeur": value_of(figure),
        "provisoire": measure.provisoire,
        "evolution": french(change_of(figure)),
        "situation": situation_of(figure),
        "cible": french(target_text(measure, indicateur)),
        "ecart_cible": french(gap_to_target(figure)) if measure.ecart_cible is not None else "",
        "details": [french(detail) for detail in details_of(figure)],
        "formule": french(indicateur.formule),
        "limites": french(" ".join(indicateur.limites)),
        "annees": _years(figure, content),
        "cible_valeur": measure.cible if measure.cible is not None and measure.cible > 0 else None,
        "alt": french(_alt(figure)),
        "domaines": _segments(figure) if "domaine" in indicateur.segmentation else [],
    }


def _years(figure: Figure, content: ReportContent) -> list[Drawn]:
    """Return the years of a curve, the oldest first; the one shown carries its date when it is not over."""
    rows = []
    for measure in figure.exercices:
        current = measure.annee == content.filters.annee
        open_year = current and in_progress(content)
        rows.append(
            {
                "nom": str(measure.annee),
                "jour": f"au {content.arrete:%d/%m}" if open_year else "",
                "hauteur": max(0.0, measure.valeur)
                if shown(figure, measure).aspect == "valeur" and measure.valeur
                else 0,
                "valeur": value_of(figure, measure),
                "provisoire": measure.provisoire,
            }
        )
    return rows


def _alt(figure: Figure) -> str:
    said = ", ".join(
        f"{measure.annee} : {marked(shown(figure, measure))}{f' ({PROVISIONAL})' if measure.provisoire else ''}"
        for measure in figure.exercices
    )
    target = target_text(figure.mesure, figure.indicateur)
    return f"{figure.indicateur.code}, {figure.indicateur.titre}, exercice par exercice – {said}" + (
        f". {target}" if target else ""
    )


def _segments(figure: Figure) -> list[Drawn]:
    """Return the domaines of an indicator that the document segments, in the order of the measure."""
    rates = figure.indicateur.est_un_taux
    found = list(figure.segments["domaine"])
    largest = 1.0 if rates else max((m.valeur or 0 for m in found), default=0) or 1.0
    return [
        {
            "nom": french(clean(measure.segment or "")),
            "valeur": value_of(figure, measure),
            "part": min(1.0, max(0.0, (measure.valeur or 0) / largest)),
            "ratio": french(ratio_text(measure, figure.indicateur)),
            "evolution": french(
                fr.or_dash(measure.ecart, lambda gap: fr.change(gap, figure.indicateur.unite))
            ),
            "completude": fr.or_dash(measure.completude, fr.share_known),
        }
        for measure in found
    ]


def signs() -> list[Drawn]:
    """Return the legend of the situations: shape, colour, words."""
    return [
        {"texte": french(name), "forme": SHAPES[name], "couleur": FAMILY_COLOURS[name]} for name in FAMILIES
    ]
