"""Completeness as a heat table: real HTML, segments in rows, columns of the extract in columns; the sign says what the colour says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spaser.catalogue import Reglages
from spaser.measure.quality import Completude
from spaser.measure.quality_columns import ColonneSuivie
from spaser.ui.literal import plain
from spaser.ui.page_links import page_link
from spaser.ui.quality_words import share

WHOLE: Final = "Ensemble"
_KEPT: Final = ("extrait", "par")
_INSUFFICIENT: Final = "background-color: #8F3B00; color: #FFFFFF"
_PROVISIONAL: Final = "background-color: #FAD0A8; color: #17222C"
_ALMOST: Final = "background-color: #DDEAF4; color: #17222C"
_COMPLETE: Final = "background-color: #93C4DE; color: #17222C"


def heat_table(found: Sequence[Completude], heading: str, settings: Reglages, alt: str) -> None:
    """Draw the columns that miss something somewhere; ``heading`` names the segments.

    The column that the segments come from says nothing here: it is full, or « Non affecté ».
    """
    columns = [column for column in incomplete_columns(found) if column.nom != heading.lower()]
    segments = list(dict.fromkeys(completude.segment for completude in found))
    by_cell = {(completude.colonne.nom, completude.segment): completude for completude in found}
    low, high = settings.couverture_min, settings.completude_provisoire
    texts = pd.DataFrame(
        {heading: [_name(segment, heading) for segment in segments]}
        | {
            column.titre: [share(by_cell[column.nom, segment], low, high) for segment in segments]
            for column in columns
        }
    )
    styles = pd.DataFrame(
        {heading: ["font-weight: 600" if segment is None else "" for segment in segments]}
        | {
            column.titre: [_fill(by_cell[column.nom, segment], low, high) for segment in segments]
            for column in columns
        }
    )
    st.table(texts.style.apply(lambda _: styles, axis=None), hide_index=True, border=True, alt=alt)


def _name(segment: str | None, heading: str) -> str:
    """Name a row; a segment opens the same table filtered on it."""
    if segment is None:
        return WHOLE
    kept = {name: value for name in _KEPT if (value := st.query_params.get(name))}
    return page_link(plain(segment, 60), "qualite", **{**kept, heading.lower(): segment}).markdown


def incomplete_columns(found: Sequence[Completude]) -> tuple[ColonneSuivie, ...]:
    """Return the columns that miss something in the whole."""
    return tuple(c.colonne for c in found if c.segment is None and c.manquants > 0)


def complete_columns(found: Sequence[Completude]) -> tuple[ColonneSuivie, ...]:
    """Return the columns that miss nothing."""
    return tuple(c.colonne for c in found if c.segment is None and c.manquants == 0)


def _fill(completude: Completude, low: float, high: float) -> str:
    if completude.part < low:
        return _INSUFFICIENT
    if completude.part < high:
        return _PROVISIONAL
    return _COMPLETE if completude.manquants == 0 else _ALMOST
