"""`python -m bakeoff`: a comparison without a browser."""

import os
import sys


def run() -> int:
    """Run the command line and return its exit code."""
    try:
        # Ctrl+C while the modules load is as good as any other.
        from bakeoff.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130


def open_closed_streams() -> None:
    """Let what was started without standard streams read and write nothing instead.

    Otherwise the first socket would take such a stream's number, and be written to.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest free number is that of the closed stream.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    open_closed_streams()
    sys.exit(run())
