"""Feuille de route: the 62 means, their state, pilot, due date and lateness."""

from spaser.ui.page import open_screen

reader = open_screen("Feuille de route", page="feuille-de-route")
