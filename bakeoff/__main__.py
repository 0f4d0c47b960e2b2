"""`python -m bakeoff`: a comparison without a browser."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn


def leave_at_once(number: int, frame: FrameType | None) -> NoReturn:
    """End the program on Ctrl+C while nothing has been sent.

    Without any farewell: an exception in the middle of a module that loads, or of an engine that
    starts, ends in tracebacks and worse. The demo gateway sees that we are gone and ends by itself.
    """
    os._exit(130)


def open_closed_streams() -> None:
    """Let what was started without standard streams read and write nothing instead.

    Otherwise the first socket would take such a stream's number, and be written to.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest free number is that of the closed stream.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    signal.signal(signal.SIGINT, leave_at_once)
    open_closed_streams()
    from bakeoff.cli.main import main

    sys.exit(main())
