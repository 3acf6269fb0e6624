"""Vue d'ensemble: where the SPASER stands, in one screen."""

import streamlit as st

from spaser.ui.alerts import alerts_section
from spaser.ui.committee_overview import decisions_section, followed
from spaser.ui.moves import moves_section
from spaser.ui.overview import (
    commitments,
    figures_of,
    headline,
    open_overview,
    reference_year,
    status_by_axis,
)
from spaser.ui.roadmap_summary import roadmap_by_status

reader = open_overview()

figures = figures_of(reader)
headline(reader, figures)
commitments(reader)
measures = {code: found[0] for code, found in reader.together().items()}
committees = followed(reader, measures)
alerts_section(reader, measures, {} if committees is None else committees.divergences)
decisions_section(committees)
moves_section(reader)
status_by_axis(reader, figures)

st.header("La feuille de route", anchor="feuille-de-route")
roadmap_by_status(reader)

reference_year(reader)
