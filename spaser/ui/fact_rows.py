"""The rows behind a figure, page by page: what is counted, in or out or unknown, and the file and line it came from."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Appartenance, FactRow
from spaser.measure.row_sheets import Cible
from spaser.ui.fact_contests import contests_of_rows, flags_of
from spaser.ui.figures import Reader
from spaser.ui.literal import plain
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.pages_of_rows import first_page, page_buttons, turned_page
from spaser.ui.row_figures import numbers_of, targets_of
from spaser.ui.tables import Column, csv_button, show_table
from spaser.wording import ratio_text

PAGE: Final = 25
_EVERYTHING: Final = 1_000_000
_SHORT: Final = 80
_PAGE_NAME: Final = "page_lignes"
_CHOICES: Final[dict[str, Appartenance | None]] = {
    "Toutes": None,
    "Au numérateur": "oui",
    "Hors du numérateur": "non",
    "Non renseignées": "inconnu",
}
_COLUMNS: Final = (
    Column("Compté"),
    Column("Objet ou fournisseur"),
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
    """Draw one page of rows, each leading to its contract or its supplier, with the whole list as a download."""
    numbers = numbers_of(reader, indicateur)
    asked = st.segmented_control(
        "Lignes",
        list(_CHOICES),
        default="Toutes",
        required=True,
        key=f"lignes_{indicateur.code}",
        format_func=lambda name: f"{name} ({fr.count(numbers.de(_CHOICES[name]))})",
        on_change=first_page,
        args=(_PAGE_NAME,),
    )
    membership = _CHOICES[asked if isinstance(asked, str) else "Toutes"]
    turn = turned_page(_PAGE_NAME, numbers.de(membership), PAGE)
    found = reader.rows(indicateur, membership, PAGE, turn.decalage)
    if not found:
        st.caption("Aucune ligne.")
        return
    targets = {(target.cle, target.ligne): target for target in targets_of(reader, found)}
    flags = flags_of(reader, found)
    show_table(
        (*_COLUMNS, *([Column("Contestation")] if flags else [])),
        [
            (*_texts(row, targets.get((row.cle, row.ligne))), *([flags.get(row.cle, "–")] if flags else []))
            for row in found
        ],
        alt=f"Lignes comptées par {indicateur.code}",
    )
    page_buttons(turn, _PAGE_NAME)
    contests_of_rows(reader, indicateur, found, targets)
    if ratio := ratio_text(reader.whole(indicateur), indicateur):
        st.caption(f"Ces lignes font ensemble {ratio} ; ◐ compte pour sa part seulement.")
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


def _texts(row: FactRow, target: Cible | None) -> tuple[str | PageLink, ...]:
    return (
        row.cle if target is None else _link(row, target),
        fr.UNKNOWN if target is None or target.nom is None else plain(target.nom, _SHORT),
        membership_text(row.appartient),
        fr.day(row.jour),
        "–" if row.montant is None else fr.euros(row.montant, 2),
        row.domaine,
        row.dga,
        row.territoire,
        row.fichier or "–",
        "–" if row.ligne is None else fr.count(row.ligne),
    )


def _link(row: FactRow, target: Cible) -> PageLink:
    if target.page == "contrat":
        return page_link(row.cle, "contrat", cle=target.cible)
    return page_link(row.cle, "fournisseur", siren=target.cible)
