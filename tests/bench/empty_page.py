"""An empty page: what Streamlit itself costs to start."""

import streamlit as st

st.title("Page vide")
