"""Déposer: choose extracts, read their report, see what would change, publish."""

import streamlit as st

from spaser.ui.deposit import choose_files, deposit_in_hand, follow_deposit, last_publication
from spaser.ui.deposit_held import held_deposits
from spaser.ui.page import banners, data_line, published_version
from spaser.ui.person import identify

st.title("Déposer des extraits", anchor=False)

version = published_version()
if version is not None:
    data_line(version, reader=None)
banners(version)

identity = identify()
if identity.peut_deposer:
    last_publication()
    if deposit_in_hand():
        follow_deposit(identity)
    else:
        choose_files(identity)
else:
    st.info("Le dépôt est réservé au responsable du SPASER.")
held_deposits(version)
