"""Vue d'ensemble: where the SPASER stands, in one screen."""

import streamlit as st

from spaser.ui.alerts import alerts_section
from spaser.ui.moves import moves_section
from spaser.ui.overview import commitments, figures_of, headline, reference_year, status_by_axis
from spaser.ui.page import open_screen
from spaser.ui.roadmap_summary import roadmap_by_status

reader = open_screen("Vue d’ensemble du SPASER", page="vue-ensemble")

figures = figures_of(reader)
headline(reader, figures)
commitments(reader)
alerts_section(reader, {code: found[0] for code, found in reader.with_quarter_before().items()})
moves_section(reader)
status_by_axis(reader, figures)

st.header("La feuille de route", anchor="feuille-de-route")
roadmap_by_status(reader)

reference_year(reader)
