"""Explorer: search contracts and suppliers."""

from spaser.ui.page import open_screen

reader = open_screen("Contrats et fournisseurs", page="explorer")
