from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bakeoff import events
from bakeoff.failure import Failure
from bakeoff.record import RunRecord
from bakeoff.request import ComparisonRequest, Entry, Sampling
from bakeoff.usage import Usage

STARTED_AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def make_run() -> Callable[..., RunRecord]:
    def make(
        *models: str,
        prompt: str = "Say hello",
        system_prompt: str | None = None,
        **sampling: object,
    ) -> RunRecord:
        request = ComparisonRequest(
            prompt=prompt,
            entries=tuple(Entry(model) for model in models),
            system_prompt=system_prompt,
            sampling=Sampling(**sampling),  # type: ignore[arg-type]
        )
        return RunRecord("run-1", request, STARTED_AT)

    return make


@pytest.fixture
def mixed_run(make_run: Callable[..., RunRecord]) -> RunRecord:
    run = make_run(
        "acme/good",
        "acme/bad",
        "acme/slow",
        "acme/mute",
        system_prompt="Be brief",
        temperature=0.5,
        seed=7,
    )
    for event in (
        events.AttemptStarted(0, 0.25),
        events.AttemptFailed(0, 0.5, _failure("unavailable"), 1.0),
        events.AttemptStarted(0, 1.5),
        events.Identified(0, "gen-1", "acme/good-2026", "Acme"),
        events.ReasoningDelta(0, 1.75, "Hm."),
        events.ContentDelta(0, 2.0, "Hel"),
        events.ContentDelta(0, 2.25, "lo"),
        events.FinishReported(0, "stop", "end_turn"),
        events.UsageReported(
            0,
            Usage(
                prompt_tokens=12,
                completion_tokens=34,
                total_tokens=46,
                reasoning_tokens=3,
                cached_tokens=0,
                cost_usd=Decimal("0.00001234"),
                cost_source="billed",
            ),
        ),
        events.CompletionEnded(0, 2.5, "completed"),
        events.AttemptStarted(1, 0.25),
        events.CompletionEnded(1, 0.5, "failed", _failure("model_not_found")),
        events.AttemptStarted(2, 0.25),
        events.ContentDelta(2, 0.5, "partial"),
        events.CompletionEnded(2, 0.75, "cancelled"),
        events.AttemptStarted(3, 0.25),
        events.FinishReported(3, "stop", None),
        events.CompletionEnded(3, 0.5, "completed"),
        events.RetryQueued(1),
    ):
        run.apply(event)
    return run


def _failure(error_type: str) -> Failure:
    return Failure(error_type=error_type, message="It broke", advice="Try another", retryable=False)
