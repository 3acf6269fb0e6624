"""Méthode: what each figure means, who decided it, and where it comes from."""

import streamlit as st

from spaser.ui import method
from spaser.ui.page import banners, catalogue_of, data_line, published_version

st.title("Méthode", anchor=False)

version = published_version()
if version is not None:
    data_line(version, reader=None)
banners(version)

catalogue = catalogue_of(version)
method.indicators(catalogue)
method.verdicts(catalogue)
method.counting_choices(catalogue)
method.rules(catalogue)
method.reference_figures(catalogue)
method.words(catalogue)
method.sources(catalogue)
