"""The whole app as a person starts it: `streamlit run app.py` in a process of its own."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.processes import ROOT, free_port, wait_until


def clean_environment(data_dir: Path, **extra: str) -> dict[str, str]:
    """Return this machine's environment without any setting of Bakeoff's, and with `extra`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BAKEOFF_", "OPENROUTER_", "STREAMLIT_"))
    }
    return {
        **kept,
        "BAKEOFF_DATA_DIR": str(data_dir),
        # The key in a developer's .env is not for tests to spend.
        "BAKEOFF_ENVIRONMENT_ONLY": "1",
        **extra,
    }


class AppServer:
    """A running app."""

    def __init__(
        self,
        environment: dict[str, str],
        *,
        port: int | None = None,
        script: str = "app.py",
        base_path: str = "",
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}{base_path}"
        self._log = open(  # noqa: SIM115 - closed with the server
            Path(environment["BAKEOFF_DATA_DIR"]) / f"server-{self.port}.log", "w+b"
        )
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", script),
                *("--server.headless", "true", "--server.port", str(self.port)),
                *("--server.baseUrlPath", base_path),
            ],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until(self._answers, "the app's health page", timeout_s=60)
        except AssertionError as fault:
            self.stop()
            raise AssertionError(f"{fault}; the server said:\n{self.said}") from None

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    @property
    def said(self) -> str:
        """Everything the server has printed so far."""
        return Path(self._log.name).read_text(encoding="utf-8", errors="replace")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop the server as its operator would; return its exit status."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        status = self._process.wait(timeout=20)
        self._log.close()
        return status

    def _answers(self) -> bool:
        if self._process.poll() is not None:
            raise AssertionError("the app ended")
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
        self.stop()
