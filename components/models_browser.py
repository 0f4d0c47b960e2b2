"""The list of models: its age, a fresh one on request, a search, and the table."""

import streamlit as st

from bakeoff import Route, Settings
from components import state
from components.form_keeper import keep_form
from components.listing_notice import age_text, listing_notice
from components.models_table import matching, models_table
from components.services import listing, load_listing


@st.fragment
def models_browser(route: Route, settings: Settings) -> None:
    """Draw the list of this route's server."""
    known = listing(route, settings)
    with st.container(horizontal=True, vertical_alignment="bottom", key="models-head"):
        words = st.text_input(
            "Search",
            key=state.MODELS_SEARCH,
            type="search",
            icon=":material/search:",
            placeholder="Name, author, or what it is good at",
            live=True,
        )
        if st.button("Refresh", icon=":material/refresh:", disabled=known.is_loading):
            load_listing(route, settings, again=True)
            st.rerun()
    listing_notice(known)
    if known.catalogue is None:
        if known.is_loading:
            st.info("The list of models is on its way…")
        return
    found = matching(known.models, words or "")
    st.caption(
        f"{len(found)} of {len(known.models)} models, as listed {age_text(known.catalogue)}."
    )
    models_table(found, route)
    keep_form(settings)
