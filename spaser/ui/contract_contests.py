"""Contested rows of a contract, from its own page or from the rows of an indicator; and the way to contest it."""

from __future__ import annotations

import streamlit as st

from spaser.committees import CommitteeError, LigneContestee
from spaser.measure.contract_sheet import FicheContrat
from spaser.ui.committee_contests import contest_form, draw_contest
from spaser.ui.committee_reading import committee_of, contested_rows, say_unread
from spaser.ui.committee_state import say
from spaser.ui.committee_wording import contests_count
from spaser.ui.person import identify
from spaser.ui.sheet_page import SheetReader


def contests(reader: SheetReader, sheet: FicheContrat) -> None:
    """Draw the contested rows of the contract that the person may see, with their state and answer."""
    contrat = sheet.contrat
    st.header("Contestations", anchor=False)
    say()
    try:
        committee = committee_of(reader.version, identify())
        found = tuple(
            contestation
            for contestation in contested_rows(committee)
            if (contestation.objet.page, contestation.objet.cible) == ("contrat", contrat.cle)
        )
    except CommitteeError as error:
        say_unread("Les contestations", error)
        return
    st.caption(f"⚑ {contests_count(found)}." if found else "Aucune ligne de ce contrat n’est contestée.")
    for contestation in found:
        draw_contest(committee, contestation, "contrat")
    ligne = LigneContestee(
        cle=contrat.cle,
        indicateur=None,
        page="contrat",
        cible=contrat.cle,
        fichier=contrat.fichier,
        ligne=contrat.ligne,
        version_donnees=reader.version.numero,
        territoire=contrat.territoire,
        dga=contrat.dga,
    )
    contest_form(committee, {contrat.cle: ligne}, f"contrat_{contrat.cle}")
