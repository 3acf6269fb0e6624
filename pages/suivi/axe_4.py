"""Axe 4: innovation and SMEs of the territory, with the maps."""

import streamlit as st

from spaser.ui.axis_page import complements, fiches, introduction, open_axis
from spaser.ui.place_maps import maps_section

reader, axe = open_axis(4)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)

st.header("Où vont les achats ?", anchor="cartes")
maps_section(reader)
