"""The dashboard: configuration, identity, navigation."""

from pathlib import Path

import streamlit as st

from spaser.access import identify
from spaser.ui.navigation import brand, navigation

st.set_page_config(
    page_title="SPASER – tableau de bord",
    page_icon=Path(__file__).parent / "spaser" / "ui" / "icone.png",
    layout="wide",
    initial_sidebar_state=250,
)
brand(identify())
navigation().run()
