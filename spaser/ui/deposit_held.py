"""What the published version holds, deposit by deposit."""

from __future__ import annotations

from datetime import date

import streamlit as st

from spaser import francais as fr
from spaser.store import Deposit, OpenVersion
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import plain
from spaser.ui.tables import Column, show_table


def held_deposits(version: OpenVersion | None) -> None:
    """List the deposits whose rows the published version holds."""
    if version is None:
        return
    st.header("Ce que contient la version publiée", anchor=False)
    columns = [
        Column("Extrait"),
        Column("Fichier"),
        Column("Période"),
        Column("Déposé le"),
        Column("Par"),
        Column("Lues", nombre=True),
        Column("Acceptées", nombre=True),
        Column("Rejetées", nombre=True),
        Column("Écartées", nombre=True),
    ]
    lines = [
        (
            KIND_NAMES.get(deposit.type, deposit.type),
            plain(deposit.fichier, 60),
            _period(deposit.periode_debut, deposit.periode_fin),
            fr.moment(deposit.depose_le),
            deposit.auteur,
            fr.count(deposit.lus),
            fr.count(deposit.acceptes),
            fr.count(deposit.rejetes),
            fr.count(deposit.ecartes),
        )
        for deposit in sorted(version.deposits, key=_place)
    ]
    show_table(columns, lines, alt="Dépôts de la version publiée")


def _place(deposit: Deposit) -> tuple[str, date, str]:
    return KIND_NAMES.get(deposit.type, deposit.type), deposit.periode_debut or date.min, deposit.fichier


def _period(first: date | None, last: date | None) -> str:
    return f"du {fr.day(first)} au {fr.day(last)}" if first and last else "–"
