"""Drawings of the roadmap: the due dates as a timeline, the states of each axis as one bar. Authored once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import altair as alt

from spaser import francais as fr
from spaser.measure.roadmap import ETATS, FeuilleDeRoute, MoyenSuivi, by_state
from spaser.ui.literal import plain
from spaser.ui.roadmap_wording import STATES, lateness_text, signed_state
from spaser.ui.theme import INK, OUTLINE_GREY, Spec, kept

_LABELS: Final = [signed_state(etat) for etat in ETATS]
_COLOURS: Final = [STATES[etat].couleur for etat in ETATS]
_SHAPES: Final = [STATES[etat].forme for etat in ETATS]


@cache
def timeline() -> Spec:
    """Author the due dates. Data: ``echeances`` (moyen, rang, jour, etat, retard, mention, texte, echeance), ``reference`` (jour, texte)."""
    rows = alt.Chart(alt.NamedData("echeances"))
    x = alt.X(
        "jour:T",
        title="Échéance",
        scale=alt.Scale(padding=30),
        axis=alt.Axis(format="%m/%Y", tickCount=6, labelAngle=0, labelOverlap=True),
    )
    y = alt.Y(
        "moyen:N",
        title=None,
        sort=alt.EncodingSortField("rang", op="min"),
        axis=alt.Axis(labelLimit=60, grid=True),
    )
    points = rows.mark_point(filled=True, size=120, opacity=1, stroke=OUTLINE_GREY, strokeWidth=0.6).encode(
        x=x,
        y=y,
        color=alt.Color(
            "etat:N", title=None, scale=alt.Scale(domain=_LABELS, range=_COLOURS), legend=_legend()
        ),
        shape=alt.Shape(
            "etat:N", title=None, scale=alt.Scale(domain=_LABELS, range=_SHAPES), legend=_legend()
        ),
        tooltip=[
            alt.Tooltip("moyen:N", title="Moyen"),
            alt.Tooltip("texte:N", title="Libellé"),
            alt.Tooltip("etat:N", title="État"),
            alt.Tooltip("echeance:N", title="Échéance"),
            alt.Tooltip("retard:N", title="Retard"),
        ],
    )
    late = rows.mark_text(align="left", dx=9, color=INK, fontSize=11).encode(x=x, y=y, text="mention:N")
    reference = alt.Chart(alt.NamedData("reference"))
    rule = reference.mark_rule(color=INK, strokeDash=[6, 4], strokeWidth=1.5, opacity=0.6).encode(x="jour:T")
    name = reference.mark_text(align="right", dx=-5, dy=-8, color=INK, fontWeight="bold").encode(
        x="jour:T", y=alt.value(0), text="texte:N"
    )
    return kept(alt.layer(rule, name, points, late).properties(height=alt.Step(21)))


def due_rows(moyens: Sequence[MoyenSuivi]) -> list[dict[str, Any]]:
    """Return the rows of the timeline: the means that have a due date, the earliest first."""
    dated = [(moyen.ligne.echeance, moyen) for moyen in moyens if moyen.ligne and moyen.ligne.echeance]
    dated.sort(key=lambda pair: pair[0])
    return [
        {
            "moyen": moyen.code,
            "rang": rank,
            "jour": due.isoformat(),
            "etat": signed_state(moyen.etat),
            "retard": lateness_text(moyen) or "aucun",
            "mention": f"retard {fr.count(moyen.retard)}{fr.NARROW}j" if moyen.retard else "",
            "texte": plain(moyen.libelle, 90),
            "echeance": fr.day(due),
        }
        for rank, (due, moyen) in enumerate(dated)
    ]


def reference_row(feuille: FeuilleDeRoute) -> list[dict[str, str]]:
    """Return the row of the observation date."""
    return [{"jour": feuille.reference.isoformat(), "texte": f"arrêté au {fr.day(feuille.reference)}"}]


@cache
def states_by_axis() -> Spec:
    """Author the states of the means of each axis. Data: ``etats`` (axe, etat, nombre, rang, texte, encre, milieu)."""
    rows = alt.Chart(alt.NamedData("etats"))
    y = alt.Y("axe:N", title=None, sort=None)
    bars = rows.mark_bar(stroke=OUTLINE_GREY, strokeWidth=0.5).encode(
        x=alt.X("nombre:Q", title="Nombre de moyens", stack="zero", axis=alt.Axis(format="d", tickMinStep=1)),
        y=y,
        order=alt.Order("rang:Q"),
        color=alt.Color(
            "etat:N",
            title=None,
            sort=_LABELS,
            scale=alt.Scale(domain=_LABELS, range=_COLOURS),
            legend=_legend(),
        ),
        tooltip=[
            alt.Tooltip("axe:N", title="Axe"),
            alt.Tooltip("etat:N", title="État"),
            alt.Tooltip("nombre:Q", title="Moyens"),
        ],
    )
    labels = rows.mark_text(fontSize=12, baseline="middle").encode(
        x="milieu:Q",
        y=y,
        text="texte:N",
        color=alt.Color("encre:N", scale=None, legend=None),
    )
    return kept(alt.layer(bars, labels).properties(height=alt.Step(40)))


def state_rows(moyens: Sequence[MoyenSuivi], axes: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the rows of the bars; the middle of each part is where its sign and number are written."""
    rows: list[dict[str, Any]] = []
    for axe, label in axes.items():
        before = 0
        for rank, (etat, number) in enumerate(by_state([m for m in moyens if m.axe == axe]).items()):
            if number:
                rows.append(
                    {
                        "axe": label,
                        "etat": signed_state(etat),
                        "nombre": number,
                        "rang": rank,
                        # A part of one means is as narrow as its sign on a phone.
                        "texte": f"{STATES[etat].signe}{fr.NARROW}{number}"
                        if number > 1
                        else STATES[etat].signe,
                        "encre": STATES[etat].encre,
                        "milieu": before + number / 2,
                    }
                )
            before += number
    return rows


def _legend() -> alt.Legend:
    """Return the legend of the states: three columns stand in the width of a phone."""
    return alt.Legend(columns=3, title="", symbolStrokeWidth=0.5, symbolSize=130)
