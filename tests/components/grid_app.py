"""A server with the live grid alone; `GRID_SOCKET=0` leaves our own routes out."""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from web.middleware import OwnerCookie, SecurityHeaders
from web.routes import routes

app = st.App(
    Path(__file__).with_name("grid_page.py"),
    routes=routes() if os.environ.get("GRID_SOCKET", "1") == "1" else [],
    middleware=[Middleware(SecurityHeaders), Middleware(OwnerCookie)],
)
