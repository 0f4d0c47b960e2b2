"""The demo gateway as a child process: what serves a comparison when there is no key.

Never imported: in this process it would share the interpreter's lock and bend every time to the
first token. One child serves the whole process, and goes when the process goes.
"""

import atexit
import json
import os
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, Any

from bakeoff.connection import Connection
from bakeoff.errors import DemoGatewayError
from bakeoff.settings import ROOT, Settings, load_settings

DEMO_MODELS = (
    "acme-demo/swift-2",
    "lumen-demo/bullet-mini",
    "harbour-demo/jester-7b",
    "northwind-demo/atlas-large",
)
START_TIMEOUT_S = 20.0
STOP_TIMEOUT_S = 5.0
KEPT_LINES = 40
MOST_SAID = 65_536
COMMAND = (sys.executable, "-m", "demo_gateway", "--port", "0", "--die-with-parent")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running gateway listens, as it said itself."""

    base_url: str
    """Root of its API."""

    api_key: str
    """The key it takes; worth nothing anywhere else."""


class DemoGateway:
    """One child process, started when first asked for and again if it died; thread-safe."""

    def __init__(
        self,
        command: tuple[str, ...] = COMMAND,
        *,
        start_timeout_s: float = START_TIMEOUT_S,
        stop_timeout_s: float = STOP_TIMEOUT_S,
    ) -> None:
        self._command = command
        self._start_timeout_s = start_timeout_s
        self._stop_timeout_s = stop_timeout_s
        self._lock = Lock()
        self._child: _Child | None = None
        self._address: Address | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id; `None` when none runs."""
        child = self._child
        return child.process.pid if child is not None and child.is_running else None

    def address(self) -> Address:
        """Return where the gateway listens, starting it if it does not run.

        Raises:
            DemoGatewayError: it could not be started; the text has what it said.
        """
        with self._lock:
            if self._child is None or self._address is None or not self._child.is_running:
                self._start()
            assert self._address is not None
            return self._address

    def stop(self) -> None:
        """End the child and wait until it is gone; does nothing when none runs."""
        with self._lock:
            self._end()

    def _start(self) -> None:
        self._end()
        self._child = _Child(self._command)
        try:
            self._address = _address(self._child.first_line(self._start_timeout_s))
        except DemoGatewayError as fault:
            self._child.stop(self._stop_timeout_s)
            said = self._child.errors() or "nothing"
            self._child = None
            raise DemoGatewayError(
                f"The demo gateway did not start: {fault} "
                f"Run `python -m demo_gateway` to see why, or set OPENROUTER_API_KEY. "
                f"It wrote: {said}"
            ) from fault

    def _end(self) -> None:
        if self._child is not None:
            self._child.stop(self._stop_timeout_s)
        self._child = self._address = None


class _Child:
    """A process whose output is always being read, so that it never blocks on a full pipe."""

    def __init__(self, command: tuple[str, ...]) -> None:
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                cwd=ROOT,
                env=_environment(),
                # Held open and never written: its end tells the child that we are gone.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                # Away from the terminal's Ctrl+C, which would cut streams that we want to stop.
                start_new_session=True,
            )
        except OSError as fault:
            raise DemoGatewayError(
                f"The demo gateway did not start: {fault}. Check that {command[0]} can be run."
            ) from fault
        self._lines: Queue[str] = Queue()
        self._errors: deque[str] = deque(maxlen=KEPT_LINES)
        self._readers = [
            Thread(target=self._read_output, name="demo-gateway-output", daemon=True),
            Thread(target=self._read_errors, name="demo-gateway-errors", daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def first_line(self, timeout_s: float) -> str:
        try:
            return self._lines.get(timeout=timeout_s)
        except Empty as fault:
            raise DemoGatewayError(f"it said nothing within {timeout_s:g} s.") from fault

    def errors(self) -> str:
        return "".join(self._errors).strip()

    def stop(self, timeout_s: float) -> None:
        _pipe(self.process.stdin).close()
        self.process.terminate()
        try:
            self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for reader in self._readers:
            reader.join()

    def _read_output(self) -> None:
        with _pipe(self.process.stdout) as output:
            self._lines.put(output.readline(MOST_SAID))
            # Nothing more is expected; reading on keeps the pipe from ever filling up.
            deque(output, maxlen=0)

    def _read_errors(self) -> None:
        with _pipe(self.process.stderr) as errors:
            self._errors.extend(errors)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None, "opened as a pipe"
    return pipe


def _environment() -> dict[str, str]:
    # The child has no use for a real key, so it never gets one.
    return {name: value for name, value in os.environ.items() if name != "OPENROUTER_API_KEY"}


def _address(line: str) -> Address:
    try:
        said: Any = json.loads(line)
        return Address(str(said["base_url"]), str(said["api_key"]))
    except (ValueError, KeyError, TypeError) as fault:
        what = f"it said {line[:200]!r}" if line else "it ended at once"
        raise DemoGatewayError(f"{what} instead of its address.") from fault


_gateway = DemoGateway()
atexit.register(_gateway.stop)


def demo_connection(settings: Settings | None = None) -> Connection:
    """Return a connection to the demo gateway, starting it if this process has none running.

    Args:
        settings: whose site and title to send; loaded if not given.

    Raises:
        DemoGatewayError: it could not be started.
        SettingsError: a setting can't be used.
    """
    chosen = load_settings() if settings is None else settings
    address = _gateway.address()
    return Connection(
        base_url=address.base_url,
        api_key=address.api_key,
        site_url=chosen.site_url,
        app_title=chosen.app_title,
        is_demo=True,
    )


def stop_demo() -> None:
    """Stop the demo gateway, if it runs; the next `demo_connection` starts another."""
    _gateway.stop()
