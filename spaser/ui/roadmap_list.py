"""The means by fiche and objectif: wording, state, lateness, pilot, due date, deliverable, next step; each opens on its detail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import MoyenSuivi, by_state
from spaser.ui.literal import literal
from spaser.ui.roadmap_detail_state import open_means
from spaser.ui.roadmap_draft import Draft
from spaser.ui.roadmap_wording import (
    STATES,
    last_known_text,
    lateness_text,
    signed_state,
    states_in_words,
    value_text,
)

_OPEN_UP_TO = 15


def means_list(moyens: Sequence[MoyenSuivi], draft: Draft | None) -> None:
    """Draw the means; few of them are shown at once, many under their fiche's heading."""
    if not moyens:
        st.info("Aucun moyen ne répond à ces filtres.", icon=":material/filter_alt_off:")
        return
    everything = len(moyens) <= _OPEN_UP_TO
    for position, (_, group) in enumerate(groupby(moyens, key=lambda moyen: moyen.fiche)):
        of_fiche = list(group)
        with st.expander(_fiche_label(of_fiche), expanded=everything or position == 0):
            for _, members in groupby(of_fiche, key=lambda moyen: moyen.objectif):
                of_objectif = list(members)
                first = of_objectif[0]
                st.markdown(f"**{first.objectif} – {literal(first.objectif_titre, 400)}**")
                for moyen in of_objectif:
                    _means(moyen, draft)


def _fiche_label(moyens: Sequence[MoyenSuivi]) -> str:
    first = moyens[0]
    late = sum(moyen.en_retard for moyen in moyens)
    label = (
        f"**Axe {first.axe} · Fiche {first.fiche.removeprefix('F')} – {literal(first.fiche_titre, 200)}**  \n"
        f"{fr.plural(len(moyens), 'moyen')} : {states_in_words(by_state(moyens))}"
    )
    return f"{label} · :red[**⚑ {fr.count(late)} en retard**]" if late else label


def _means(moyen: MoyenSuivi, draft: Draft | None) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{moyen.code}** · {literal(moyen.libelle, 400)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(_badges(moyen, draft), width="content")
            st.button(
                f"Ouvrir {moyen.code}",
                key=f"fdr_ouvrir_{moyen.code}",
                icon=":material/edit:" if draft is not None else ":material/open_in_full:",
                type="tertiary",
                on_click=open_means,
                args=(moyen.code,),
            )
        st.caption(_facts(moyen))


def _badges(moyen: MoyenSuivi, draft: Draft | None) -> str:
    look = STATES[moyen.etat]
    badges = [f":{look.badge}-badge[{signed_state(moyen.etat)}]"]
    if moyen.en_retard:
        badges.append(f":red-badge[⚑ {lateness_text(moyen)}]")
    if draft is not None and moyen.code in draft.saisies:
        badges.append(":violet-badge[:material/edit_note: Modification en attente]")
    return " ".join(badges)


def _facts(moyen: MoyenSuivi) -> str:
    ligne = moyen.ligne
    if ligne is None:
        return last_known_text(moyen) or "Aucun état déposé, pour cette année ni pour les précédentes."
    facts = [
        f"Pilote : {literal(ligne.pilote or fr.NOT_FILLED)}",
        f"Échéance : {fr.day(ligne.echeance) if ligne.echeance else 'non renseignée'}",
    ]
    if ligne.avancement is not None:
        facts.append(f"Avancement déclaré : {value_text(ligne.avancement, 'avancement')}")
    facts.append(f"Livrable : {literal(ligne.livrable or fr.NOT_FILLED, 400)}")
    if ligne.commentaire:
        facts.append(f"Prochaine étape, commentaire : {literal(ligne.commentaire, 600)}")
    return " · ".join(facts)
