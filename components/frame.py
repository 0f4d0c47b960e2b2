"""What stands on every page around its own content."""

import streamlit as st

from bakeoff import SettingsError
from components.connection_panel import connection_panel
from components.error_notice import error_notice
from components.icon_button import icon_button_style
from components.live_runs import live_runs
from components.services import settings_now


def frame() -> None:
    """Draw the connection bar and the sidebar's runs; stop here if a setting can't be used."""
    try:
        settings = settings_now()
    except SettingsError as fault:
        error_notice(str(fault))
        st.stop()
    icon_button_style()
    connection_panel(settings)
    with st.sidebar:
        live_runs()
