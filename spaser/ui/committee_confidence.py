"""Declared confidence beside the measured verdict; where they contradict each other, it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.committees import (
    NIVEAUX,
    Confiance,
    Niveau,
    confidences,
    declare,
    latest_confidences,
    may,
    withdraw_confidence,
)
from spaser.committees.confidence import last_rank
from spaser.committees.door import sees_everything
from spaser.committees.texts import LONGEST
from spaser.ui.committee_divergence import diverging
from spaser.ui.committee_forms import buttons, finish
from spaser.ui.committee_history import history_fold
from spaser.ui.committee_reading import Committee
from spaser.ui.committee_state import Opened, act, open_form, opened_form
from spaser.ui.committee_wording import LEVELS, badge, paragraphs, written_words
from spaser.ui.figures import Reader
from spaser.ui.page_links import indicator_link
from spaser.ui.tables import Column, csv_button, show_table
from spaser.verdicts import verdict

DIVERGES: Final = "⚑ Mesure et appréciation divergent"
_SHOWN: Final = ("Déclarées", "Divergentes", "Tous les indicateurs")


def confidence_view(committee: Committee, reader: Reader) -> None:
    """Draw every indicator with its verdict and its confidence, then the one whose confidence is declared."""
    if not sees_everything(committee.identity.droits):
        st.info(
            "La confiance est déclarée pour l’ensemble de la Métropole : elle n’est pas montrée dans votre périmètre.",
            icon=":material/visibility_off:",
        )
        return
    declared = latest_confidences(committee.ledger, committee.identity)
    measures = {i.code: reader.whole(i) for i in reader.catalogue.indicateurs}
    contradicted = diverging(measures, declared)
    st.caption(
        f"{fr.plural(len(declared), 'indicateur')} sur {fr.count(len(measures))} avec une confiance déclarée, dont "
        f"{fr.count(len(contradicted))} où elle contredit la mesure. Verdict mesuré au "
        f"{fr.day(measures[reader.catalogue.indicateurs[0].code].arrete)}, pour l’ensemble de la Métropole."
    )
    asked = st.segmented_control(
        "Indicateurs montrés",
        list(_SHOWN),
        default=_SHOWN[0],
        required=True,
        key="confiances",
        bind="query-params",
        label_visibility="collapsed",
    )
    shown = [
        i
        for i in reader.catalogue.indicateurs
        if asked == _SHOWN[2] or i.code in (contradicted if asked == _SHOWN[1] else declared)
    ]
    if shown:
        show_table(
            (
                Column("Indicateur"),
                Column("Verdict mesuré"),
                Column("Confiance déclarée"),
                Column("Le"),
                Column("Commentaire"),
                Column("Comparaison"),
            ),
            [
                (
                    indicator_link(i),
                    f"{verdict(measures[i.code].statut).signe} {verdict(measures[i.code].statut).texte}",
                    *_declared(declared.get(i.code)),
                    DIVERGES if i.code in contradicted else fr.UNKNOWN,
                )
                for i in shown
            ],
            alt="Verdict mesuré et confiance déclarée",
        )
    else:
        st.info(
            "Aucune confiance déclarée." if asked == _SHOWN[0] else "Aucune divergence.",
            icon=":material/task_alt:",
        )
    if declared:
        csv_button(
            "confiances",
            (
                "code",
                "indicateur",
                "verdict_mesure",
                "confiance",
                "declaree_le",
                "par",
                "commentaire",
                "divergence",
            ),
            lambda: [
                (
                    *(i.code, i.titre, verdict(measures[i.code].statut).texte, NIVEAUX[found.niveau]),
                    *(found.trace.cree_le, found.trace.cree_par, found.commentaire),
                    "oui" if i.code in contradicted else "non",
                )
                for i in reader.catalogue.indicateurs
                if (found := declared.get(i.code)) is not None
            ],
            key="csv_confiances",
        )
    _one(committee, reader.catalogue.indicateurs)


def _declared(found: Confiance | None) -> tuple[str, str, str]:
    if found is None:
        return "non déclarée", fr.UNKNOWN, fr.UNKNOWN
    sign = LEVELS[found.niveau][0]
    return (
        f"{sign} {NIVEAUX[found.niveau]}",
        f"{fr.day(found.trace.cree_le)}, {found.trace.cree_par}",
        found.commentaire,
    )


def _one(committee: Committee, indicateurs: tuple[Indicateur, ...]) -> None:
    """Draw the declarations of one indicator, and the form of the next one."""
    st.subheader("Un indicateur", anchor=False)
    labels: Mapping[str, str] = {f"{i.code} · {i.titre}": i.code for i in indicateurs}
    asked = st.selectbox(
        "Indicateur",
        list(labels),
        key="declare",
        bind="query-params",
        filter_mode=None,
        width=640,
    )
    code = labels[asked]
    opened = opened_form("confiances", None, code)
    if opened is not None:
        _form(committee, opened, code)
    elif may(committee.identity, "declarer"):
        st.button(
            "Déclarer une confiance",
            icon=":material/add:",
            key=f"confiance_{code}",
            on_click=_open,
            args=(committee, code),
        )
    found = confidences(committee.ledger, committee.identity, code)
    if not found:
        st.caption("Aucune déclaration pour cet indicateur.")
    for rank, confiance in enumerate(reversed(found)):
        _draw(committee, confiance, last=rank == 0)


def _open(committee: Committee, code: str) -> None:
    open_form("confiances", None, last_rank(committee.ledger, committee.identity, code), code)


def _draw(committee: Committee, confiance: Confiance, *, last: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        sign, colour = LEVELS[confiance.niveau]
        st.markdown(
            f"{badge(sign, colour, NIVEAUX[confiance.niveau])}  \n{paragraphs(confiance.commentaire)}"
        )
        st.caption(f"{'en vigueur' if last else 'antérieure'} · {written_words(confiance.trace)}")
        if last and may(committee.identity, "declarer"):
            with st.popover("Retirer cette déclaration", icon=":material/delete:"):
                st.markdown(
                    "La déclaration d’avant redevient celle en vigueur ; celle-ci reste dans la base."
                )
                st.button(
                    "Confirmer le retrait",
                    key=f"confiance_retirer_{confiance.trace.id}",
                    on_click=act,
                    args=(
                        "confiances",
                        confiance.trace.id,
                        lambda: withdraw_confidence(
                            committee.ledger,
                            committee.identity,
                            confiance.trace.id,
                            confiance.trace.version,
                        ),
                        "Déclaration retirée.",
                    ),
                )
        history_fold(committee, "confiances", confiance.trace)


def _form(committee: Committee, opened: Opened, code: str) -> None:
    key = opened.cle
    with st.form(key):
        niveau: Niveau | None = st.selectbox(
            "Confiance",
            list(NIVEAUX),
            index=None,
            format_func=NIVEAUX.__getitem__,
            filter_mode=None,
            placeholder="Choisissez",
            key=f"{key}_niveau",
            width=320,
        )
        commentaire = st.text_area(
            "Commentaire (obligatoire) : ce qui fonde cette confiance",
            max_chars=LONGEST,
            height=90,
            key=f"{key}_commentaire",
        )
        kept, left = buttons("Déclarer")

    def save(rank: int) -> object:
        if niveau is None:
            raise ValueError("Confiance : choisissez un niveau.")
        return declare(committee.ledger, committee.identity, code, niveau, commentaire or "", rank)

    finish(opened, kept, left, save, "Confiance déclarée.")
