"""Whose drafts and runs these are: the browser's cookie says, else the session itself."""

import streamlit as st

from bakeoff import new_owner, owner_of
from components import state


def current_owner() -> str:
    """Return this browser's owner id.

    Where a host filters our cookie, the session gets one of its own: its runs are out of reach of
    the socket, and of a reloaded page.
    """
    from_cookie = owner_of(dict(st.context.cookies))
    return from_cookie or state.session_owner(new_owner)
