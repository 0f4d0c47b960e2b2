"""The gateway that streams at a known pace, and its own account of what it sent and when."""

import json
import re
import urllib.request
from dataclasses import dataclass
from typing import Any

from bakeoff import ComparisonRequest, Connection, Entry, Sampling
from demo_gateway.bench_script import parse_bench_script
from tests.gateway import Gateway

MODEL = "bench/steady"
STAMP = re.compile(r"⟦(\d+\.\d+)⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What each stream of a benchmark is to send."""

    tokens: int
    """How many tokens, one chunk each."""

    tokens_per_second: float
    """How fast, after the first."""

    ttft_s: float = 0.3
    """Seconds before the first."""

    text: str = "mixed"
    """Which kind of answer: mixed, list, table, code or plain."""

    stamp_every: int = 10
    """Every how many tokens one carries the time at which it was sent."""

    def prompt(self) -> str:
        """Return the prompt by which the gateway's steady model is told this."""
        return json.dumps({field: getattr(self, field) for field in self.__slots__})

    def stamps(self) -> int:
        """Return how many stamps each stream will carry."""
        deltas = parse_bench_script(self.prompt()).reply().deltas
        return sum("⟦" in delta.text for delta in deltas)


def connection(gateway: Gateway) -> Connection:
    """Return the connection to a gateway that is running."""
    return Connection(
        base_url=gateway.base_url,
        api_key=gateway.api_key,
        site_url="http://localhost",
        app_title="Bakeoff bench",
    )


def request(pace: Pace, models: int) -> ComparisonRequest:
    """Return a comparison of so many steady streams."""
    return ComparisonRequest(
        prompt=pace.prompt(),
        entries=tuple(Entry(MODEL) for _ in range(models)),
        sampling=Sampling(max_tokens=1_000_000),
    )


def streams(gateway: Gateway) -> list[dict[str, Any]]:
    """Return the gateway's account of every stream since it was last cleared."""
    found: list[dict[str, Any]] = json.loads(_call(gateway, "GET"))
    return found


def clear(gateway: Gateway) -> None:
    """Let the gateway forget the streams so far."""
    _call(gateway, "DELETE")


def slowest_s(gateway: Gateway) -> float:
    """Return the longest stream's own time by the gateway's clock, in seconds."""
    return max(stream["ended"] - stream["started"] for stream in streams(gateway))


def _call(gateway: Gateway, method: str) -> bytes:
    asked = urllib.request.Request(f"{gateway.base_url}/bench/streams", method=method)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        content: bytes = answer.read()
        return content
