"""A contract, down to the file and the line that it comes from."""

from spaser.ui.page import open_screen

reader = open_screen("Contrat", page="contrat")
