"""Qualité: how complete the data are, what to correct first, what the DECP hold, what the import found."""

from spaser.ui.page import open_screen
from spaser.ui.quality_parts import quality_parts

reader = open_screen("Qualité des données", page="qualite")

quality_parts(reader)
