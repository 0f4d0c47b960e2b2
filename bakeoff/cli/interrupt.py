"""Ctrl+C: the first stops the streams and keeps what arrived, the second leaves at once."""

import os
import signal
import sys
from types import FrameType, TracebackType
from typing import NoReturn, Self

from bakeoff.run import Run

INTERRUPTED = 130
SHOW_CURSOR = "\x1b[?25h"


class Interruption:
    """While it is entered, Ctrl+C stops the run; before there is one, it leaves at once."""

    def __init__(self) -> None:
        self.run: Run | None = None
        """What Ctrl+C stops; `None` while nothing has been sent."""

        self.was_asked = False
        """Whether Ctrl+C was pressed."""

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.run is None or self.was_asked:
            _leave_at_once()
        self.was_asked = True
        self.run.stop()


def _leave_at_once() -> NoReturn:
    if sys.stderr.isatty():
        os.write(sys.stderr.fileno(), SHOW_CURSOR.encode())
    # Without any farewell: the demo gateway sees that we are gone and ends by itself.
    os._exit(INTERRUPTED)
