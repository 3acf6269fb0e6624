"""The pages, in sections. They live in ``pages/<section>/``: a file directly in ``pages/`` would be served without app.py."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from spaser.access import Identity
from spaser.ui.literal import literal


def brand(identity: Identity) -> None:
    """Say whose dashboard this is, and who is in front of it."""
    with st.sidebar:
        st.markdown("**SPASER 2021-2026**  \nMétropole Aix-Marseille-Provence")
        st.caption(f":material/person: {literal(identity.nom, 60)}")


def navigation() -> StreamlitPage:
    """Return the page that the address asks for."""
    return st.navigation(
        {
            "Suivi": [
                st.Page(
                    "pages/suivi/vue_ensemble.py",
                    title="Vue d’ensemble",
                    icon=":material/dashboard:",
                    url_path="vue-ensemble",
                    default=True,
                ),
                st.Page(
                    "pages/suivi/axe_1.py",
                    title="Axe 1 – Gouvernance",
                    icon=":material/handshake:",
                    url_path="axe-1",
                ),
                st.Page(
                    "pages/suivi/axe_2.py",
                    title="Axe 2 – Inclusion",
                    icon=":material/diversity_3:",
                    url_path="axe-2",
                ),
                st.Page(
                    "pages/suivi/axe_3.py", title="Axe 3 – Écologie", icon=":material/eco:", url_path="axe-3"
                ),
                st.Page(
                    "pages/suivi/axe_4.py",
                    title="Axe 4 – PME et innovation",
                    icon=":material/storefront:",
                    url_path="axe-4",
                ),
                st.Page("pages/suivi/carte.py", title="Carte", icon=":material/map:", url_path="carte"),
            ],
            "Données": [
                st.Page(
                    "pages/donnees/deposer.py",
                    title="Déposer",
                    icon=":material/upload_file:",
                    url_path="deposer",
                ),
            ],
            "Comprendre": [
                st.Page(
                    "pages/comprendre/methode.py",
                    title="Méthode",
                    icon=":material/menu_book:",
                    url_path="methode",
                ),
            ],
        }
    )
