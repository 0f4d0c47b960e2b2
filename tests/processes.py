"""Children of a test: started, waited for, and gone when the test is."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(holds: Callable[[], bool], what: str, timeout_s: float = 20.0) -> None:
    """Return as soon as `holds()`; fail, saying what was waited for, if it never does."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {timeout_s} s")
        pause.wait(0.02)
