"""Carte: the share of TPE/PME and of the Bouches-du-Rhône, by who buys and by where suppliers are."""

from spaser.ui.page import open_screen
from spaser.ui.place_maps import maps_section

reader = open_screen("Carte des achats", page="carte")

maps_section(reader)
