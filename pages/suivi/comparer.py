"""Comparer: DGA, domaines or territoires side by side, indicator by indicator."""

from spaser.ui.page import open_screen

reader = open_screen("Comparer", page="comparer")
