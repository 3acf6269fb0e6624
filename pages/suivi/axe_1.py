"""Axe 1: governance and promotion of responsible purchasing."""

from spaser.ui.axis_page import complements, fiches, introduction, open_axis

reader, axe = open_axis(1)

introduction(axe)
fiches(reader, axe)
complements(reader, axe)
