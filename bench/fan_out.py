"""1. How much longer a run takes than its slowest stream."""

from bench.contender import contend
from bench.figure import Figure
from bench.steady import Pace, clear, slowest_s
from tests.gateway import Gateway

PACE = Pace(tokens=60, tokens_per_second=10, text="plain")
TARGETS = {8: 1.02, 64: 1.02, 256: 1.05, 1000: 1.20}


def measure() -> list[Figure]:
    """Return the engine's wall time over the gateway's slowest stream, and a bare loop's."""
    figures = []
    with Gateway() as gateway:
        for models, target in TARGETS.items():
            for name, module, held_to in (
                ("engine", "bench.engine", target),
                ("bare loop", "bench.bare", None),
            ):
                clear(gateway)
                measured = contend(module, gateway, models, PACE)
                figures.append(
                    Figure(
                        part="fan-out",
                        name=f"{name}, {models} models, wall",
                        value=measured["wall_s"],
                        unit="s",
                        floor=slowest_s(gateway),
                        target=held_to,
                    )
                )
    return figures
