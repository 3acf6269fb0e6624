"""Axe 2: inclusive and fair purchasing, with the trends of insertion hours."""

from spaser.ui.axis_page import axis_of, complements, fiches, introduction
from spaser.ui.hours import hours_section
from spaser.ui.page import open_screen

reader = open_screen("Axe 2 – Des achats inclusifs et équitables", page="axe-2")
axe = axis_of(reader, 2)

introduction(axe)
hours_section(reader, axe.couleur)
fiches(reader, axe)
complements(reader, axe)
