"""Déposer: choose extracts, read their report, publish."""

import streamlit as st

from spaser.access import identify
from spaser.ui.deposit import choose_files, held_deposits, last_publication, review_and_publish
from spaser.ui.page import banners, data_line, published_version

st.title("Déposer des extraits", anchor=False)

version = published_version()
if version is not None:
    data_line(version, reader=None)
banners(version)

identity = identify()
if identity.peut_deposer:
    last_publication()
    choose_files(identity)
    review_and_publish(identity)
else:
    st.info("Le dépôt est réservé au responsable du SPASER.")
held_deposits(version)
