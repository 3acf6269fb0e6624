"""Vue d'ensemble: where the SPASER stands, in one screen."""

from spaser.ui.overview import commitments, figures_of, moves, reference_year, status_by_axis
from spaser.ui.page import open_screen

reader = open_screen("Vue d’ensemble du SPASER", page="vue-ensemble")

commitments(reader)

figures = figures_of(reader)
status_by_axis(reader, figures)
moves(figures)
reference_year(reader)
