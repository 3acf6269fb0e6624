"""What committees wrote, read afresh at every run (never kept in memory: another process may have written since)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from spaser.access import Identity
from spaser.committees import CommitteeError, Contestation, Ledger, LigneContestee, contestations
from spaser.measure.noted_keys import shown_keys
from spaser.store import OpenVersion
from spaser.ui.literal import literal
from spaser.ui.person import perimeter_of
from spaser.ui.session import committees

_HIDDEN: Final = "numéro masqué"


@dataclass(frozen=True)
class Committee:
    """The entries that go with the published data, real or fictive (decision 006), and the person who reads them."""

    ledger: Ledger
    identity: Identity
    version: OpenVersion


def committee_of(version: OpenVersion, identity: Identity) -> Committee:
    """Return the entries that go with a version.

    Raises:
        CommitteeError: the database cannot be opened.
    """
    return Committee(Ledger(committees(), version.demonstration), identity, version)


def contested_rows(committee: Committee) -> tuple[Contestation, ...]:
    """Return the contested rows that the person may see, with the numbers of suppliers that they may see (decision 020).

    A row keeps the key that its reader saw: the lead's is a sole trader's own number.

    Raises:
        CommitteeError: the database cannot be read.
    """
    found = contestations(committee.ledger, committee.identity)
    noted = {key for one in found for key in (one.objet.cle, one.objet.cible) if key is not None}
    shown = shown_keys(committee.version, noted, perimeter_of(committee.identity))

    def as_seen(ligne: LigneContestee) -> LigneContestee:
        target = ligne.cible and shown[ligne.cible]
        page = ligne.page if target else None
        return replace(ligne, cle=shown[ligne.cle] or _HIDDEN, page=page, cible=target)

    return tuple(replace(one, objet=as_seen(one.objet)) for one in found)


def contested(version: OpenVersion, identity: Identity) -> tuple[Contestation, ...]:
    """Return the contested rows that a person may see; a database that cannot be read is said, and the figures stay."""
    try:
        return contested_rows(committee_of(version, identity))
    except CommitteeError as error:
        say_unread("Les contestations", error)
        return ()


def say_unread(what: str, error: CommitteeError) -> None:
    """Say that entries cannot be shown, so that their absence is not read as « none »."""
    st.warning(
        literal(str(error), 1_000),
        icon=":material/database_off:",
        title=f"{what} ne peuvent pas être lues",
    )
