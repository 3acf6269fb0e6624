"""The dashboard: configuration, identity, navigation.

The server imports this file once, before any session, and takes ``app`` from it; each session then runs it as
``__main__``. Without that first passage Streamlit 1.67 would take ``pages/`` for its old folder of pages and greet the
first deep link of a cold server with « Page not found ».
"""

import streamlit as st
from starlette.middleware import Middleware

from spaser.ui.entrance import check_entrance
from spaser.ui.gate import Gate
from spaser.ui.health import ROUTE
from spaser.ui.navigation import brand, forget_the_folder_of_pages, navigation
from spaser.ui.ownership import ICON
from spaser.ui.person import forget_others, identify
from spaser.ui.warm_up import set_aside, warm_up

if __name__ == "__main__":
    st.set_page_config(
        page_title="SPASER – tableau de bord",
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=266,
    )
    set_aside()
    forget_others()
    person = identify()
    brand(person)
    navigation(person).run()
else:
    check_entrance()
    forget_the_folder_of_pages()
    warm_up()
    app = st.App(__file__, routes=[ROUTE], middleware=[Middleware(Gate)])
