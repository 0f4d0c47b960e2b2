"""The frame of every page: the script that Streamlit runs first, on each rerun."""

import streamlit as st

from components.frame import frame

# Not one of the icons that Streamlit names, which the browser would fetch from elsewhere for its
# tab (a page's icon too, so they have none), and not a picture, for which Streamlit loads numpy
# before the first page.
ICON = "🍞"

page = st.navigation(
    [
        st.Page("../pages/compare.py", title="Compare", default=True),
        st.Page("../pages/models.py", title="Models"),
    ]
)
st.set_page_config(page_title=f"{page.title} · Bakeoff", page_icon=ICON, layout="wide")
frame(page.title)
page.run()
