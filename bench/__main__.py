"""`python -m bench [PART …]`: run the benchmarks, print their figures, keep them as JSON."""

import argparse
import sys
from collections.abc import Callable

from bench import cpu, crowd, fan_out, screen, start_up
from bench.figure import Figure, keep, table

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "fan-out": fan_out.measure,
    "cpu": cpu.measure,
    "screen": screen.measure,
    "crowd": crowd.measure,
    "start-up": start_up.measure,
}


def main() -> int:
    """Run the parts that were named, or all; exit 1 when a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    figures: list[Figure] = []
    for part in chosen:
        print(f"{part} …", file=sys.stderr, flush=True)
        measured = PARTS[part]()
        print(table(measured), file=sys.stderr, flush=True)
        figures += measured
    path = keep(figures)
    print(table(figures))
    print(f"kept as {path}")
    return int(any(figure.is_met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
