"""Axe 1: governance and promotion of responsible purchasing."""

from spaser.ui.axis_page import axis_of, complements, fiches, introduction
from spaser.ui.page import open_screen

reader = open_screen("Axe 1 – Gouvernance et promotion des achats responsables", page="axe-1")
axe = axis_of(reader, 1)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)
