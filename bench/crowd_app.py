"""The real server with one more door: a run can be started without pressing Compare."""

import os
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bakeoff import ComparisonRequest, Connection, Entry, Sampling, get_engine
from bench.steady import MODEL
from web.routes import routes

CONNECTION = Connection(
    base_url=os.environ["OPENROUTER_BASE_URL"],
    api_key=os.environ["OPENROUTER_API_KEY"],
    site_url="http://localhost",
    app_title="Bakeoff bench",
)


async def start(request: Request) -> JSONResponse:
    """Start a run of steady streams for the owner whom the request names; answer its id."""
    asked = await request.json()
    run = get_engine().start(
        ComparisonRequest(
            prompt=asked["prompt"],
            entries=tuple(Entry(MODEL) for _ in range(asked["models"])),
            sampling=Sampling(max_tokens=1_000_000),
        ),
        CONNECTION,
        owner=asked["owner"],
    )
    return JSONResponse({"run_id": run.run_id})


async def elapsed(request: Request) -> JSONResponse:
    """Answer how long a run took, in seconds, once it has ended."""
    run = get_engine().get(request.query_params["run_id"], request.query_params["owner"])
    assert run is not None
    await run.finished()
    return JSONResponse({"elapsed_s": run.elapsed_s})


app = st.App(
    Path(__file__).resolve().parent.parent / "components" / "shell.py",
    routes=[
        *routes(),
        Route("/bench/start", start, methods=["POST"]),
        Route("/bench/elapsed", elapsed),
    ],
)
