"""What was paid and how many insertion hours were done on a contract, by year."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from spaser import francais as fr
from spaser.measure.contract_sheet import FicheContrat
from spaser.ui import sheet_words as words
from spaser.ui.sheet_spending import spending_chart
from spaser.ui.tables import Column, csv_button, show_table


def execution(sheet: FicheContrat) -> None:
    """Draw spending against the amount, then hours."""
    st.header("Exécution", anchor=False)
    if sheet.identifiant_partage:
        st.caption(
            "Plusieurs contrats (lots) portent ce numéro : les paiements et les heures sont ceux du numéro, pas du seul lot."
        )
    left, right = st.columns(2, gap="large")
    with left:
        _spending(sheet)
    with right:
        _hours(sheet)


def _spending(sheet: FicheContrat) -> None:
    contrat = sheet.contrat
    st.subheader("Paiements", anchor=False)
    if not sheet.depenses:
        st.caption("Aucun paiement de votre périmètre ne cite ce contrat.")
        return
    share = words.paid_share(sheet.paye, sheet.repere)
    if share is not None:
        st.markdown(f"**{fr.euros(sheet.paye)} payés** HT, soit {share}.")
    if sheet.a_des_subsequents:
        st.caption(words.OWN_NUMBERS)
    spending_chart({y.exercice: y.montant for y in sheet.depenses}, "sur ce contrat", "paye_contrat")
    total = Decimal(0)
    lines = []
    for year in sheet.depenses:
        total += year.montant
        lines.append(
            (str(year.exercice), fr.euros(year.montant, 2), fr.euros(total, 2), fr.count(year.paiements))
        )
    show_table(
        (
            Column("Exercice"),
            Column("Payé HT", nombre=True),
            Column("Cumul HT", nombre=True),
            Column("Paiements", nombre=True),
        ),
        lines,
        alt="Paiements par exercice",
    )
    others = sum((year.autres for year in sheet.depenses), Decimal(0))
    if others:
        st.caption(f"Hors achats (intérêts moratoires, indemnités…) : {fr.euros(others, 2)}, non compris.")
    csv_button(
        "contrat_paiements",
        ["contrat", "exercice", "paye_ht", "paiements"],
        lambda: [(contrat.cle, y.exercice, y.montant, y.paiements) for y in sheet.depenses],
        key="csv_paye_contrat",
    )


def _hours(sheet: FicheContrat) -> None:
    st.subheader("Heures d’insertion", anchor=False)
    due = sheet.heures_dues
    said = fr.NOT_FILLED if due is None else f"{fr.number(due)}{fr.NARROW}h"
    if not sheet.heures:
        st.caption(
            f"Heures contractualisées : {said}. Aucune heure de votre périmètre n’est déclarée sur ce contrat."
        )
        return
    done = sheet.heures_realisees
    share = f" ({fr.rate(float(done / due), decimals=0)})" if due else ""
    st.markdown(
        f"**{fr.number(done)}{fr.NARROW}h réalisées**{share} · {said} contractualisées."
        if due is not None
        else f"**{fr.number(done)}{fr.NARROW}h réalisées** · heures contractualisées : {said}."
    )
    show_table(
        (Column("Année"), Column("Heures réalisées", nombre=True), Column("Lignes", nombre=True)),
        [
            (str(year.annee), fr.number(year.heures, 1, trim=True), fr.count(year.lignes))
            for year in sheet.heures
        ],
        alt="Heures d’insertion par année",
    )
    csv_button(
        "contrat_heures",
        ["contrat", "annee", "heures_realisees", "lignes"],
        lambda: [(sheet.contrat.cle, y.annee, y.heures, y.lignes) for y in sheet.heures],
        key="csv_heures_contrat",
    )
