"""The live grid's own small server, in a process of its own."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import urlencode

from tests.app_server import clean_environment
from tests.gateway import Gateway
from tests.processes import ROOT, free_port, wait_until

APP = Path(__file__).with_name("grid_app.py")


class GridServer:
    """A running server of grids; `has_socket=False` leaves all our own routes out."""

    def __init__(
        self, gateway: Gateway, data_dir: Path, *, has_socket: bool = True, base_path: str = ""
    ) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}{base_path}"
        environment = clean_environment(
            data_dir,
            OPENROUTER_BASE_URL=gateway.base_url,
            OPENROUTER_API_KEY=gateway.api_key,
            GRID_SOCKET="1" if has_socket else "0",
            PYTHONPATH=os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
        )
        self._log = data_dir / f"grid-{port}.log"
        with self._log.open("wb") as log:
            self._process = self._start(environment, log, port, base_path)
        wait_until(self._answers, "the grid server's health page", timeout_s=60)

    @property
    def said(self) -> str:
        """Everything the server has printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _start(
        self, environment: dict[str, str], log: IO[bytes], port: int, base_path: str
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", str(APP), "--server.headless", "true"),
                *("--server.port", str(port), "--server.baseUrlPath", base_path),
            ],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def page_of(self, prompt: str, *models: str) -> str:
        """Return the address that starts a run and shows it."""
        return f"{self.url}/?{urlencode({'models': ','.join(models), 'prompt': prompt})}"

    def _answers(self) -> bool:
        assert self._process.poll() is None, f"the grid server ended: {self.said}"
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        assert "Traceback" not in self.said, self.said
