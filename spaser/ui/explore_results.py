"""What a search finds, as two tables: each row leads to its sheet, and everything found can be downloaded."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.search import ContratTrouve, Demande, FournisseurTrouve
from spaser.ui.explore_figures import found_contracts, found_suppliers
from spaser.ui.explore_words import contracts_sentence, suppliers_sentence, type_text
from spaser.ui.figures import Reader
from spaser.ui.literal import plain
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.pages_of_rows import Turn, page_buttons, turned_page
from spaser.ui.sheet_words import yes_no
from spaser.ui.tables import Column, csv_button, show_table

CONTRACTS: Final = 10
SUPPLIERS: Final = 10
_SHORT: Final = 90
_SHORTER: Final = 60

_ENDING: Final = "accords-cadres-a-echeance"
_SUPPLIER_COLUMNS: Final = (
    Column("Fournisseur"),
    Column("SIREN"),
    Column("Payé HT", nombre=True),
    Column("Paiements", nombre=True),
    Column("Dernier paiement"),
    Column("Contrats notifiés", nombre=True),
)


def contracts_found(reader: Reader, demande: Demande, key: str) -> None:
    """Draw one page of the contracts found."""
    st.header("Contrats", anchor=False)
    first = found_contracts(reader, demande, CONTRACTS)
    turn = turned_page(key, first.total, CONTRACTS)
    found = first if turn.decalage == 0 else found_contracts(reader, demande, CONTRACTS, turn.decalage)
    st.markdown(contracts_sentence(first, demande))
    if not found.lignes:
        _nothing(demande, elsewhere=first.ailleurs > 0)
        return
    ending = demande.liste == _ENDING
    show_table(
        _contract_columns("Fin le" if ending else "Notifié le"),
        [_contract(row, row.fin if ending else row.jour) for row in found.lignes],
        alt="Contrats trouvés",
    )
    _foot(turn, key)
    csv_button(
        f"contrats_{reader.filters.annee}",
        [
            *("cle", "objet", "type", "titulaires", "notifie_le", "fin", "montant_ht"),
            *("domaine", "dga", "territoire", "environnement", "social"),
        ],
        lambda: [
            (
                *(row.cle, row.objet, type_text(row.type_contrat), row.titulaires, row.jour, row.fin),
                *(row.montant, row.domaine, row.dga, row.territoire, row.environnement, row.social),
            )
            for row in found_contracts(reader, demande, None).lignes
        ],
        key=f"csv_{key}",
    )


def suppliers_found(reader: Reader, demande: Demande, key: str) -> None:
    """Draw one page of the suppliers found."""
    st.header("Fournisseurs", anchor=False)
    first = found_suppliers(reader, demande, SUPPLIERS)
    turn = turned_page(key, first.total, SUPPLIERS)
    found = first if turn.decalage == 0 else found_suppliers(reader, demande, SUPPLIERS, turn.decalage)
    st.markdown(suppliers_sentence(first, demande))
    if not found.lignes:
        _nothing(demande, elsewhere=first.ailleurs > 0)
        return
    show_table(_SUPPLIER_COLUMNS, [_supplier(row) for row in found.lignes], alt="Fournisseurs trouvés")
    _foot(turn, key)
    csv_button(
        f"fournisseurs_{reader.filters.annee}",
        ["siren", "nom", "montant_paye_ht", "paiements", "dernier_paiement", "contrats_notifies"],
        lambda: [
            (row.siren, row.nom, row.montant, row.paiements, row.dernier, row.contrats)
            for row in found_suppliers(reader, demande, None).lignes
        ],
        key=f"csv_{key}",
    )


def _nothing(demande: Demande, *, elsewhere: bool) -> None:
    if elsewhere and not demande.liste:
        wider = (
            "retirez des filtres"
            if demande.toutes
            else "choisissez « Toutes les années » ou retirez des filtres"
        )
        st.caption(f"Rien ici, mais ailleurs oui : {wider}.")
    else:
        st.caption("Rien ne correspond. Essayez moins de mots, ou une partie du numéro.")


def _foot(turn: Turn, key: str) -> None:
    page_buttons(turn, key)


def _contract_columns(day: str) -> tuple[Column, ...]:
    return (
        Column("Contrat"),
        Column("Objet"),
        Column("Titulaires"),
        Column(day),
        Column("Montant HT", nombre=True),
        Column("Domaine"),
        Column("DGA"),
        Column("Environnement"),
        Column("Social"),
    )


def _contract(row: ContratTrouve, shown: date | None) -> tuple[str | PageLink, ...]:
    return (
        page_link(row.cle, "contrat", cle=row.cle),
        plain(row.objet or fr.NOT_FILLED, _SHORT),
        plain(row.titulaires or fr.NOT_FILLED, _SHORTER),
        fr.NOT_FILLED if shown is None else fr.day(shown),
        fr.NOT_FILLED if row.montant is None else fr.euros(row.montant),
        row.domaine,
        row.dga,
        yes_no(row.environnement),
        yes_no(row.social),
    )


def _supplier(row: FournisseurTrouve) -> tuple[str | PageLink, ...]:
    return (
        page_link(row.nom, "fournisseur", siren=row.siren),
        row.siren,
        fr.euros(row.montant),
        fr.count(row.paiements),
        fr.UNKNOWN if row.dernier is None else fr.day(row.dernier),
        fr.count(row.contrats),
    )
