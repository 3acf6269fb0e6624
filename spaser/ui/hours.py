"""Insertion hours: by quarter, cumulated against N-1 and the 2020 base, realised against contracted where both are filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any, Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.ui import charts
from spaser.ui.evolution import quarter_name
from spaser.ui.figures import Reader
from spaser.ui.selection import QUARTER_ENDS
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.ui.wording import said

_HOURS: Final = "X2"


def hours_section(reader: Reader, colour: str) -> None:
    """Draw the trends of insertion hours."""
    indicateur = reader.catalogue.indicateur(_HOURS)
    st.header("Heures d’insertion : où en est-on ?", anchor="heures-insertion")
    now = _filled(reader.segments(indicateur, "trimestre")[1:])
    before = _filled(reader.year_before(indicateur, "trimestre")[1:])
    if not now and not before:
        st.caption(
            "Aucune heure d’insertion dans les extraits déposés pour ces filtres : déposez l’extrait du facilitateur."
        )
        return
    _headline(reader, indicateur)
    left, right = st.columns(2, gap="large")
    with left:
        _by_quarter(now, before, colour, reader.filters.annee)
    with right:
        _cumulated(now, before, indicateur, colour)
    _realised_against_contracted(reader)
    _table(now, before, reader.filters.annee, reader.whole(indicateur).arrete)


def _filled(measures: Sequence[Measure]) -> list[Measure]:
    return [measure for measure in measures if measure.effectif > 0 and measure.valeur is not None]


def _headline(reader: Reader, indicateur: Indicateur) -> None:
    measure = reader.whole(indicateur)
    text = f"**{said(measure, indicateur).texte}** réalisées au {fr.day(measure.arrete)}"
    if measure.ecart is not None:
        text += f", soit {fr.change(measure.ecart, indicateur.unite)} par rapport à la même date de {measure.annee - 1}"
    if indicateur.base_2020:
        text += f". Base 2020 du document : {fr.quantity(indicateur.base_2020, 'heures')} sur l’année entière"
    st.markdown(f"{text}.")


def _rows(now: Sequence[Measure], before: Sequence[Measure], *, cumulated: bool) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for series, measures in ((charts.PREVIOUS_YEAR, before), (charts.CURRENT_YEAR, now)):
        values = [float(measure.valeur or 0) for measure in measures]
        shown = list(accumulate(values)) if cumulated else values
        rows += [
            {
                "trimestre": quarter_name(measure),
                "serie": series,
                "valeur": value,
                "texte": fr.quantity(value, "heures"),
            }
            for measure, value in zip(measures, shown, strict=True)
        ]
    return rows


def _by_quarter(now: Sequence[Measure], before: Sequence[Measure], colour: str, annee: int) -> None:
    st.markdown("**Heures réalisées par trimestre**")
    rows = _rows(now, before, cumulated=False)
    st.vega_lite_chart(
        bound(charts.quarters("heures", colour), trimestres=rows),
        alt=f"Heures d’insertion par trimestre, {annee} et {annee - 1}.",
        key="heures_trimestres",
    )
    st.caption(_spoken(rows, annee))


def _cumulated(
    now: Sequence[Measure], before: Sequence[Measure], indicateur: Indicateur, colour: str
) -> None:
    st.markdown("**Heures cumulées depuis janvier**")
    rows = _rows(now, before, cumulated=True)
    base = indicateur.base_2020
    st.vega_lite_chart(
        bound(
            charts.cumulated_hours(colour),
            cumuls=rows,
            base=[{"valeur": base, "texte": f"Base 2020 : {fr.quantity(base, 'heures')}" if base else None}],
        ),
        alt="Heures d’insertion cumulées, comparées à l’exercice précédent et à la base 2020.",
        key="heures_cumul",
    )
    last = [row for row in rows if row["serie"] == charts.CURRENT_YEAR]
    if last and base:
        st.caption(
            f"À la fin de {last[-1]['trimestre']} : {last[-1]['texte']}, soit {fr.rate(last[-1]['valeur'] / base)} "
            "de la base annuelle de 2020."
        )


def _realised_against_contracted(reader: Reader) -> None:
    contracted = reader.contracted_hours()
    if contracted is None:
        st.caption(
            f"Heures contractualisées : {fr.NOT_FILLED}. La comparaison avec les heures réalisées demande la colonne "
            "« heures contractualisées » dans l’extrait des heures ou « heures d’insertion prévues » dans celui des contrats."
        )
        return
    share = (
        fr.rate(contracted.realisees / contracted.contractualisees)
        if contracted.contractualisees
        else "sans objet"
    )
    with st.grid(3, min_column_width=220):
        st.metric("Heures réalisées, contrats suivis", fr.quantity(contracted.realisees, "heures"))
        st.metric(
            "Heures contractualisées, mêmes contrats", fr.quantity(contracted.contractualisees, "heures")
        )
        st.metric("Réalisé sur contractualisé", share)
    st.caption(
        f"Sur {fr.plural(contracted.contrats, 'contrat')} dont les heures contractualisées sont renseignées, "
        "depuis leur notification."
    )


def _spoken(rows: Sequence[dict[str, Any]], annee: int) -> str:
    said_rows = [
        f"{row['trimestre']} : {row['texte']}" for row in rows if row["serie"] == charts.CURRENT_YEAR
    ]
    return f"Exercice {annee} – {', '.join(said_rows) or 'aucun trimestre renseigné'}."


def _table(now: Sequence[Measure], before: Sequence[Measure], annee: int, until: date) -> None:
    by_quarter = {quarter_name(measure): measure for measure in now}
    earlier = {quarter_name(measure): measure for measure in before}
    names = sorted({*by_quarter, *earlier})
    values = [
        (
            name,
            by_quarter[name].valeur if name in by_quarter else None,
            earlier[name].valeur if name in earlier else None,
        )
        for name in names
    ]
    show_table(
        (Column("Trimestre"), Column(f"{annee}", nombre=True), Column(f"{annee - 1}", nombre=True)),
        [
            (name, _hours(value, name, annee, until), _hours(previous, name, annee - 1, until))
            for name, value, previous in values
        ],
        alt="Heures d’insertion par trimestre",
    )
    csv_button(
        "heures_insertion", ["trimestre", f"{annee}", f"{annee - 1}"], lambda: values, key="csv_heures"
    )


def _hours(value: float | None, quarter: str, annee: int, until: date) -> str:
    if value is not None:
        return fr.quantity(value, "heures")
    month, last = QUARTER_ENDS[quarter]
    return "à venir" if date(annee, month, last) > until else fr.NOT_FILLED
