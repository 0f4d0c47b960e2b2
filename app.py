"""The server: Streamlit's app, our routes and headers, and the engine's life.

Run by `streamlit run app.py` or `uvicorn app:app`. The pages' frame is `components/shell.py`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from bakeoff import close_engine, stop_demo
from web.middleware import OwnerCookie, SecurityHeaders
from web.routes import routes


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Serve; then stop what the server started: live runs and the demo gateway."""
    yield {}
    await asyncio.to_thread(close_engine)
    await asyncio.to_thread(stop_demo)


app = st.App(
    Path(__file__).parent / "components" / "shell.py",
    routes=routes(),
    middleware=[Middleware(SecurityHeaders), Middleware(OwnerCookie)],
    lifespan=lifespan,
)
