"""6. What starting costs: CPU until the page can be used, against an empty one-line app."""

import statistics
import tempfile
from pathlib import Path

import psutil
from playwright.sync_api import Browser

from bench.chrome import chrome
from bench.figure import Figure
from tests.app_server import AppServer, clean_environment

EMPTY_APP = 'import streamlit as st; st.button("Compare")\n'
ROUNDS = 5
TARGET = 1.5


def measure() -> list[Figure]:
    """Return the CPU-seconds of the app's process until Compare can be pressed."""
    with chrome() as browser, tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        _cpu_s(browser, folder, "app.py")
        rounds = [
            (_cpu_s(browser, folder, "app.py"), _cpu_s(browser, folder, str(empty)))
            for _ in range(ROUNDS)
        ]
    return [
        Figure(
            part="start-up",
            name=f"CPU to a usable page, median of {ROUNDS}",
            value=statistics.median(ours for ours, _ in rounds),
            unit="CPU-s",
            floor=statistics.median(floor for _, floor in rounds),
            target=TARGET,
        )
    ]


def _cpu_s(browser: Browser, folder: str, script: str) -> float:
    """Return the CPU-seconds of the server's own process; the gateway's is another."""
    environment = clean_environment(Path(folder))
    with AppServer(environment, script=script) as server:
        page = browser.new_page()
        page.goto(server.url)
        page.get_by_role("button", name="Compare", exact=True).wait_for()
        used = psutil.Process(server.pid).cpu_times()
        page.close()
        return used.user + used.system
