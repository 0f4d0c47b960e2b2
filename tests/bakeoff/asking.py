"""How the engine's tests ask, and how they wait."""

import asyncio
from collections.abc import Callable

from bakeoff.connection import Connection
from bakeoff.record import CompletionRecord
from bakeoff.request import ComparisonRequest, Entry
from bakeoff.run import Run

CANARY = "sk-or-v1-c0ffee00canary00c0ffee00canary00"


def connection_to(base_url: str, api_key: str | None = CANARY) -> Connection:
    return Connection(
        base_url=base_url, api_key=api_key, site_url="https://example.test", app_title="Bakeoff"
    )


def request_for(*models: str, **settings: object) -> ComparisonRequest:
    return ComparisonRequest(
        prompt="Say hello",
        entries=tuple(Entry(model) for model in models or ("liquid/lfm",)),
        **settings,  # type: ignore[arg-type]
    )


def only(run: Run) -> CompletionRecord:
    (completion,) = run.record.completions
    return completion


async def until(holds: Callable[[], object], timeout_s: float = 5.0) -> None:
    """Wait for something that the engine's thread does."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110 -- another thread changes it and sets no event
            await asyncio.sleep(0.005)
