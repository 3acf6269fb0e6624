"""The pages, in sections. They live in ``pages/<section>/``: a file directly in ``pages/`` would be served without app.py."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from spaser.access import Identity
from spaser.access.audit_events import perimetre_en_texte
from spaser.catalogue import CatalogueError
from spaser.store import StoreError
from spaser.ui.dressing import dress
from spaser.ui.literal import literal
from spaser.ui.person import see_as_oneself
from spaser.ui.session import warehouse

_AXIS_ICONS: Final = (
    ":material/handshake:",
    ":material/diversity_3:",
    ":material/eco:",
    ":material/storefront:",
)

_PAGES: Final = "pages"


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
        if identity.vue_par is not None:
            st.warning(f"Vous voyez comme : **{identity.role}**, {perimetre_en_texte(identity.droits)}.")
            st.button("Revenir à mon compte", icon=":material/undo:", key="revenir", on_click=see_as_oneself)
        if not identity.mode_local:
            st.button("Se déconnecter", icon=":material/logout:", key="se_deconnecter", on_click=st.logout)
        dress()


def forget_the_folder_of_pages() -> None:
    """Tell Streamlit, before the first session, that pages come from ``navigation`` and not from the folder ``pages/``.

    ``st.navigation`` says it too, but from inside a first session that has already been told « Page not found ».
    """
    PagesManager.uses_pages_directory = False


def navigation(identity: Identity) -> StreamlitPage:
    """Return the page that the address asks for, among those of the person's role: no other is known to the session.

    The default page answers at the root whatever its name: a hidden one answers at « /vue-ensemble ». A session keeps its pages: making
    one looks its file up on the disk.
    """
    if _PAGES not in st.session_state:
        st.session_state[_PAGES] = _pages(identity)
    return st.navigation(st.session_state[_PAGES], expanded=True)


def _pages(identity: Identity) -> dict[str, list[StreamlitPage]]:
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
    return {
        "Suivi": [
            _page("suivi/vue_ensemble", "Vue d’ensemble", ":material/dashboard:", default=True),
            _page("suivi/vue_ensemble", "Vue d’ensemble", url="vue-ensemble", hidden=True),
            *axes,
            _page("suivi/carte", "Carte", ":material/map:"),
            _page("suivi/comparer", "Comparer", ":material/compare_arrows:"),
            _page("suivi/feuille_de_route", "Feuille de route", ":material/flag:"),
        ],
        "Explorer": [
            _page("explorer/explorer", "Contrats et fournisseurs", ":material/search:"),
            _page("explorer/leviers", "Leviers", ":material/tune:"),
            _page("explorer/contrat", "Contrat", hidden=True),
            _page("explorer/fournisseur", "Fournisseur", hidden=True),
        ],
        "Piloter": [
            _page("comites/comites", "Comités", ":material/groups:"),
            _page("comites/rapports", "Rapports", ":material/summarize:"),
        ],
        "Données": [
            *(
                [_page("donnees/deposer", "Déposer", ":material/upload_file:")]
                if identity.peut_deposer
                else []
            ),
            *([_page("donnees/versions", "Versions", ":material/history:")] if identity.peut_deposer else []),
            _page("donnees/qualite", "Qualité", ":material/fact_check:"),
        ],
        **(
            {"Administration": [_page("administration/acces", "Accès", ":material/key:")]}
            if identity.peut_deposer
            else {}
        ),
        "Comprendre": [_page("comprendre/methode", "Méthode", ":material/menu_book:")],
    }


def _page(
    path: str,
    title: str,
    icon: str | None = None,
    *,
    url: str | None = None,
    default: bool = False,
    hidden: bool = False,
) -> StreamlitPage:
    """Return a page; its address is its file's name, with hyphens."""
    address = url or path.rpartition("/")[2].replace("_", "-")
    return st.Page(
        f"pages/{path}.py",
        title=title,
        icon=icon,
        url_path=None if default else address,
        default=default,
        visibility="hidden" if hidden else "visible",
    )
