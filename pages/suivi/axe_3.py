"""Axe 3: ecologically responsible purchasing."""

from spaser.ui.axis_page import axis_of, complements, fiches, introduction
from spaser.ui.page import open_screen

reader = open_screen("Axe 3 – Des achats écologiquement responsables", page="axe-3")
axe = axis_of(reader, 3)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)
