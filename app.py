"""The dashboard: configuration, identity, navigation.

The server imports this file once, before any session, and takes ``app`` from it; each session then runs it as
``__main__``. Without that first passage Streamlit 1.67 would take ``pages/`` for its old folder of pages and greet the
first deep link of a cold server with « Page not found ».
"""

from pathlib import Path

import streamlit as st

from spaser.access import identify
from spaser.ui.navigation import brand, forget_the_folder_of_pages, navigation
from spaser.ui.warm_up import set_aside, warm_up

if __name__ == "__main__":
    st.set_page_config(
        page_title="SPASER – tableau de bord",
        page_icon=Path(__file__).parent / "spaser" / "ui" / "icone.png",
        layout="wide",
        initial_sidebar_state=266,
    )
    set_aside()
    brand(identify())
    navigation().run()
else:
    forget_the_folder_of_pages()
    warm_up()
    app = st.App(__file__)
