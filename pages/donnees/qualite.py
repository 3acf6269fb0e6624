"""Qualité: how complete and how sound the deposited data are."""

from spaser.ui.page import open_screen

reader = open_screen("Qualité des données", page="qualite")
