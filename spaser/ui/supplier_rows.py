"""What a supplier was paid by year and domain, the contracts that it holds, and every payment with its file and line."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.supplier_sheet import FicheFournisseur
from spaser.ui import sheet_words as words
from spaser.ui.page_links import page_link
from spaser.ui.pages_of_rows import page_buttons, turned_page
from spaser.ui.sheet_figures import held_of, payments_of
from spaser.ui.sheet_page import SheetReader
from spaser.ui.sheet_spending import spending_chart
from spaser.ui.tables import Column, csv_button, show_table

_SIZE: Final = 15
_HELD: Final = "page_contrats"
_PAYMENTS: Final = "page_paiements"


def spending_by_year(sheet: FicheFournisseur) -> None:
    """Draw what was paid by exercice, then by domain, with its table and its download."""
    st.header("Achats par exercice et par domaine", anchor=False)
    if not sheet.depenses:
        st.caption("Aucun achat de votre périmètre n’a été payé à ce fournisseur.")
        return
    by_year: defaultdict[int, Decimal] = defaultdict(Decimal)
    by_domain: defaultdict[str, dict[int, Decimal]] = defaultdict(dict)
    for line in sheet.depenses:
        by_year[line.exercice] += line.montant
        by_domain[line.domaine][line.exercice] = line.montant
    spending_chart(by_year, "à ce fournisseur", "paye_fournisseur")
    years = sorted(by_year)
    ranked = sorted(by_domain.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    show_table(
        (
            Column("Domaine"),
            *(Column(str(year), nombre=True) for year in years),
            Column("Total HT", nombre=True),
        ),
        [
            *(
                (
                    domain,
                    *(fr.or_dash(amounts.get(year), fr.euros) for year in years),
                    fr.euros(sum(amounts.values(), Decimal(0))),
                )
                for domain, amounts in ranked
            ),
            (
                "Ensemble",
                *(fr.euros(by_year[year]) for year in years),
                fr.euros(sum(by_year.values(), Decimal(0))),
            ),
        ],
        alt="Achats par domaine et par exercice",
    )
    csv_button(
        "fournisseur_achats",
        ["siren", "exercice", "domaine", "paye_ht", "paiements"],
        lambda: [
            (sheet.fournisseur.siren, line.exercice, line.domaine, line.montant, line.paiements)
            for line in sheet.depenses
        ],
        key="csv_achats_fournisseur",
    )


def contracts_list(reader: SheetReader, sheet: FicheFournisseur) -> None:
    """Draw one page of the contracts held."""
    st.header("Contrats tenus", anchor=False)
    siren = sheet.fournisseur.siren
    turn = turned_page(_HELD, sheet.fournisseur.contrats, _SIZE)
    found = held_of(reader, siren, _SIZE, turn.decalage)
    if not found:
        st.caption("Aucun contrat de votre périmètre n’a ce fournisseur pour titulaire.")
        return
    show_table(
        (
            Column("Contrat"),
            Column("Objet"),
            Column("Notifié le"),
            Column("Fin"),
            Column("Rôle"),
            Column("Montant du contrat HT", nombre=True),
            Column("Part HT", nombre=True),
        ),
        [
            (
                page_link(held.cle, "contrat", cle=held.cle),
                words.text(held.objet),
                words.day(held.jour),
                words.day(held.fin),
                words.role(held.role, held.titulaires)
                + (f" ({held.titulaires} titulaires)" if held.titulaires > 1 else ""),
                words.amount(held.montant),
                words.amount(held.montant if held.titulaires == 1 else held.part),
            )
            for held in found
        ],
        alt="Contrats du fournisseur",
    )
    page_buttons(turn, _HELD)
    csv_button(
        "fournisseur_contrats",
        ["siren", "contrat", "objet", "notifie_le", "fin", "role", "titulaires", "montant_ht", "part_ht"],
        lambda: [
            (siren, c.cle, c.objet, c.jour, c.fin, c.role, c.titulaires, c.montant, c.part)
            for c in held_of(reader, siren, None, 0)
        ],
        key="csv_contrats_fournisseur",
    )


def payments_list(reader: SheetReader, sheet: FicheFournisseur) -> None:
    """Draw one page of the payments, each with its file and line."""
    st.header("Paiements, ligne à ligne", anchor=False)
    siren = sheet.fournisseur.siren
    first = payments_of(reader, siren, _SIZE, 0)
    if not first:
        st.caption("Aucun paiement de votre périmètre.")
        return
    turn = turned_page(_PAYMENTS, first[0].total, _SIZE)
    found = first if turn.decalage == 0 else payments_of(reader, siren, _SIZE, turn.decalage)
    show_table(
        (
            Column("Mandat"),
            Column("Date"),
            Column("Montant HT", nombre=True),
            Column("Achat"),
            Column("Domaine"),
            Column("DGA"),
            Column("Territoire"),
            Column("Contrat cité"),
            Column("Fichier et ligne"),
        ),
        [
            (
                paid.cle,
                fr.day(paid.jour),
                fr.euros(paid.montant, 2),
                words.yes_no(paid.est_achat),
                paid.domaine,
                paid.dga,
                paid.territoire,
                paid.contrat_id or "aucun",
                words.origin(paid.fichier, paid.ligne),
            )
            for paid in found
        ],
        alt="Paiements au fournisseur",
    )
    page_buttons(turn, _PAYMENTS)
    csv_button(
        "fournisseur_paiements",
        [
            *("siren", "mandat", "date", "montant_ht", "achat", "domaine", "dga", "territoire"),
            *("contrat", "fichier", "ligne"),
        ],
        lambda: [
            (
                siren,
                p.cle,
                p.jour,
                p.montant,
                p.est_achat,
                p.domaine,
                p.dga,
                p.territoire,
                p.contrat_id,
                p.fichier,
                p.ligne,
            )
            for p in payments_of(reader, siren, None, 0)
        ],
        key="csv_paiements_fournisseur",
    )
