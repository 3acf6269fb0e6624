"""Comparer: DGA, domaines or territoires side by side, indicator by indicator."""

from spaser.ui.compare import heat_section, question
from spaser.ui.compare_scopes import scopes_section
from spaser.ui.page import open_screen

reader = open_screen("Comparer", page="comparer")

asked = question(reader)
heat_section(reader, asked)
scopes_section(reader, asked)
