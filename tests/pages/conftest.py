from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bakeoff import close_engine, stop_demo
from components import state
from tests.gateway import Gateway
from tests.processes import ROOT

OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """Let no list of models and no draft pass from one test to the next."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="package", autouse=True)
def _engine_ends() -> Iterator[None]:
    yield
    close_engine()
    stop_demo()


@pytest.fixture
def open_page(data_dir: Any, request: pytest.FixtureRequest) -> OpenPage:
    """Open a page in a session of its own; the owner is the test itself unless named."""

    def open_it(page: str | None = None, *, owner: str | None = None, **parameters: str) -> AppTest:
        at = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=30)
        at.session_state[state.OWNER] = owner or request.node.nodeid
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        if page is not None:
            at.switch_page(f"../pages/{page}.py").run()
        return at

    return open_it


@pytest.fixture
def served(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a quick local server the operator's own, with the operator's key."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", gateway.base_url)
    monkeypatch.setenv("OPENROUTER_API_KEY", gateway.api_key)


@pytest.fixture
def keyed(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a quick local server the operator's own; a visitor has to type this key."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", gateway.base_url)
    return gateway.api_key
