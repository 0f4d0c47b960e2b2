"""Work that a page waits for without standing still."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def in_background(work: Callable[[], T], *, name: str) -> "Future[T]":
    """Start work in a thread of its own and return its future; it never touches Streamlit."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(fault)

    Thread(target=run, name=f"bakeoff-{name}", daemon=True).start()
    return future
