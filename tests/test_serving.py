import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, expect

from tests.app_server import AppServer, clean_environment
from tests.browser.compare_page import new_tab
from tests.processes import ROOT, free_port, wait_until


def _listening(pid: int) -> set[str]:
    return {
        connection.laddr.ip
        for connection in psutil.Process(pid).net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }


def test_the_server_listens_on_this_machine_only(app_server: AppServer) -> None:
    assert _listening(app_server.pid) == {"127.0.0.1"}


def test_the_server_says_where_it_is(app_server: AppServer) -> None:
    wait_until(lambda: app_server.url in app_server.said, "the address in the terminal")
    assert app_server.url in app_server.said


def test_uvicorn_serves_the_same_app(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)],
        cwd=ROOT,
        env=clean_environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        said = ""
        while "Uvicorn running on" not in said:
            said = process.stderr.readline()
            assert said, "uvicorn ended"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert "Content-Security-Policy" in answer.headers
            assert "bakeoff_owner=" in answer.headers["Set-Cookie"]
        process.terminate()
        rest = process.stderr.read()
        assert process.wait(timeout=20) in (0, -15)
        assert "Traceback" not in rest


@pytest.mark.browser
def test_stopping_the_server_in_mid_run_is_quick_and_leaves_no_process(
    tmp_path: Path, browser: Browser
) -> None:
    server = AppServer(clean_environment(tmp_path))
    tab = new_tab(server, browser)
    tab.open(["glacier-demo/ponderous-405b"], "Write a story about a lighthouse.")
    tab.compare()
    expect(tab.cards().nth(0).get_by_text("Running")).to_be_visible()
    children = psutil.Process(server.pid).children(recursive=True)
    assert children, "the demo gateway is a child of the app"
    server.stop()
    assert "Traceback" not in server.said
    assert psutil.wait_procs(children, timeout=10)[1] == []
    tab.page.context.close()
