"""Insertion hours on Axe 2: where the year stands, its quarters, its cumulated course, for whom, and who owes some."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.measure.hours_done import HeuresVentilees, Ventilation
from spaser.ui.figures import Reader
from spaser.ui.hours_breakdown import breakdown_section
from spaser.ui.hours_charts import cumulated, quarters
from spaser.ui.hours_contracts import contracts_section
from spaser.ui.hours_figures import broken_down
from spaser.ui.selection import QUARTER_ENDS
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.wording import said

_HOURS = "X2"


def hours_section(reader: Reader, colour: str) -> None:
    """Draw all that the extracts say of insertion hours."""
    indicateur = reader.catalogue.indicateur(_HOURS)
    st.header("Heures d’insertion : où en est‑on ?", anchor="heures-insertion")
    hours = broken_down(reader)
    if hours.heures is None and hours.avant_entier is None:
        st.caption(
            "Aucune heure d’insertion dans les extraits déposés pour ces filtres : déposez l’extrait du facilitateur."
        )
    else:
        measure = reader.whole(indicateur)
        _headline(measure, indicateur)
        left, right = st.columns(2, gap="large")
        with left:
            _quarters(hours, colour, measure)
        with right:
            _cumulated(hours, indicateur, colour, measure)
        _table(hours)
        breakdown_section(hours, colour)
    contracts_section(reader)


def _headline(measure: Measure, indicateur: Indicateur) -> None:
    text = f"**{said(measure, indicateur).texte}** réalisées au {fr.day(measure.arrete)}"
    if measure.ecart is not None:
        text += f", soit {fr.change(measure.ecart, indicateur.unite)} par rapport à la même date de {measure.annee - 1}"
    if indicateur.base_2020:
        text += f". Base 2020 du document : {fr.quantity(indicateur.base_2020, 'heures')} sur l’année entière"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{text}.", width="content")
        if measure.provisoire:
            st.badge(
                "Provisoire", icon=":material/pending:", color="gray", help="L’exercice n’est pas terminé."
            )


def _names(hours: HeuresVentilees, measure: Measure) -> tuple[str, str]:
    """Name the two years in the legends."""
    return f"{hours.annee - 1}", f"{hours.annee}{' (provisoire)' if measure.provisoire else ''}"


def _quarters(hours: HeuresVentilees, colour: str, measure: Measure) -> None:
    st.markdown("**Heures réalisées par trimestre**")
    previous, current = _names(hours, measure)
    rows = [
        {"trimestre": quarter.valeur, "serie": series, "valeur": value, "texte": fr.quantity(value, "heures")}
        for quarter in hours.trimestres
        for series, value in ((previous, quarter.avant_entier), (current, quarter.heures))
        if value is not None
    ]
    spoken = ", ".join(f"{row['trimestre']} : {row['texte']}" for row in rows if row["serie"] == current)
    st.vega_lite_chart(
        bound(quarters(colour, previous, current), trimestres=rows),
        alt=f"Heures d’insertion par trimestre, {current} et {previous}. {spoken}.",
        key="heures_trimestres",
    )
    st.caption(f"Exercice {hours.annee} – {spoken or 'aucun trimestre renseigné'}.")


def _cumulated(hours: HeuresVentilees, indicateur: Indicateur, colour: str, measure: Measure) -> None:
    st.markdown("**Heures cumulées depuis janvier**")
    previous, current = _names(hours, measure)
    before = _course(hours.trimestres, previous, "avant_entier")
    now = _course(hours.trimestres, current, "heures")
    if now and measure.provisoire:
        now[-1]["ouvert"] = True
    base = indicateur.base_2020
    st.vega_lite_chart(
        bound(
            cumulated(colour, previous, current),
            cumuls=[*before, *now],
            base=[
                {
                    "valeur": base,
                    "texte": f"Base 2020 : {fr.quantity(base, 'heures')} par an" if base else None,
                }
            ],
        ),
        alt=f"Heures d’insertion cumulées de {current}, comparées à {previous} (tirets) et à la base annuelle de 2020 (pointillés).",
        key="heures_cumul",
    )
    if now and base:
        last = now[-1]
        st.caption(
            f"À la fin de {last['trimestre']} : {last['texte']}, soit {fr.rate(last['valeur'] / base)} de la base annuelle de "
            f"2020. Tirets : {previous}, année entière."
        )


def _course(trimestres: Sequence[Ventilation], series: str, field: str) -> list[dict[str, Any]]:
    """Add up the quarters that the extracts tell of."""
    rows: list[dict[str, Any]] = []
    total = 0.0
    for quarter in trimestres:
        value = quarter.heures if field == "heures" else quarter.avant_entier
        if value is None:
            continue
        total += value
        rows.append(
            {
                "trimestre": quarter.valeur,
                "serie": series,
                "valeur": total,
                "texte": fr.quantity(total, "heures"),
                "avant": field != "heures",
                "ouvert": False,
            }
        )
    return rows


def _table(hours: HeuresVentilees) -> None:
    found = {quarter.valeur: quarter for quarter in hours.trimestres}
    with st.expander("Les chiffres par trimestre"):
        show_table(
            (
                Column("Trimestre"),
                Column(f"{hours.annee}", nombre=True),
                Column(f"{hours.annee - 1}", nombre=True),
            ),
            [
                (
                    name,
                    _hours(found[name].heures if name in found else None, name, hours.annee, hours.arrete),
                    _hours(
                        found[name].avant_entier if name in found else None,
                        name,
                        hours.annee - 1,
                        hours.arrete,
                    ),
                )
                for name in QUARTER_ENDS
            ],
            alt="Heures d’insertion par trimestre",
        )
        csv_button(
            f"heures_insertion_{hours.annee}",
            ["trimestre", f"heures_{hours.annee}", f"heures_{hours.annee - 1}"],
            lambda: [(quarter.valeur, quarter.heures, quarter.avant_entier) for quarter in hours.trimestres],
            key="csv_heures",
        )


def _hours(value: float | None, quarter: str, annee: int, until: date) -> str:
    if value is not None:
        return fr.quantity(value, "heures")
    month, last = QUARTER_ENDS[quarter]
    return "à venir" if date(annee, month, last) > until else fr.NOT_FILLED
