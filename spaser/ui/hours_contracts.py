"""The contracts that owe insertion hours: what is done of what is due, those without any hour, those late on their time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.insertion import ContratDu, HeuresDues, ListeDues
from spaser.ui.csv_export import Cell
from spaser.ui.figures import Reader
from spaser.ui.hours_figures import due
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.tables import Column, csv_button, show_table

_PAGE: Final = 10
_EVERYTHING: Final = 1_000_000
_LISTS: Final[dict[str, ListeDues]] = {"Aucune heure réalisée": "aucune", "En retard": "retard"}
_COLUMNS: Final = (
    Column("Contrat"),
    Column("Objet"),
    Column("Heures dues", nombre=True),
    Column("Réalisées", nombre=True),
    Column("Commencé le"),
    Column("Fin prévue"),
    Column("Temps écoulé", nombre=True),
)


def contracts_section(reader: Reader) -> None:
    """Draw hours done against hours due, then the contracts to act upon, page by page."""
    st.subheader("Réalisé sur contractualisé", anchor=False)
    totals = due(reader, "aucune", _PAGE, 0)
    if totals.contrats == 0:
        st.caption(
            f"Heures contractualisées : {fr.NOT_FILLED}. La comparaison demande la colonne « heures contractualisées » de "
            "l’extrait des heures, ou « heures d’insertion prévues » de celui des contrats."
        )
        return
    if totals.premier_mois is None:
        st.caption(
            f"{fr.plural(totals.contrats, 'contrat')} en cours prévoient {fr.quantity(totals.dues, 'heures')} d’insertion. "
            f"Heures réalisées : {fr.NOT_FILLED}, faute d’extrait du facilitateur."
        )
        return
    _totals(totals)
    if totals.recents:
        least = fr.rate(reader.catalogue.reglages.alerte_heures_ecoule_min, decimals=0)
        st.caption(
            f"{fr.plural(totals.recents, 'autre contrat', 'autres contrats')} sans heure à ce jour viennent de commencer (moins de {least} de leur "
            "durée) : ils ne sont pas à relancer."
        )
    _lists(reader, totals)


def _totals(totals: HeuresDues) -> None:
    with st.grid(4, min_column_width=200):
        st.metric(
            "Réalisé sur contractualisé",
            fr.rate(totals.realisees / totals.dues) if totals.dues else "sans objet",
        )
        st.metric("Heures réalisées", fr.quantity(totals.realisees, "heures"))
        st.metric("Heures contractualisées", fr.quantity(totals.dues, "heures"))
        st.metric("Sans aucune heure, à relancer", fr.plural(totals.sans_heure, "contrat"))
    st.caption(
        f"{fr.plural(totals.contrats, 'contrat')} en cours dans l’exercice et {_owing(totals)}, depuis leur notification et "
        f"jusqu’au {fr.day(totals.arrete)}. Heures contractualisées : celles de l’extrait des heures, une fois par contrat, "
        "sinon les « heures d’insertion prévues » du contrat. Les heures faites sur les marchés subséquents d’un accord-cadre "
        "qui en doit lui reviennent."
    )


def _owing(totals: HeuresDues) -> str:
    return "qui doivent des heures" if totals.contrats > 1 else "qui doit des heures"


def _lists(reader: Reader, totals: HeuresDues) -> None:
    asked = st.segmented_control(
        "Contrats à relancer",
        list(_LISTS),
        default="Aucune heure réalisée",
        required=True,
        key="relance",
        bind="query-params",
    )
    name = asked if asked in _LISTS else "Aucune heure réalisée"
    liste = _LISTS[name]
    count = totals.sans_heure if liste == "aucune" else totals.en_retard
    st.markdown(_finding(reader, totals, liste))
    if count:
        pages = -(-count // _PAGE)
        where = st.container(gap="xsmall")
        number = 1
        if pages > 1:
            number = st.pagination(pages, key=f"relance_page_{liste}_{pages}")
        found = due(reader, liste, _PAGE, (number - 1) * _PAGE).page
        with where:
            show_table(_COLUMNS, [_texts(contract) for contract in found], alt=f"Contrats : {name.lower()}")
        csv_button(
            f"heures_{liste}_{reader.filters.annee}",
            [
                "contrat",
                "objet",
                "heures_dues",
                "heures_realisees",
                "commence_le",
                "fin_prevue",
                "part_du_temps_ecoulee",
            ],
            lambda: [_line(contract) for contract in due(reader, liste, _EVERYTHING, 0).page],
            key=f"csv_heures_{liste}",
        )
    for sentence in _limits(totals, liste):
        st.caption(sentence)


def _finding(reader: Reader, totals: HeuresDues, liste: ListeDues) -> str:
    if liste == "aucune":
        if not totals.sans_heure:
            return f"**Aucun contrat sans heure réalisée au {fr.day(totals.arrete)}.**"
        owe = "doivent" if totals.sans_heure > 1 else "doit"
        return (
            f"**{fr.plural(totals.sans_heure, 'contrat')} {owe} {fr.quantity(totals.dues_sans_heure, 'heures')} contractualisées et "
            f"n’en {'ont' if totals.sans_heure > 1 else 'a'} réalisé aucune au {fr.day(totals.arrete)}.**"
        )
    asked = fr.rate(reader.catalogue.reglages.alerte_heures_part, decimals=0)
    if not totals.en_retard:
        return f"**Aucun contrat sous {asked} de ce que le temps écoulé demanderait.**"
    return (
        f"**{fr.plural(totals.en_retard, 'contrat')} {'ont' if totals.en_retard > 1 else 'a'} réalisé moins de {asked} de "
        "ce que le temps écoulé demanderait** (répartition régulière sur la durée du contrat)."
    )


def _limits(totals: HeuresDues, liste: ListeDues) -> tuple[str, ...]:
    """Say what the lists cannot tell."""
    sentences: list[str] = []
    if totals.commences_avant and totals.premier_mois is not None:
        sentences.append(
            f"◌ {fr.plural(totals.commences_avant, 'contrat a', 'contrats ont')} commencé avant le premier mois des extraits "
            f"d’heures ({fr.MONTHS[totals.premier_mois.month - 1]} {totals.premier_mois.year}) : les heures faites plus tôt ne sont "
            "pas connues" + ("." if liste == "aucune" else ", le retard ne se juge pas.")
        )
    if liste == "retard" and totals.sans_date:
        sentences.append(
            f"◌ {fr.plural(totals.sans_date, 'contrat')} sans date de début ou de fin : le temps écoulé ne se calcule pas."
        )
    sentences.append("Les contrats résiliés ne sont pas dans ces listes.")
    return tuple(sentences)


def _texts(contract: ContratDu) -> tuple[str | PageLink, ...]:
    return (
        contract.contrat_id
        if contract.cle is None
        else page_link(contract.contrat_id, "contrat", cle=contract.cle),
        _subject(contract),
        fr.quantity(contract.dues, "heures"),
        fr.quantity(contract.realisees, "heures"),
        fr.NOT_FILLED
        if contract.debut is None
        else f"{fr.day(contract.debut)}{' ◌' if contract.commence_avant else ''}",
        fr.or_dash(contract.fin, fr.day),
        fr.or_dash(contract.part_ecoulee, lambda share: fr.rate(share, decimals=0)),
    )


def _subject(contract: ContratDu) -> str:
    if contract.cle is None:
        return "contrat absent des extraits de contrats"
    lots = f" ({fr.plural(contract.lots, 'lot')})" if contract.lots > 1 else ""
    return f"{contract.objet or fr.NOT_FILLED}{lots}"


def _line(contract: ContratDu) -> tuple[Cell, ...]:
    return (
        contract.contrat_id,
        contract.objet,
        contract.dues,
        contract.realisees,
        contract.debut,
        contract.fin,
        contract.part_ecoulee,
    )
