"""Axe 3: ecologically responsible purchasing."""

from spaser.ui.axis_page import complements, fiches, introduction, open_axis

reader, axe = open_axis(3)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)
