"""The frame of every page: the script that Streamlit runs first, on each rerun."""

import streamlit as st

from components.frame import frame

st.set_page_config(page_title="Bakeoff", page_icon=":material/compare:", layout="wide")

page = st.navigation(
    [
        st.Page("../pages/compare.py", title="Compare", icon=":material/compare:", default=True),
        st.Page("../pages/models.py", title="Models", icon=":material/list:"),
    ]
)
frame(page.title)
page.run()
