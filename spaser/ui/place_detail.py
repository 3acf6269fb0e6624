"""The place chosen on a map of suppliers: who is paid there, the largest amounts first, each with a link to its page."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.perimeter import est_masque
from spaser.measure.place_suppliers import FournisseurDuLieu
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.place_choice import let_go
from spaser.ui.place_figures import suppliers_of
from spaser.ui.place_views import MapView, Ranked
from spaser.ui.tables import Column, csv_button, show_table

_FIRST: Final = 10
_EVERYTHING: Final = 1_000_000
_SIREN: Final = re.compile(r"\d{9}")
_COLUMNS: Final = (
    Column("Fournisseur"),
    Column("Taille"),
    Column("Montant HT", nombre=True),
    Column("Part du lieu", nombre=True),
)


def place_detail(reader: Reader, view: MapView, line: Ranked) -> None:
    """Draw the suppliers of a place of suppliers."""
    if view.where == "acheteur":
        return
    where = view.where
    found = suppliers_of(reader, where, line.lieu, _FIRST)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(literal(line.nom), anchor=False, width="content")
            st.button("Fermer", icon=":material/close:", type="tertiary", key="lieu_fermer", on_click=let_go)
        st.markdown(
            f"**{fr.plural(found.fournisseurs, 'fournisseur payé', 'fournisseurs payés')}, {fr.euros_short(found.montant)} HT** – "
            f"{view.titre_part[0].lower()}{view.titre_part[1:]} : {line.texte_part}."
        )
        show_table(
            _COLUMNS, [_texts(supplier) for supplier in found.premiers], alt=f"Fournisseurs : {line.nom}"
        )
        rest = found.fournisseurs - len(found.premiers)
        if rest > 0:
            amount = found.montant - sum(supplier.montant for supplier in found.premiers)
            st.caption(
                f"Et {fr.plural(rest, 'autre fournisseur', 'autres fournisseurs')} : {fr.euros_short(amount)}."
            )
        csv_button(
            f"fournisseurs_{where}_{line.code or 'non_localise'}_{reader.filters.annee}",
            ["siren", "fournisseur", "taille", "mandats", "montant_ht", "part_du_lieu"],
            lambda: [
                (s.siren, s.nom, s.categorie, s.mandats, s.montant, s.part)
                for s in suppliers_of(reader, where, line.lieu, _EVERYTHING).premiers
            ],
            key="csv_lieu",
        )


def _texts(supplier: FournisseurDuLieu) -> tuple[str | PageLink, ...]:
    name = supplier.nom or supplier.siren
    return (
        page_link(name, "fournisseur", siren=supplier.siren) if _has_page(supplier.siren) else name,
        supplier.categorie or fr.NOT_FILLED,
        fr.euros_short(supplier.montant),
        fr.or_dash(supplier.part, fr.rate),
    )


def _has_page(siren: str) -> bool:
    return _SIREN.fullmatch(siren) is not None or est_masque(siren)
