"""A supplier: its contracts, its payments, its statuses."""

from spaser.ui.page import open_screen

reader = open_screen("Fournisseur", page="fournisseur")
