"""Axe 2: inclusive and fair purchasing, with the trends of insertion hours."""

from spaser.ui.axis_page import complements, fiches, introduction, open_axis
from spaser.ui.hours import hours_section

reader, axe = open_axis(2)

introduction(axe)
hours_section(reader, axe.couleur)
fiches(reader, axe)
complements(reader, axe)
