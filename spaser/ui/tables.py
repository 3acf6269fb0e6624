"""Tables that are read, printed and heard: real HTML, numbers on the right, and the same figures as a French CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from spaser.ui.csv_export import Cell, to_csv
from spaser.ui.downloads import offer
from spaser.ui.literal import literal
from spaser.ui.page_links import PageLink
from spaser.ui.session import drawn_version

_LONGEST: Final = 1_200


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether it holds numbers (then on the right)."""

    titre: str
    nombre: bool = False


def show_table(columns: Sequence[Column], lines: Sequence[Sequence[str | PageLink]], alt: str) -> None:
    """Show a small table of texts already formatted; what comes from a file is shown letter for letter, a link opens a page.

    Streamlit puts on the right, unbroken, what it takes for a number: a column of numbers holds the rank of its rows, and
    its style says the text of each.
    """
    texts = {column.titre: [line[rank] for line in lines] for rank, column in enumerate(columns)}
    numeric = [column.titre for column in columns if column.nombre]
    frame = pd.DataFrame(
        {
            title: list(range(len(cells))) if title in numeric else [_written(cell) for cell in cells]
            for title, cells in texts.items()
        }
    )
    styled = frame.style.format({title: _text_of(texts[title]) for title in numeric})
    st.table(styled, hide_index=True, border="horizontal", alt=alt)


def _written(cell: str | PageLink) -> str:
    return cell.markdown if isinstance(cell, PageLink) else literal(cell, _LONGEST)


def _text_of(texts: Sequence[str | PageLink]) -> Callable[[object], str]:
    def shown(rank: object) -> str:
        return str(texts[int(str(rank))])

    return shown


def csv_button(
    name: str, headings: Sequence[str], lines: Callable[[], Sequence[Sequence[Cell]]], key: str
) -> None:
    """Offer a table as a CSV that French Excel opens right; it is written only when asked for."""
    offer(
        "Télécharger le tableau (CSV)",
        lambda: to_csv(headings, lines()),
        f"{name}{provenance()}.csv",
        "text/csv; charset=utf-8",
        key,
    )


def provenance() -> str:
    """Say in a file's name which version it comes from, and that its data are made up when they are."""
    version = drawn_version()
    if version is None:
        return ""
    return f"_v{version.numero}" + ("_demonstration_fictive" if version.demonstration else "")
