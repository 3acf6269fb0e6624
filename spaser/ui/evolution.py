"""The evolution of an indicator: by year with its target, by quarter beside N-1, and the table of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import LIBELLES, Measure
from spaser.ui import charts
from spaser.ui.clicks import choose_year
from spaser.ui.figures import Reader
from spaser.ui.scale import AxisScale, axis_scale
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.verdicts import verdict
from spaser.wording import (
    change_text,
    completeness_text,
    ratio_text,
    said,
    target_value_text,
    value_text,
    verdict_text,
)


def evolution_view(reader: Reader, indicateur: Indicateur, colour: str) -> None:
    """Draw years, then quarters, then their table."""
    years = reader.years(indicateur)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _years(years, indicateur, colour)
    with right:
        _quarters(reader, indicateur, colour)
    _table(years, indicateur)


def _years(years: Sequence[Measure], indicateur: Indicateur, colour: str) -> None:
    st.markdown("**Par exercice**")
    measurable = [measure for measure in years if said(measure, indicateur).aspect == "valeur"]
    if not measurable:
        st.caption("Aucune année mesurable avec ces filtres.")
        return
    scale = axis_scale(indicateur, [measure.valeur for measure in measurable])
    rows = [
        {
            "annee": str(measure.annee),
            "valeur": scale.drawn(measure.valeur),
            "etat": charts.RUNNING if measure.provisoire else charts.CLOSED,
            "texte": said(measure, indicateur).texte,
        }
        for measure in measurable
    ]
    rows += _same_day_before(years[-1], indicateur, scale)
    targets = [
        {
            "annee": str(target.annee),
            "cible": scale.drawn(target.valeur),
            "texte": f"Cible {target_value_text(target.valeur, indicateur)}"
            + (f" chaque année depuis {target.annee}" if target.chaque_annee else f" en {target.annee}"),
        }
        for target in indicateur.cibles
    ]
    spoken = ", ".join(
        f"{row['annee']}{' à la même date' if row['etat'] == charts.SAME_DAY else ''} : {row['texte']}"
        for row in rows
    )
    key = f"annees_{indicateur.code}"
    st.vega_lite_chart(
        bound(charts.evolution(scale.unite, colour), annees=rows, cibles=targets or _no_target()),
        alt=f"{indicateur.titre} par exercice. {spoken}.",
        key=key,
        on_select=choose_year(key),
    )
    st.caption(f"Lecture : {spoken}. Cliquer sur une année affiche son exercice sur toute la page.")


def _same_day_before(measure: Measure, indicateur: Indicateur, scale: AxisScale) -> list[dict[str, Any]]:
    """Return N-1 at the same date, where the year shown is in progress: the one fair comparison."""
    closed = (measure.arrete.month, measure.arrete.day) == (12, 31)
    if measure.n_moins_1 is None or closed or indicateur.dit_l_annee_seule:
        return []
    return [
        {
            "annee": str(measure.annee - 1),
            "valeur": scale.drawn(measure.n_moins_1),
            "etat": charts.SAME_DAY,
            "texte": value_text(measure.n_moins_1, indicateur),
        }
    ]


def _quarters(reader: Reader, indicateur: Indicateur, colour: str) -> None:
    st.markdown("**Par trimestre**")
    if indicateur.dit_l_annee_seule:
        st.caption(
            "Les extraits de cet indicateur ne disent qu’une année : il n’a pas de valeur par trimestre."
        )
        return
    if indicateur.periode == "observation":
        st.caption("Cet indicateur se lit à une date d’observation : il n’a pas de valeur par trimestre.")
        return
    now = reader.segments(indicateur, "trimestre")[1:]
    before = reader.year_before(indicateur, "trimestre")[1:]
    scale = axis_scale(indicateur, [measure.valeur for measure in (*now, *before)])
    rows = [
        {
            "trimestre": quarter_name(measure),
            "serie": series,
            "valeur": scale.drawn(measure.valeur),
            "texte": said(measure, indicateur).texte,
        }
        for series, measures in ((charts.PREVIOUS_YEAR, before), (charts.CURRENT_YEAR, now))
        for measure in measures
        if said(measure, indicateur).aspect == "valeur"
    ]
    if not rows:
        st.caption("Aucun trimestre mesurable avec ces filtres.")
        return
    spoken = ", ".join(
        f"{row['trimestre']} : {row['texte']}" for row in rows if row["serie"] == charts.CURRENT_YEAR
    )
    st.vega_lite_chart(
        bound(charts.quarters(scale.unite, colour), trimestres=rows),
        alt=f"{indicateur.titre} par trimestre, {reader.filters.annee} et {reader.filters.annee - 1}.",
        key=f"trimestres_{indicateur.code}",
    )
    st.caption(f"Exercice {reader.filters.annee} – {spoken or 'aucun trimestre mesurable'}.")


def quarter_name(measure: Measure) -> str:
    """Return T1…T4 from a segment such as « 2026-T1 »."""
    return (measure.segment or "")[-2:]


def _no_target() -> list[dict[str, object]]:
    return [{"annee": None, "cible": None, "texte": None}]


def _numbers(measure: Measure, indicateur: Indicateur) -> tuple[str, str, str]:
    """Say the ratio, the change and the completeness of a year; none of them where the indicator does not apply."""
    if said(measure, indicateur).aspect == "non_applicable":
        return fr.UNKNOWN, fr.UNKNOWN, fr.UNKNOWN
    return (
        ratio_text(measure, indicateur) or fr.UNKNOWN,
        change_text(measure, indicateur) or "n.d.",
        completeness_text(measure, indicateur) or fr.UNKNOWN,
    )


def _table(years: Sequence[Measure], indicateur: Indicateur) -> None:
    columns = [
        Column("Exercice"),
        Column("Valeur", nombre=True),
        Column("Numérateur ÷ dénominateur", nombre=True),
        Column("Écart avec N‑1", nombre=True),
        Column("Complétude"),
        Column("Situation"),
    ]
    lines = [
        (
            f"{measure.annee}"
            + (
                ""
                if (measure.arrete.month, measure.arrete.day) == (12, 31)
                else f" (au {fr.day(measure.arrete)})"
            ),
            said(measure, indicateur).texte,
            *_numbers(measure, indicateur),
            f"{verdict(measure.statut).signe} {verdict_text(measure)}",
        )
        for measure in years
    ]
    show_table(columns, lines, alt=f"{indicateur.titre} par exercice")
    csv_button(
        f"{indicateur.code}_par_exercice",
        [
            "exercice",
            "arrete",
            "valeur",
            "numerateur",
            "denominateur",
            "inconnus",
            "ecart",
            "completude",
            "situation",
            "annee_du_verdict",
        ],
        lambda: [
            (
                m.annee,
                m.arrete,
                m.valeur,
                m.numerateur,
                m.denominateur,
                m.inconnus,
                m.ecart,
                m.completude,
                LIBELLES[m.statut],
                m.annee_jugee,
            )
            for m in years
        ],
        key=f"csv_annees_{indicateur.code}",
    )
