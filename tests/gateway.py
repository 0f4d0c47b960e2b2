"""The demo gateway as tests start it: a real process on a real socket."""

import json
import subprocess
import sys
from types import TracebackType
from typing import Self

from tests.processes import ROOT


class Gateway:
    """A running demo gateway."""

    def __init__(self, speed: float = 1.0) -> None:
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "demo_gateway",
                "--port",
                "0",
                "--speed",
                str(speed),
                "--die-with-parent",
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        said = json.loads(self._process.stdout.readline())
        self.base_url: str = said["base_url"]
        self.api_key: str = said["api_key"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.communicate(timeout=10)
