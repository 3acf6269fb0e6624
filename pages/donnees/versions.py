"""Versions: the history and its files, comparing two, restoring one, freezing a year, checking every byte."""

import streamlit as st

from spaser.ui.page import banners, data_line, published_version
from spaser.ui.person import identify
from spaser.ui.versions import details, history, journal, manifests, published_number
from spaser.ui.versions_actions import freeze_offer, integrity, last_action, restore_offer
from spaser.ui.versions_compare import comparison
from spaser.ui.versions_frozen import frozen_now

st.title("Versions", anchor=False)

version = published_version()
if version is not None:
    data_line(version, reader=None)
banners(version)

identity = identify()
known = manifests()
published = published_number()
frozen = frozen_now()
last_action()
if known:
    history(known, published, frozen)
    details(known, identity)
    comparison(known, published)
    restore_offer(known, published, identity)
    if version is not None:
        freeze_offer(version, frozen, identity)
    integrity(identity)
    journal(frozen.evenements)
else:
    st.info(
        "Aucune version n’a encore été publiée : déposez des extraits, ou chargez les données de démonstration."
    )
