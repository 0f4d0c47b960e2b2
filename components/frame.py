"""What stands on every page around its own content."""

import streamlit as st

from bakeoff import SettingsError
from components.connection_panel import connection_panel
from components.error_notice import error_notice
from components.live_runs import live_runs
from components.page_style import page_style
from components.services import settings_now

LOGO = ":material/breakfast_dining:"
"""`page_style` writes the product's name beside it."""


def frame(title: str) -> None:
    """Draw the title, the connection and the sidebar's runs; stop if a setting can't be used."""
    page_style()
    st.logo(LOGO, size="large")
    st.title(title, anchor=False)
    try:
        settings = settings_now()
    except SettingsError as fault:
        error_notice(str(fault))
        st.stop()
    connection_panel(settings)
    with st.sidebar:
        st.caption("One prompt, many models, side by side.")
        live_runs()
