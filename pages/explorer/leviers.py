"""Leviers: what would move an indicator most."""

from spaser.ui.levers import levers_section
from spaser.ui.page import open_screen

reader = open_screen("Leviers", page="leviers")

levers_section(reader)
