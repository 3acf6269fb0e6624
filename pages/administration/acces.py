"""Accès: who may do what, who is in, the screens as somebody else sees them, and what was done."""

import streamlit as st

from spaser.ui.access_log import recent_events
from spaser.ui.access_logins import open_logins
from spaser.ui.access_rules import rules_in_force, see_as_somebody
from spaser.ui.page import banners, published_version
from spaser.ui.person import identify

st.title("Accès", anchor=False)
banners(published_version())

if identify().role == "responsable":
    rules_in_force()
    see_as_somebody()
    open_logins()
    recent_events()
else:
    st.info("Cette page est réservée au responsable du SPASER.")
