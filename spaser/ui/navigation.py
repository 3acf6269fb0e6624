"""The pages, in sections. They live in ``pages/<section>/``: a file directly in ``pages/`` would be served without app.py."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from spaser.access import Identity
from spaser.catalogue import CatalogueError
from spaser.store import StoreError
from spaser.ui.literal import literal
from spaser.ui.session import warehouse

_AXIS_ICONS: Final = (
    ":material/handshake:",
    ":material/diversity_3:",
    ":material/eco:",
    ":material/storefront:",
)


def brand(identity: Identity) -> None:
    """Say whose dashboard this is, and who is in front of it; a broken catalogue or warehouse says why and stops the run."""
    try:
        catalogue = warehouse().catalogue
    except (CatalogueError, StoreError) as error:
        st.error(literal(str(error), 2_000), title="Le tableau de bord ne peut pas démarrer")
        st.stop()
    authority = catalogue.autorite
    with st.sidebar:
        st.markdown(
            f"**SPASER {authority.periode_debut}-{authority.periode_fin}**  \n{literal(authority.nom)}"
        )
        st.caption(f":material/person: {literal(identity.nom, 60)}")


def forget_the_folder_of_pages() -> None:
    """Tell Streamlit, before the first session, that pages come from ``navigation`` and not from the folder ``pages/``.

    ``st.navigation`` says it too, but from inside a first session that has already been told « Page not found ».
    """
    PagesManager.uses_pages_directory = False


def navigation() -> StreamlitPage:
    """Return the page that the address asks for.

    The default page answers at the root whatever its name: a hidden one answers at « /vue-ensemble ».
    """
    axes = [
        st.Page(
            f"pages/suivi/axe_{axe.numero}.py",
            title=f"Axe {axe.numero} – {axe.titre_court}",
            icon=_AXIS_ICONS[(axe.numero - 1) % len(_AXIS_ICONS)],
            url_path=f"axe-{axe.numero}",
            help=axe.titre,
        )
        for axe in warehouse().catalogue.axes
    ]
    overview = st.Page(
        "pages/suivi/vue_ensemble.py",
        title="Vue d’ensemble",
        icon=":material/dashboard:",
        default=True,
    )
    by_name = st.Page(
        "pages/suivi/vue_ensemble.py",
        title="Vue d’ensemble",
        url_path="vue-ensemble",
        visibility="hidden",
    )
    places = st.Page("pages/suivi/carte.py", title="Carte", icon=":material/map:", url_path="carte")
    deposit = st.Page(
        "pages/donnees/deposer.py", title="Déposer", icon=":material/upload_file:", url_path="deposer"
    )
    method = st.Page(
        "pages/comprendre/methode.py", title="Méthode", icon=":material/menu_book:", url_path="methode"
    )
    return st.navigation(
        {"Suivi": [overview, by_name, *axes, places], "Données": [deposit], "Comprendre": [method]}
    )
