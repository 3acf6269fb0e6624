"""The committees on « Vue d'ensemble »: the decisions of the last meeting and their follow-up, the confidences that figures contradict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.committees import (
    CommitteeError,
    Decision,
    decisions,
    last_meeting,
    latest_confidences,
)
from spaser.measure import Measure
from spaser.ui.committee_decisions import decision_lines, today
from spaser.ui.committee_divergence import diverging
from spaser.ui.committee_reading import committee_of, say_unread
from spaser.ui.committee_wording import meeting_words
from spaser.ui.figures import Reader
from spaser.ui.filter_bar import held_address
from spaser.ui.person import identify

PAGE: Final = "pages/comites/comites.py"
_OPEN: Final = frozenset({"a_faire", "en_cours"})


@dataclass(frozen=True)
class Followed:
    """What the overview shows of the committees."""

    decisions: tuple[Decision, ...]
    divergences: Mapping[str, str]


def followed(reader: Reader, measures: Mapping[str, Measure]) -> Followed | None:
    """Read what the overview shows; None, once said, when the database cannot be read.

    Confidence speaks of the whole and of today: it is compared with figures that no filter narrows, at the end of the data.
    """
    try:
        committee = committee_of(reader.version, identify())
        found = decisions(committee.ledger, committee.identity)
        declared = latest_confidences(committee.ledger, committee.identity)
    except CommitteeError as error:
        say_unread("Les décisions des comités", error)
        return None
    return Followed(found, diverging(measures, declared) if _of_today(reader) else {})


def decisions_section(held: Followed | None) -> None:
    """Draw the decisions of the last meeting, then what is left of the ones before."""
    st.header("Décisions du dernier comité", anchor="decisions")
    if held is None:
        st.caption("Les décisions ne peuvent pas être lues : voir le message ci-dessus.")
        return
    reference = today()
    last = last_meeting(held.decisions, reference)
    if not last:
        st.caption("Aucune décision de comité enregistrée dans votre périmètre.")
    else:
        for meeting in dict.fromkeys(meeting_words(d.saisie.comite, d.saisie.seance) for d in last):
            of_meeting = [d for d in last if meeting_words(d.saisie.comite, d.saisie.seance) == meeting]
            st.markdown(f"**{meeting}** – {fr.plural(len(of_meeting), 'décision')}")
            for decision in of_meeting:
                with st.container(border=True):
                    st.markdown(decision_lines(decision, reference))
        before = [d for d in held.decisions if d not in last and d.saisie.etat in _OPEN]
        late = sum(d.retard(reference) > 0 for d in before)
        if before:
            lateness = "" if not late else f", dont {fr.count(late)} en retard au {fr.day(reference)}"
            if late == len(before):
                lateness = f" et {'est' if late == 1 else 'sont'} en retard au {fr.day(reference)}"
            st.caption(
                f"{fr.plural(len(before), 'autre décision reste', 'autres décisions restent')} à suivre{lateness}."
            )
    st.page_link(PAGE, label="Ouvrir les décisions", icon=":material/groups:", query_params=held_address())


def _of_today(reader: Reader) -> bool:
    filters, until = reader.filters, reader.version.date_donnees
    return (
        not filters.restreint
        and filters.perimetre is None
        and filters.arrete is None
        and until is not None
        and filters.annee == until.year
    )
