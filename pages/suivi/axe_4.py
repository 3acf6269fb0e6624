"""Axe 4: innovation and SMEs of the territory, with the maps."""

import streamlit as st

from spaser.ui.axis_page import axis_of, complements, fiches, introduction
from spaser.ui.page import open_screen
from spaser.ui.place_maps import maps_section

reader = open_screen("Axe 4 – Innovation et PME de notre territoire", page="axe-4")
axe = axis_of(reader, 4)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)

st.header("Où vont les achats ?", anchor="cartes")
maps_section(reader, prefix="axe4")
