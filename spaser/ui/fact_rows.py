"""The rows behind a figure, page by page: what is counted, in or out or unknown, and the file and line it came from."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Appartenance, FactRow
from spaser.ui.figures import Reader
from spaser.ui.tables import Column, csv_button, show_table

PAGE: Final = 25
_EVERYTHING: Final = 1_000_000
_CHOICES: Final[dict[str, Appartenance | None]] = {
    "Toutes": None,
    "Au numérateur": "oui",
    "Hors du numérateur": "non",
    "Non renseignées": "inconnu",
}
_COLUMNS: Final = (
    Column("Compté"),
    Column("Appartient"),
    Column("Date"),
    Column("Montant HT", nombre=True),
    Column("Domaine"),
    Column("DGA"),
    Column("Territoire"),
    Column("Fichier"),
    Column("Ligne", nombre=True),
)


def rows_view(reader: Reader, indicateur: Indicateur, colour: str) -> None:  # noqa: ARG001 – every view takes a colour
    """Draw one page of rows, with the whole list as a download."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        asked = st.segmented_control(
            "Lignes", list(_CHOICES), default="Toutes", required=True, key=f"lignes_{indicateur.code}"
        )
        membership = _CHOICES[asked if isinstance(asked, str) else "Toutes"]
        number = int(
            st.number_input("Page", min_value=1, step=1, key=f"page_{indicateur.code}_{asked}", width=130)
        )
    found = reader.rows(indicateur, membership, PAGE + 1, (number - 1) * PAGE)
    if not found:
        st.caption("Aucune ligne sur cette page.")
        return
    show_table(_COLUMNS, [_texts(row) for row in found[:PAGE]], alt=f"Lignes comptées par {indicateur.code}")
    first = (number - 1) * PAGE + 1
    more = " La page suivante continue." if len(found) > PAGE else " C’est la dernière page."
    st.caption(f"Lignes {fr.count(first)} à {fr.count(first + min(len(found), PAGE) - 1)}.{more}")
    csv_button(
        f"{indicateur.code}_lignes_{reader.filters.annee}",
        ["cle", "jour", "appartient", "montant", "domaine", "dga", "territoire", "fichier", "ligne"],
        lambda: [
            (r.cle, r.jour, r.appartient, r.montant, r.domaine, r.dga, r.territoire, r.fichier, r.ligne)
            for r in reader.rows(indicateur, membership, _EVERYTHING, 0)
        ],
        key=f"csv_lignes_{indicateur.code}_{asked}",
    )


def membership_text(share: float | None) -> str:
    """Say whether a row belongs to the numerator: yes, no, in part, or nobody knows."""
    if share is None:
        return f"◌ {fr.NOT_FILLED}"
    if share == 1:
        return "● oui"
    return "○ non" if share == 0 else f"◐ {fr.rate(share, decimals=0)}"


def _texts(row: FactRow) -> tuple[str, ...]:
    return (
        row.cle,
        membership_text(row.appartient),
        fr.day(row.jour),
        "–" if row.montant is None else fr.euros(row.montant, 2),
        row.domaine,
        row.dga,
        row.territoire,
        row.fichier or "–",
        "–" if row.ligne is None else fr.count(row.ligne),
    )
