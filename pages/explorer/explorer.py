"""Explorer: search contracts and suppliers."""

from spaser.ui.explore import search_section
from spaser.ui.page import open_screen

reader = open_screen("Contrats et fournisseurs", page="explorer")

search_section(reader)
