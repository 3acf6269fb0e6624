"""Contested rows beside the rows of a figure: which are contested, why, what was answered; and the way to contest one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.committees import ETATS_CONTESTATION, CommitteeError, LigneContestee
from spaser.measure import FactRow
from spaser.measure.row_sheets import Cible
from spaser.ui.committee_contests import contest_form, contested_beside, draw_contest
from spaser.ui.committee_reading import committee_of, say_unread
from spaser.ui.committee_state import say
from spaser.ui.committee_wording import CONTESTS, contests_count
from spaser.ui.figures import Reader
from spaser.ui.literal import plain
from spaser.ui.person import identify

_NAME: Final = 60


def flags_of(reader: Reader, found: Sequence[FactRow]) -> Mapping[str, str]:
    """Return what to say beside the contested ones of some rows, by key; whichever indicator they were contested from."""
    keys = {row.cle for row in found}
    flags: dict[str, str] = {}
    for contestation in reversed(reader.contestations):
        if contestation.objet.cle in keys:
            etat = contestation.etat
            flags[contestation.objet.cle] = f"{CONTESTS[etat][0]} {ETATS_CONTESTATION[etat].lower()}"
    return flags


def contests_of_rows(
    reader: Reader,
    indicateur: Indicateur,
    found: Sequence[FactRow],
    targets: Mapping[tuple[str, int | None], Cible],
) -> None:
    """Draw the contested rows of the figure, and the form that contests one of those that are listed."""
    try:
        committee = committee_of(reader.version, identify())
    except CommitteeError as error:
        say_unread("Les contestations", error)
        return
    say()
    contested = contested_beside(reader.contestations, indicateur.code)
    if contested:
        st.markdown(f"**⚑ {contests_count(contested)}**")
        for contestation in contested:
            draw_contest(committee, contestation, f"lignes_{indicateur.code}")
    lignes = {
        _named(row, target): _contested(reader, indicateur, row, target)
        for row in found
        for target in [targets.get((row.cle, row.ligne))]
    }
    contest_form(committee, lignes, f"lignes_{indicateur.code}")


def _named(row: FactRow, target: Cible | None) -> str:
    parts = [row.cle, fr.day(row.jour)]
    if target is not None and target.nom is not None:
        parts.append(plain(target.nom, _NAME))
    if row.ligne is not None:
        parts.append(f"ligne {fr.count(row.ligne)}")
    return " · ".join(parts)


def _contested(reader: Reader, indicateur: Indicateur, row: FactRow, target: Cible | None) -> LigneContestee:
    return LigneContestee(
        cle=row.cle,
        indicateur=indicateur.code,
        page=None if target is None else target.page,
        cible=None if target is None else target.cible,
        fichier=row.fichier,
        ligne=row.ligne,
        version_donnees=reader.version.numero,
        territoire=row.territoire,
        dga=row.dga,
    )
