"""What a run needs before it draws: the warehouse, the published version, the person, and the perimeter that they see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from spaser.catalogue import Catalogue
from spaser.committees import CommitteeBase
from spaser.measure import Perimeter
from spaser.measure.frozen import Official
from spaser.store import OpenVersion, Warehouse
from spaser.store.freeze import read_frozen, state
from spaser.ui.figures import deposited
from spaser.ui.selection import UNAFFECTED, Choices

_DRAWN: Final = "version_dessinee"
FIRST_SPENDING_YEAR_BEFORE = 1
"""The year before the SPASER's period is the reference year of its key figures: it may be chosen too."""


@st.cache_resource(show_spinner=False)
def warehouse() -> Warehouse:
    """Return the warehouse of this server."""
    return Warehouse.default()


def committees() -> CommitteeBase:
    """Return the database of what committees write.

    Raises:
        CommitteeError: it cannot be opened; asked again, it is tried again.
    """
    return _committees(str(warehouse().path))


@st.cache_resource(max_entries=4, show_spinner=False)
def _committees(path: str) -> CommitteeBase:  # noqa: ARG001 – the key
    return CommitteeBase.beside(warehouse().path, warehouse().catalogue, warehouse().now)


def draw(version: OpenVersion | None) -> OpenVersion | None:
    """Say which version this run draws, for what is told of it further down the page (see `drawn_version`)."""
    st.session_state[_DRAWN] = version
    return version


def drawn_version() -> OpenVersion | None:
    """Return the version that the page in front of the person shows; another may have been published since."""
    return st.session_state.get(_DRAWN)


def frozen_years(version: OpenVersion) -> Official:
    """Return the frozen years that hold for a version, read again when a freeze or the journal changes on disk."""
    return _frozen(str(warehouse().path), state(warehouse()), version.demonstration)


@st.cache_resource(max_entries=4, show_spinner=False)
def _frozen(path: str, state: str, demonstration: bool) -> Official:  # noqa: ARG001 – both are part of the key
    return Official.of(read_frozen(warehouse()), demonstration=demonstration)


def choices_of(version: OpenVersion, catalogue: Catalogue, perimeter: Perimeter) -> Choices | None:
    """Return what may be chosen with a version, None when no deposit says at which day its data stop.

    The catalogue's names that the perimeter holds come first, in its order; then those that only the deposits hold, as they wrote them.
    """
    until = version.date_donnees
    if until is None:
        return None
    first = min(catalogue.autorite.periode_debut - FIRST_SPENDING_YEAR_BEFORE, until.year)
    dga = {dga.code: dga.nom for dga in catalogue.dga if perimeter.dga is None or dga.code in perimeter.dga}
    return Choices(
        annees=tuple(range(until.year, first - 1, -1)),
        date_donnees=until,
        domaines=_completed(
            [domaine.nom for domaine in catalogue.domaines], deposited(version, "domaine", perimeter)
        ),
        dga={code: dga.get(code, code) for code in _completed(dga, deposited(version, "dga", perimeter))},
        territoires=_completed(
            [
                territoire.nom
                for territoire in catalogue.territoires
                if perimeter.territoires is None or territoire.nom in perimeter.territoires
            ],
            deposited(version, "territoire", perimeter),
        ),
    )


def _completed(known: Iterable[str], found: Sequence[str]) -> tuple[str, ...]:
    names = dict.fromkeys(known)
    others = [name for name in found if name not in names and name != UNAFFECTED]
    return (*names, *others, UNAFFECTED)
