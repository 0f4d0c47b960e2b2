"""Where the command line begins, and where everything that can go wrong becomes an exit code."""

import io
import sys
from collections.abc import Sequence

from bakeoff.cli.arguments import parse_arguments
from bakeoff.cli.plain_text import plain_line
from bakeoff.errors import BakeoffError

WRONG_USE = 2


def main(typed: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    _print_anything()
    try:
        arguments = parse_arguments(typed)
        from bakeoff.cli.compare import compare

        return compare(arguments)
    except BakeoffError as fault:
        print(f"bakeoff: {plain_line(str(fault))}", file=sys.stderr)
        return WRONG_USE


def _print_anything() -> None:
    # A terminal that can't show a character shows a question mark instead of a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
