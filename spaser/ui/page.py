"""The top of every screen: title, date of the data, mode and demonstration banners, filter bar; or the way to a first deposit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from spaser import francais as fr
from spaser.access.audit_events import perimetre_en_texte
from spaser.catalogue import Catalogue
from spaser.measure import Filters
from spaser.store import LOCAL_AUTHOR, OpenVersion, StoreError
from spaser.ui.committee_reading import contested
from spaser.ui.detail import scope_text
from spaser.ui.dressing import on_paper
from spaser.ui.figures import Lecture, Reader
from spaser.ui.filter_bar import filter_bar
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal
from spaser.ui.person import identify, perimeter_of
from spaser.ui.selection import Selection
from spaser.ui.session import choices_of, draw, frozen_years, warehouse
from spaser.ui.starting import empty_state, restart_offer
from spaser.ui.versions_frozen import frozen_line
from spaser.wording import said

COVERAGE_CODE = "F2.3"
"""The line under the title says how much of it is known."""


def open_screen(title: str, page: str, ensemble: Sequence[str] = (), lecture: Lecture = "avant") -> Reader:
    """Draw the top of a filtered screen and return its reader; an empty warehouse shows how to start, and stops there.

    ``ensemble`` are the codes of the indicators that the screen shows, measured together as ``lecture`` says.
    """
    st.title(title, anchor=False)
    version = published_version()
    if version is None:
        mode_line()
        empty_state()
        st.stop()
    choices = choices_of(version, version.catalogue, perimeter_of(identify()))
    if choices is None:
        mode_line()
        st.warning(
            "Les extraits déposés ne portent aucune date : déposez un extrait de contrats ou de dépenses daté."
        )
        st.stop()
    where = st.container(gap="xsmall")
    selection = filter_bar(choices, page)
    reader = Reader(
        version,
        _filters(selection),
        perimeter_of(identify()),
        tuple(dict.fromkeys((*ensemble, COVERAGE_CODE))) if ensemble else (),
        lecture,
        frozen_years(version),
        contested(version, identify()),
    )
    with where:
        data_line(version, reader)
        frozen_line(reader)
        banners(version)
        on_paper(f"**Filtres** : {scope_text(reader)}")
    return reader


def published_version() -> OpenVersion | None:
    """Return the published version; one that this person cannot be shown says why, and the run stops there."""
    try:
        version = draw(warehouse().current())
    except StoreError as error:
        st.error(str(error), title="L’entrepôt de données ne peut pas être lu", icon=":material/error:")
        st.stop()
    if version is not None and not version.masque_les_noms and not perimeter_of(identify()).nominatif:
        st.error(
            "Elle a été publiée avant que les noms des entrepreneurs individuels puissent être masqués. Le responsable du SPASER doit la "
            "reconstruire (« python -m spaser reconstruire ») ou publier un nouveau dépôt.",
            title="Cette version n’est lisible que du responsable du SPASER",
            icon=":material/lock:",
        )
        st.stop()
    return version


def catalogue_of(version: OpenVersion | None) -> Catalogue:
    """Return the catalogue to show: that of the published version, else that of the warehouse."""
    return warehouse().catalogue if version is None else version.catalogue


def data_line(version: OpenVersion, reader: Reader | None) -> None:
    """Say at which date the data stop, in which version, published by whom, and how much of it is known."""
    until = version.date_donnees
    parts = [
        _until(until, reader),
        f"version {version.numero}, publiée le {fr.day(version.publiee_le)} {_by(version.publiee_par)}",
    ]
    if reader is not None:
        indicateur = reader.catalogue.indicateur(COVERAGE_CODE)
        measure = reader.whole(indicateur)
        if measure.completude is not None and said(measure, indicateur).aspect != "non_applicable":
            parts.append(f"couverture {fr.share_known(measure.completude)}")
    st.caption(
        " · ".join(parts),
        help="Couverture : part des contrats notifiés de l’exercice dont les considérations environnementales sont renseignées.",
    )
    late = late_extracts(version)
    if late:
        st.caption(f":material/schedule: {late}")


def late_extracts(version: OpenVersion) -> str:
    """Say which kinds of extract stop before the others; empty when none does."""
    until = version.date_donnees
    if until is None:
        return ""
    late = [
        f"{KIND_NAMES.get(kind, kind)} au {fr.day(stop)}"
        for kind, stop in sorted(version.dates_par_type.items())
        if stop < until
    ]
    return f"Extraits arrêtés plus tôt : {', '.join(late)}." if late else ""


def banners(version: OpenVersion | None) -> None:
    """Say that data are made up, when they are; that one person has every right; and what the store has to say."""
    if version is not None and version.notice:
        st.warning(version.notice, icon=":material/warning:")
    if version is not None and version.demonstration:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge("Données de démonstration – fictives", icon=":material/science:", color="orange")
            mode_line()
            restart_offer()
        return
    mode_line()


def mode_line() -> None:
    """Say that the dashboard runs for one person, or which part of the rows this one sees."""
    one = identify()
    if one.est_limite:
        st.badge(
            f"Votre périmètre – {literal(perimetre_en_texte(one.droits))}",
            icon=":material/filter_alt:",
            color="blue",
        )
    elif one.mode_local:
        st.badge("Mode local : une seule personne, tous les droits", icon=":material/person:", color="gray")


def _by(name: str) -> str:
    """Say who published; the local mode has no account."""
    return name if name == LOCAL_AUTHOR else f"par {literal(name, 60)}"


def _filters(selection: Selection) -> Filters:
    return Filters(
        annee=selection.annee,
        arrete=selection.observation(),
        domaines=selection.domaines,
        dga=selection.dga,
        territoires=selection.territoires,
        perimetre=selection.perimetre,
    )


def _until(until: date | None, reader: Reader | None) -> str:
    """Say at which date the data stop; before it, the date that was asked for."""
    if until is None:
        return "**Données sans date d’arrêté**"
    asked = (
        None if reader is None else reader.filters.arrete or min(until, date(reader.filters.annee, 12, 31))
    )
    if asked is not None and asked < until:
        return f"**Chiffres au {fr.day(asked)}** · données reçues jusqu’au {fr.day(until)}"
    return f"**Données arrêtées au {fr.day(until)}**"
