"""« Ce qui a changé depuis le trimestre précédent »: the largest moves, in points and in €, and what made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Filters, Measure, Perimeter
from spaser.measure.moves import Cause, Move, causes, moves
from spaser.moves_wording import arrow, compared, dates_of, in_euros, in_points, where, why
from spaser.store import OpenVersion
from spaser.ui.csv_export import csv_unit
from spaser.ui.figures import Reader, remembered
from spaser.ui.literal import literal
from spaser.ui.page_links import indicator_link
from spaser.ui.tables import csv_button
from spaser.wording import said, value_text

_LONGEST: Final = 400


def moves_section(reader: Reader) -> None:
    """Draw what moved most since the end of the quarter before."""
    figures = reader.together()
    asked = compared(reader.catalogue.indicateurs)
    found = moves(figures, asked)
    st.header("Ce qui a changé depuis le trimestre précédent", anchor="evolutions")
    dates = sorted({dates_of(move) for move in found if move.ecart is not None}, reverse=True)
    if not dates:
        st.caption("Aucun indicateur n’est mesurable aux deux dates avec ces filtres.")
        return
    several = len(dates) > 1
    by_code = {i.code: i for i in asked}
    points, euros = in_points(found, by_code), in_euros(found, by_code)
    explained = move_causes(reader.version, reader.stamp, (*points, *euros), reader.filters, reader.perimeter)
    st.caption(
        "Exercice arrêté "
        + ", ou ".join(_compared(after, before) for after, before in dates)
        + (" (selon le dernier jour des extraits : chaque ligne le dit)" if several else "")
        + ". Un domaine ou une DGA « explique » ce que ses contrats ou ses dépenses depuis cette date ont ajouté ou retiré au taux. "
        "▲▼ va dans le sens voulu, △▽ à contresens."
    )
    st.markdown("**En points**")
    if points:
        _points_list(points, by_code, explained, several=several)
    else:
        st.caption("Aucun taux n’a bougé d’un dixième de point.")
    st.markdown(
        "**En euros, dépensés depuis cette date** (ces montants se recoupent : ils ne s’additionnent pas)"
    )
    if euros:
        _euros_list(euros, by_code, explained, several=several)
    else:
        st.caption("Aucun montant nouveau depuis cette date.")
    csv_button(
        "evolutions_trimestre",
        [
            *("code", "libelle", "unite", "avant_le", "avant", "apres_le", "apres"),
            *("ecart_en_points", "evolution_relative", "euros_depuis"),
        ],
        lambda: [
            (
                *(m.code, by_code[m.code].libelle, csv_unit(by_code[m.code])),
                date.fromisoformat(m.avant.segment) if m.avant.segment else None,
                *(m.avant.valeur, m.apres.arrete, m.apres.valeur),
                m.ecart * 100 if m.ecart is not None and by_code[m.code].est_un_taux else None,
                None if by_code[m.code].est_un_taux else m.ecart,
                m.montant,
            )
            for m in found
        ],
        key="csv_evolutions",
    )


def _compared(after: date, before: date) -> str:
    whole = " (exercice précédent entier)" if before.year != after.year else ""
    return f"au {fr.day(after)}, comparé à celui du {fr.day(before)}{whole}"


def _between(move: Move, *, several: bool) -> str:
    """Say the two days of a move, where those of the section are not all the same."""
    after, before = dates_of(move)
    return f" (du {fr.day(before)} au {fr.day(after)})" if several else ""


def _points_list(
    shown: Sequence[Move],
    by_code: Mapping[str, Indicateur],
    explained: Mapping[str, tuple[Cause, ...]],
    *,
    several: bool,
) -> None:
    st.markdown(
        "\n".join(
            f"- {arrow(m, by_code[m.code])} **{literal(fr.change(m.ecart or 0, by_code[m.code].unite))}** – "
            f"{indicator_link(by_code[m.code]).markdown} : {_value(m.avant, by_code[m.code])} → "
            f"{said(m.apres, by_code[m.code]).texte}{_between(m, several=several)}{_year_on_year(m, by_code[m.code])}. {literal(why(explained.get(m.code, ()), by_code[m.code]), _LONGEST)}"
            for m in shown
        )
    )


def _euros_list(
    shown: Sequence[Move],
    by_code: Mapping[str, Indicateur],
    explained: Mapping[str, tuple[Cause, ...]],
    *,
    several: bool,
) -> None:
    st.markdown(
        "\n".join(
            f"- **{literal(fr.euros_short(m.montant or 0))}** – "
            f"{indicator_link(by_code[m.code]).markdown}, sur {fr.euros_short(m.apres.numerateur)} depuis janvier{_between(m, several=several)}. "
            f"{literal(where(explained.get(m.code, ())), _LONGEST)}"
            for m in shown
        )
    )


def _value(measure: Measure, indicateur: Indicateur) -> str:
    return fr.or_dash(measure.valeur, lambda value: value_text(value, indicateur))


def _year_on_year(move: Move, indicateur: Indicateur) -> str:
    """Say the change from the same date of N-1: a cumulation moves with the season, and the verdict stands on this one."""
    if move.apres.ecart is None:
        return ""
    return f" ; sur un an : {fr.change(move.apres.ecart, indicateur.unite)}"


@remembered(max_entries=300)
def move_causes(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    _found: tuple[Move, ...],
    filters: Filters,
    perimeter: Perimeter,
) -> Mapping[str, tuple[Cause, ...]]:
    """Ask what made the moves shown: they follow from the version, the filters and the perimeter."""
    return causes(_version, _found, filters, perimeter)
