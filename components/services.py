"""What the pages ask of the engine: settings, the route, the models, a key's state, a run.

What is needed only after the first page is drawn is loaded only then, here and in what this calls.
"""

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import streamlit as st

import bakeoff
from bakeoff import Connection, DraftShelf, Route, Settings, choose_route, load_settings
from components import state
from components.background import in_background
from components.listing import Listing, Listings
from components.owner import current_owner

if TYPE_CHECKING:
    from bakeoff import Catalogue, ComparisonRequest, Engine, KeyStatus, Run

DEMO = "demo"

_has_runs = Event()
"""Until there is a first run the engine is left alone: loading it would delay the first page."""


def current_route(settings: Settings) -> Route:
    """Return where this session would send a comparison now."""
    return choose_route(
        settings, wants_demo=state.wants_demo(settings), typed_key=state.typed_key()
    )


def connect(route: Route, settings: Settings) -> Connection:
    """Return the route's connection; the demo's starts the gateway if it does not run.

    Raises:
        BakeoffError: the demo could not be started.
    """
    if route.connection is not None:
        return route.connection
    return bakeoff.demo_connection(settings)


def engine() -> "Engine":
    """Return the one engine of this process."""
    return bakeoff.get_engine()


def drafts(settings: Settings) -> DraftShelf:
    """Return the drafts kept in the operator's folder."""
    return _drafts(settings.folder() / "drafts")


def listing(route: Route, settings: Settings) -> Listing:
    """Return what is known of the models on this route, without waiting."""
    return _listings().peek(_server(route, settings))


def load_listing(route: Route, settings: Settings, *, again: bool = False) -> None:
    """Begin to load the models of this route, unless they are known; or in any case."""
    listings, server = _listings(), _server(route, settings)

    def ask() -> "Catalogue":
        connection = _asked_for_models(route, settings)
        copy = None if route.is_demo else bakeoff.stored_catalogue(connection, settings)
        if copy is not None:
            listings.offer(server, copy)
        load = bakeoff.refresh_catalogue if again else bakeoff.load_catalogue
        return load(connection, settings)

    listings.load(server, ask, again=again)


def key_status(route: Route) -> "KeyStatus | None":
    """Return how the key on this route stands; `None` when there is none, or not known yet."""
    if not route.is_paid or route.connection is None:
        return None
    check = state.key_check(route.connection)
    return check.result() if check is not None and check.done() else None


def begin_key_check(route: Route) -> None:
    """Begin to check the key on this route, once a session for each key."""
    connection = route.connection
    if connection is None or not route.is_paid or state.key_check(connection) is not None:
        return
    state.set_key_check(
        connection, in_background(lambda: bakeoff.check_key(connection), name="key")
    )


def start_run(request: "ComparisonRequest", route: Route, settings: Settings) -> "Run":
    """Send a comparison and return its run at once.

    Raises:
        BakeoffError: the demo could not be started.
    """
    known = listing(route, settings).catalogue
    _has_runs.set()
    return engine().start(
        request,
        connect(route, settings),
        deadlines=settings.deadlines,
        owner=current_owner(),
        prices=None if known is None else known.prices(),
    )


def own_run(run_id: str) -> "Run | None":
    """Return a run of this browser's; `None` if it is another's or unknown."""
    return engine().get(run_id, current_owner()) if _has_runs.is_set() else None


def own_runs() -> "list[Run]":
    """Return the runs of this browser, newest first."""
    return engine().runs(current_owner()) if _has_runs.is_set() else []


def settings_now() -> Settings:
    """Return the operator's settings.

    Raises:
        SettingsError: one can't be used; it names which.
    """
    return load_settings()


def _server(route: Route, settings: Settings) -> str:
    return DEMO if route.is_demo else settings.base_url


def _asked_for_models(route: Route, settings: Settings) -> Connection:
    if route.blocked is None:
        return connect(route, settings)
    # OpenRouter lists its models for anybody, so they can be chosen before the key is there.
    with_any_key = choose_route(replace(settings, is_keyless=True), wants_demo=False)
    assert with_any_key.connection is not None, "a keyless server always has a connection"
    return with_any_key.connection


@st.cache_resource(show_spinner=False)
def _listings() -> Listings:
    return Listings()


@st.cache_resource(show_spinner=False, max_entries=8)
def _drafts(folder: Path) -> DraftShelf:
    return DraftShelf(folder)
