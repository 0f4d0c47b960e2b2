"""3 and 4. What a person sees: lag, smoothness, bytes, and the first token."""

from bench.figure import Figure, percentile
from bench.steady import Pace
from bench.watch import Watched, watch

TOKENS = 1000
RATE = 100.0
TTFT_S = 2.0
"""Long enough that the form has been redrawn before the first token: that is not streaming."""

MODELS = (2, 8, 16)
KINDS = ("list", "table", "code")
KIND_MODELS = 8


def measure() -> list[Figure]:
    """Return the screen's figures for mixed answers by number of models, then for single kinds."""
    figures: list[Figure] = []
    least: float | None = None
    with watch() as watched:
        for models in MODELS:
            seen = watched.run(_pace("mixed"), models)
            figures += _figures(seen, f"{models} models, mixed")
            lag = percentile(seen.lags_s, 0.95) * 1000
            least = lag if least is None else least
            if models == MODELS[-1]:
                figures.append(_no_worse(lag, least))
        for kind in KINDS:
            seen = watched.run(_pace(kind), KIND_MODELS)
            figures += _figures(seen, f"{KIND_MODELS} models, one long {kind}")
    return figures


def _pace(kind: str) -> Pace:
    return Pace(tokens=TOKENS, tokens_per_second=RATE, ttft_s=TTFT_S, text=kind)


def _figures(seen: Watched, what: str) -> list[Figure]:
    def figure(
        name: str, value: float, unit: str, target: float, *, is_least: bool = False
    ) -> Figure:
        return Figure(
            part="screen",
            name=f"{what}: {name}",
            value=value,
            unit=unit,
            floor=None,
            target=target,
            is_least=is_least,
        )

    return [
        figure("lag p95", percentile(seen.lags_s, 0.95) * 1000, "ms", 120),
        figure("first token p95", percentile(seen.first_lags_s, 0.95) * 1000, "ms", 100),
        figure("frames", seen.frames_per_second, "/s", 55, is_least=True),
        figure("longest task", seen.longest_task_ms, "ms", 100),
        figure("bytes per answer byte", seen.bytes_per_answer_byte, "B/B", 4),
    ]


def _no_worse(most: float, least: float) -> Figure:
    return Figure(
        part="screen",
        name=f"lag p95 at {MODELS[-1]} models over that at {MODELS[0]}",
        value=most,
        unit="ms",
        floor=least,
        target=1.1,
    )
