"""What a page still waits for, asked for once it is drawn, so that it is usable at once."""

import streamlit as st

from bakeoff import Route, Settings
from components.services import begin_key_check, key_status, listing, load_listing

LOOK_EVERY_S = 0.5


def wait_in_background(route: Route, settings: Settings) -> None:
    """Begin what this page waits for, and draw the page again when it is there."""
    if not _is_waiting(route, settings):
        return
    is_drawn = False

    def look() -> None:
        nonlocal is_drawn
        if not is_drawn:
            # The page itself calls this first; the browser calls again when it has drawn it.
            is_drawn = True
            return
        load_listing(route, settings)
        begin_key_check(route)
        if not _is_waiting(route, settings):
            st.rerun()

    st.fragment(look, run_every=LOOK_EVERY_S)()


def _is_waiting(route: Route, settings: Settings) -> bool:
    is_key_unknown = route.is_paid and key_status(route) is None
    return is_key_unknown or listing(route, settings).is_loading
