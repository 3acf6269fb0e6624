"""An indicator by domaine, DGA or territoire: number, amount, share, with the small ones flagged and « Non affecté » shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.ui import charts
from spaser.ui.clicks import choose_segment
from spaser.ui.figures import Reader
from spaser.ui.scale import axis_scale
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound
from spaser.wording import change_text, completeness_text, in_euros, said

Axis = Literal["domaine", "dga", "territoire"]

_NAMES: Final[dict[Axis, tuple[str, str]]] = {
    "domaine": ("Domaine", "domaines d’achat"),
    "dga": ("DGA", "DGA"),
    "territoire": ("Territoire", "territoires"),
}
_THIS: Final[dict[Axis, str]] = {"domaine": " domaine", "dga": "tte DGA", "territoire": " territoire"}


def segments_view(reader: Reader, indicateur: Indicateur, colour: str, axis: Axis) -> None:
    """Draw the segments of an indicator, ranked, with their table and its download."""
    whole, *segments = reader.segments(indicateur, axis)
    name, plural_name = _NAMES[axis]
    counted = [segment for segment in segments if _exists(segment)]
    if not counted:
        st.caption(f"Rien à répartir par {name.lower()} avec ces filtres.")
        return
    small = reader.catalogue.reglages.segment_petit
    ranked = sorted(counted, key=lambda m: (m.valeur is None, -(m.valeur or 0)))
    _chart(ranked, whole, indicateur, colour, axis, small)
    _table(ranked, whole, indicateur, name, small)
    csv_button(
        f"{indicateur.code}_par_{axis}_{reader.filters.annee}",
        [
            axis,
            "valeur",
            "numerateur",
            "denominateur",
            "inconnus",
            "montant",
            "montant_total",
            "part_montant",
            "n_moins_1",
        ],
        lambda: [_line(measure) for measure in (*ranked, whole)],
        key=f"csv_{axis}_{indicateur.code}",
    )
    if any(measure.effectif < small for measure in ranked):
        st.caption(
            f"◦ {plural_name.capitalize()} de moins de {small} éléments : barre pâle, à lire avec prudence. "
            "Une même chose peut compter dans plusieurs segments : le total est compté une seule fois."
        )


def _chart(
    ranked: Sequence[Measure], whole: Measure, indicateur: Indicateur, colour: str, axis: Axis, small: int
) -> None:
    name, _ = _NAMES[axis]
    shown = [
        measure
        for measure in ranked
        if said(measure, indicateur).aspect == "valeur" and measure.valeur is not None
    ]
    if not shown:
        st.caption("Aucun segment mesurable : les cellules ne sont pas renseignées.")
        return
    scale = axis_scale(indicateur, [measure.valeur for measure in shown])
    values = [scale.drawn(measure.valeur) or 0.0 for measure in shown]
    rows: list[dict[str, Any]] = [
        {
            "segment": measure.segment or "",
            "valeur": value,
            "texte": said(measure, indicateur).texte + (" ◦" if measure.effectif < small else ""),
            "petit": measure.effectif < small,
        }
        for measure, value in zip(shown, values, strict=True)
    ]
    known = said(whole, indicateur)
    # The whole of a count is not comparable with its parts: only a rate draws its overall line.
    comparable = indicateur.est_un_taux or indicateur.nature == "moyenne"
    overall = scale.drawn(whole.valeur) if comparable and known.aspect == "valeur" else None
    st.vega_lite_chart(
        bound(
            charts.segments(scale.unite, colour, name),
            segments=rows,
            ensemble=[{"valeur": overall, "texte": known.texte}],
        ),
        alt=f"{indicateur.titre} par {name.lower()}. "
        + ", ".join(f"{row['segment']} : {row['texte']}" for row in rows[:5])
        + ".",
        key=f"segments_{axis}_{indicateur.code}",
        on_select=choose_segment(f"segments_{axis}_{indicateur.code}", axis),
    )
    first, last = rows[0], rows[-1]
    text = (
        f"Le plus haut : {first['segment']} ({first['texte']}). Le plus bas : {last['segment']} ({last['texte']})."
        if len(rows) > 1
        else ""
    )
    st.caption(
        (f"Ensemble : {known.texte} (trait pointillé). " if overall is not None else "")
        + text.replace("$", "\\$")
        + f" Cliquer sur une barre filtre toute la page sur ce{_THIS[axis]}."
    )


def _table(ranked: Sequence[Measure], whole: Measure, indicateur: Indicateur, name: str, small: int) -> None:
    euros = in_euros(indicateur)
    columns = [Column(name), Column("Valeur", nombre=True)]
    if whole.denominateur is not None:
        columns += [Column("Numérateur", nombre=True), Column("Dénominateur", nombre=True)]
    if indicateur.volume_financier and not euros:
        columns += [Column("Montant", nombre=True), Column("Part du montant", nombre=True)]
    columns += [Column("Écart avec N‑1", nombre=True), Column("Complétude", nombre=True)]
    lines = [_texts(measure, measure.segment or "", indicateur, small) for measure in ranked]
    lines.append(_texts(whole, "Ensemble", indicateur, 0))
    show_table(columns, lines, alt=f"{indicateur.titre} par {name.lower()}")


def _texts(measure: Measure, label: str, indicateur: Indicateur, small: int) -> tuple[str, ...]:
    euros = in_euros(indicateur)
    write = fr.euros if euros else fr.count
    cells = [label + (" ◦" if measure.effectif < small else ""), said(measure, indicateur).texte]
    if measure.denominateur is not None:
        cells += [write(measure.numerateur), write(measure.denominateur)]
    if indicateur.volume_financier and not euros:
        cells += [
            "–" if measure.montant is None else fr.euros(measure.montant),
            "–" if measure.part_montant is None else fr.rate(float(measure.part_montant)),
        ]
    complete = completeness_text(measure, indicateur).removeprefix("complétude ").split(" (")[0]
    return (*cells, change_text(measure, indicateur) or "n.d.", complete or "–")


def _line(m: Measure) -> tuple[str | float | None, ...]:
    return (
        m.segment or "Ensemble",
        m.valeur,
        m.numerateur,
        m.denominateur,
        m.inconnus,
        m.montant,
        m.montant_total,
        m.part_montant,
        m.n_moins_1,
    )


def _exists(measure: Measure) -> bool:
    return measure.effectif > 0 or bool(measure.denominateur) or bool(measure.valeur)
