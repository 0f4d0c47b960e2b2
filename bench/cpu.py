"""2. What a streamed token costs the process, against a bare AsyncOpenAI loop's."""

from bench.contender import contend
from bench.figure import Figure
from bench.steady import Pace
from bench.watch import watch
from tests.gateway import Gateway

PACE = Pace(tokens=600, tokens_per_second=100)
MODELS = 8
ENGINE_TARGET = 0.4
FOLLOWED_TARGET = 1.0


def measure() -> list[Figure]:
    """Return microseconds of CPU a token: the engine alone, then with one browser following."""
    tokens = MODELS * PACE.tokens
    with Gateway() as gateway:
        bare = contend("bench.bare", gateway, MODELS, PACE)["cpu_s"] / tokens
        engine = contend("bench.engine", gateway, MODELS, PACE)["cpu_s"] / tokens
    with watch() as watched:
        seen = watched.run(PACE, MODELS)
    followed = seen.server_cpu_s / seen.tokens
    return [
        _figure("engine alone", engine, bare, ENGINE_TARGET),
        _figure("one browser following", followed, bare, FOLLOWED_TARGET),
    ]


def _figure(name: str, cpu_s: float, bare_s: float, target: float) -> Figure:
    return Figure(
        part="cpu",
        name=f"{name}, {MODELS} models, a token",
        value=cpu_s * 1e6,
        unit="µs",
        floor=bare_s * 1e6,
        target=target,
    )
