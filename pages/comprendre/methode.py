"""Méthode: what each figure means, who decided it, where it comes from, and what is new."""

import streamlit as st

from spaser.ui.method_parts import method_parts
from spaser.ui.page import banners, catalogue_of, data_line, published_version

st.title("Méthode", anchor=False)

version = published_version()
if version is not None:
    data_line(version, reader=None)
banners(version)

method_parts(catalogue_of(version))
