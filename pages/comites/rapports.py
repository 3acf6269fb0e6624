"""Rapports: the documents of a committee, of the public and of the portals, as the filters of the screen say."""

from spaser.ui.page import open_screen
from spaser.ui.reports import documents_section

reader = open_screen("Rapports", page="rapports")

documents_section(reader)
