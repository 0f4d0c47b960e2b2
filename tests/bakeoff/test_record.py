from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bakeoff import events
from bakeoff.failure import failure_of
from bakeoff.record import Attempt, CompletionRecord, RunRecord, ToolCall
from bakeoff.request import ComparisonRequest, Entry
from bakeoff.usage import Usage

CUT = failure_of("connection_cut", generation_id="gen-1", provider="P")
USAGE = Usage(prompt_tokens=5, completion_tokens=30, cost_usd=Decimal("0.1"), cost_source="billed")


def record(*happened: events.Event, models: int = 1) -> RunRecord:
    entries = tuple(Entry(f"a/{number}") for number in range(models))
    run = RunRecord("r", ComparisonRequest(prompt="p", entries=entries), datetime.now(UTC))
    for event in happened:
        run.apply(event)
    return run


def first(*happened: events.Event) -> CompletionRecord:
    return record(*happened).completions[0]


def test_before_anything_happened_all_is_queued_and_unknown() -> None:
    run = record(models=2)
    assert [completion.status for completion in run.completions] == ["queued", "queued"]
    assert run.is_live
    completion = run.completions[0]
    assert completion.ttft_s is None
    assert completion.duration_s is None
    assert completion.waited_s is None
    assert completion.tokens_per_second is None
    assert completion.usage == Usage()


def test_events_fold_into_what_was_answered() -> None:
    completion = first(
        events.AttemptStarted(0, 1.0),
        events.Identified(0, "gen-1", "a/b", None),
        events.Identified(0, None, None, "P"),
        events.ReasoningDelta(0, 1.5, "Hm"),
        events.ContentDelta(0, 2.0, "Hel"),
        events.ContentDelta(0, 2.5, "lo"),
        events.FinishReported(0, "stop", "STOP"),
        events.FinishReported(0, "stop", None),
        events.UsageReported(0, USAGE),
        events.CompletionEnded(0, 4.5, "completed"),
    )
    assert (completion.text, completion.text_parts) == ("Hello", ["Hel", "lo"])
    assert completion.reasoning == "Hm"
    assert (completion.generation_id, completion.response_model) == ("gen-1", "a/b")
    assert completion.provider == "P"
    assert (completion.finish_reason, completion.native_finish_reason) == ("stop", "STOP")
    assert completion.usage == USAGE
    assert completion.attempts == [Attempt(1.0, ended_at_s=4.5)]
    assert (completion.status, completion.is_live) == ("completed", False)
    assert (completion.ttft_s, completion.duration_s, completion.waited_s) == (0.5, 3.5, 0.0)
    assert completion.tokens_per_second == 30 / 3.0
    assert completion.chunks == 3
    assert completion.version == 10


def test_timings_are_those_of_the_last_attempt() -> None:
    completion = first(
        events.AttemptStarted(0, 0.0),
        events.Identified(0, "gen-0", "a/b", "Q"),
        events.AttemptFailed(0, 1.0, CUT, 0.5),
        events.AttemptStarted(0, 1.5),
        events.ContentDelta(0, 2.0, "x"),
        events.CompletionEnded(0, 3.5, "completed"),
    )
    assert (completion.ttft_s, completion.duration_s, completion.waited_s) == (0.5, 2.0, 1.5)
    assert completion.attempts[0] == Attempt(0.0, 1.0, CUT, 0.5)
    assert (completion.generation_id, completion.provider) == (None, None)


def test_a_failure_names_the_generation_and_provider_where_the_stream_did_not() -> None:
    completion = first(
        events.AttemptStarted(0, 0.0),
        events.ContentDelta(0, 0.5, "Hel"),
        events.CompletionEnded(0, 1.0, "failed", CUT),
    )
    assert (completion.status, completion.failure) == ("failed", CUT)
    assert (completion.generation_id, completion.provider) == ("gen-1", "P")
    assert completion.text == "Hel"
    assert completion.attempts == [Attempt(0.0, 1.0, CUT)]


def test_what_was_cancelled_before_it_was_sent_has_no_attempt() -> None:
    completion = first(events.CompletionEnded(0, 1.0, "cancelled"))
    assert (completion.status, completion.attempts) == ("cancelled", [])
    assert completion.duration_s is None


@pytest.mark.parametrize(
    ("usage", "ended_at_s"), [(Usage(), 2.0), (Usage(completion_tokens=30), 1.0)]
)
def test_no_rate_is_made_from_what_is_unknown_or_from_no_time(
    usage: Usage, ended_at_s: float
) -> None:
    completion = first(
        events.AttemptStarted(0, 0.0),
        events.ContentDelta(0, 1.0, "x"),
        events.UsageReported(0, usage),
        events.CompletionEnded(0, ended_at_s, "completed"),
    )
    assert completion.tokens_per_second is None


@pytest.mark.parametrize(
    "event",
    [
        events.ContentDelta(0, 2.0, "x"),
        events.ReasoningDelta(0, 2.0, "x"),
        events.RefusalDelta(0, 2.0, "x"),
        events.ToolCallDelta(0, 2.0, 0, "c", "f", ""),
        events.ImageReceived(0, 2.0, "data:,"),
    ],
)
def test_anything_a_person_sees_is_a_first_token(event: events.CompletionEvent) -> None:
    assert first(events.AttemptStarted(0, 1.0), event).ttft_s == 1.0


def test_tool_calls_grow_in_their_places() -> None:
    completion = first(
        events.ToolCallDelta(0, 1.0, 1, "c2", "sub", ""),
        events.ToolCallDelta(0, 1.0, 0, "c1", "add", "{"),
        events.ToolCallDelta(0, 1.0, 0, None, None, "}"),
    )
    assert completion.tool_calls == [ToolCall("c1", "add", "{}"), ToolCall("c2", "sub", "")]


def test_a_retry_follows_all_others_and_is_shown_in_its_entrys_place() -> None:
    run = record(
        events.CompletionEnded(0, 1.0, "failed", CUT),
        events.CompletionEnded(1, 1.0, "completed"),
        events.RunEnded(1.0),
        events.RetryQueued(0),
        models=2,
    )
    assert run.is_live
    again = run.completions[2]
    assert (again.index, again.entry_index, again.retry_of) == (2, 0, 0)
    assert again.entry == run.completions[0].entry
    assert run.shown() == [again, run.completions[1]]


def test_one_completions_events_leave_the_others_alone() -> None:
    run = record(events.ContentDelta(1, 1.0, "x"), models=2)
    assert [completion.text for completion in run.completions] == ["", "x"]
    assert [completion.version for completion in run.completions] == [0, 1]
