"""The command line as people run it: a real process, against a real gateway."""

import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from tests.app_server import clean_environment
from tests.gateway import Gateway
from tests.processes import ROOT

TIMEOUT_S = 60
MODULE = (sys.executable, "-m", "bakeoff")


class Command:
    """Runs `python -m bakeoff` with one environment."""

    def __init__(self, data_dir: Path, gateway: Gateway | None = None, **extra: str) -> None:
        own = {} if gateway is None else settings_of(gateway)
        self.environment = clean_environment(data_dir, **{"COLUMNS": "120", **own, **extra})

    def run(self, *typed: str | bytes, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            [*MODULE, *typed],
            cwd=ROOT, env=self.environment, input=given,
            capture_output=True, timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )

    def begin(self, *typed: str) -> "Running":
        return Running([*MODULE, *typed], self.environment)


class Running:
    """A command that still runs; its stderr can be waited for line by line."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.stderr = ""
        self._lines: queue.Queue[str] = queue.Queue()
        self._outputs: list[str] = []
        self._readers = [
            threading.Thread(target=self._read_lines, args=[self.process.stderr]),
            threading.Thread(target=self._read_output, args=[self.process.stdout]),
        ]
        for reader in self._readers:
            reader.start()

    def wait_for(self, *wanted: str) -> None:
        """Return as soon as stderr has a line with each of these in it."""
        missing = set(wanted)
        while missing:
            try:
                line = self._lines.get(timeout=TIMEOUT_S)
            except queue.Empty:
                raise AssertionError(f"never said {missing}; said {self.stderr}") from None
            missing = {text for text in missing if text not in line}

    def interrupt(self) -> None:
        """Press Ctrl+C."""
        self.process.send_signal(signal.SIGINT)

    def end(self) -> tuple[int, str]:
        """Return the exit code and stdout, once it has ended."""
        code = self.process.wait(TIMEOUT_S)
        for reader in self._readers:
            reader.join(TIMEOUT_S)
        return code, "".join(self._outputs)

    def _read_lines(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.stderr += line
                self._lines.put(line)

    def _read_output(self, stream: IO[str]) -> None:
        with stream:
            self._outputs.append(stream.read())


def settings_of(gateway: Gateway) -> dict[str, str]:
    return {"OPENROUTER_BASE_URL": gateway.base_url, "OPENROUTER_API_KEY": gateway.api_key}
