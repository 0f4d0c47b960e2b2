"""The frame of every page: the script that Streamlit runs first, on each rerun."""

from pathlib import Path

import streamlit as st

from components.frame import frame

# A picture of our own: Streamlit fetches the icons that it names from elsewhere.
ICON = str(Path(__file__).with_name("icon.svg"))

page = st.navigation(
    [
        st.Page("../pages/compare.py", title="Compare", icon=":material/compare:", default=True),
        st.Page("../pages/models.py", title="Models", icon=":material/list:"),
    ]
)
st.set_page_config(page_title=f"{page.title} · Bakeoff", page_icon=ICON, layout="wide")
frame(page.title)
page.run()
