"""Fixtures every test may use, and the promise that no test reaches beyond this machine."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests import chromium
from tests.app_server import AppServer, clean_environment
from tests.gateway import Gateway

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", "testserver")


def _refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name not in LOCAL_HOSTS and not name.startswith("127.") and not name.endswith(".invalid"):
        raise RuntimeError(f"a test tried to reach {name!r}")


sys.addaudithook(_refuse_other_machines)
os.environ.pop("OPENROUTER_API_KEY", None)
os.environ.pop("OPENROUTER_BASE_URL", None)
# Neither is the key in a developer's .env for tests to spend.
os.environ["BAKEOFF_ENVIRONMENT_ONLY"] = "1"
# A slow machine is no fault, and an example that failed belongs into the test as @example.
hypothesis.settings.register_profile("bakeoff", deadline=None, database=None)
hypothesis.settings.load_profile("bakeoff")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True, scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what tests store out of the person's own folders."""
    folder = tmp_path_factory.mktemp("data")
    os.environ["BAKEOFF_DATA_DIR"] = str(folder)
    return folder


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    """A demo gateway in a process of its own, twenty times as fast as it shows people."""
    with Gateway(speed=20) as running:
        yield running


@pytest.fixture(scope="module")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The whole app as a newcomer starts it: no key, nothing stored."""
    with AppServer(clean_environment(tmp_path_factory.mktemp("app-data"))) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium; closed with the module, so that async tests elsewhere have a loop."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    assert path is not None, "no browser: run `python -m tests.chromium` first"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, headless=True, args=list(chromium.ARGUMENTS)
        )
        yield running
        running.close()
