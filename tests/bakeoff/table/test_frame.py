from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import pytest

from bakeoff import events
from bakeoff.record import RunRecord
from bakeoff.table.columns import COLUMNS
from bakeoff.table.frame import to_frame
from bakeoff.table.row import row
from bakeoff.usage import Usage


def test_the_frame_has_the_declared_columns_and_dtypes(mixed_run: RunRecord) -> None:
    dtypes = {name: str(dtype) for name, dtype in to_frame([mixed_run]).dtypes.items()}
    assert dtypes == {declared.name: declared.dtype for declared in COLUMNS}
    assert list(dtypes) == [declared.name for declared in COLUMNS]


def test_a_frame_of_nothing_has_the_same_dtypes() -> None:
    dtypes = [str(dtype) for dtype in to_frame([]).dtypes]
    assert dtypes == [declared.dtype for declared in COLUMNS]


def test_every_completion_has_a_row_failed_cancelled_and_retried_ones_too(
    mixed_run: RunRecord,
) -> None:
    frame = to_frame([mixed_run, mixed_run])
    one = ["completed", "failed", "cancelled", "completed", "queued"]
    assert frame["status"].tolist() == one * 2
    assert frame["label"].tolist()[:5] == [
        "acme/good", "acme/bad", "acme/slow", "acme/mute", "acme/bad",
    ]  # fmt: skip


def test_a_finished_completion_fills_its_row(mixed_run: RunRecord) -> None:
    found = to_frame([mixed_run]).iloc[0].dropna().to_dict()
    assert found == {
        "run_id": "run-1",
        "started_at": pd.Timestamp("2026-01-02 03:04:05.928901", tz=UTC),
        "label": "acme/good",
        "model": "acme/good",
        "response_model": "acme/good-2026",
        "provider": "Acme",
        "status": "completed",
        "finish_reason": "stop",
        "native_finish_reason": "end_turn",
        "prompt_tokens": 12,
        "completion_tokens": 34,
        "reasoning_tokens": 3,
        "cached_tokens": 0,
        "total_tokens": 46,
        "cost_usd": 0.00001234,
        "cost_source": "billed",
        "ttft_s": 0.25,
        "duration_s": 1.0,
        "waited_s": 1.25,
        "tokens_per_second": pytest.approx(34 / 0.75),
        "attempts": 2,
        "generation_id": "gen-1",
        "prompt": "Say hello",
        "system_prompt": "Be brief",
        "temperature": 0.5,
        "max_tokens": 1024,
        "seed": 7,
        "completion": "Hello",
        "reasoning": "Hm.",
    }


def test_a_failure_names_its_kind_and_reason(mixed_run: RunRecord) -> None:
    found = to_frame([mixed_run]).iloc[1]
    assert (found["error_type"], found["error_message"]) == ("model_not_found", "It broke")


def test_unknown_cost_and_tokens_are_na_not_zero(mixed_run: RunRecord) -> None:
    frame = to_frame([mixed_run])
    assert frame["cost_usd"].isna().tolist() == [False, True, True, True, True]
    assert frame["prompt_tokens"].isna().tolist() == [False, True, True, True, True]


def test_empty_text_of_a_completed_answer_differs_from_none_at_all(mixed_run: RunRecord) -> None:
    completions = to_frame([mixed_run])["completion"]
    assert completions.isna().tolist() == [False, True, False, False, True]
    assert (completions[2], completions[3]) == ("partial", "")


def test_a_completion_that_was_never_sent_has_no_start(mixed_run: RunRecord) -> None:
    assert to_frame([mixed_run])["started_at"].isna().tolist() == [False] * 4 + [True]


def test_a_refusal_stands_where_the_answer_would(make_run: Callable[..., RunRecord]) -> None:
    run = make_run("acme/shy")
    run.apply(events.AttemptStarted(0, 0.0))
    run.apply(events.RefusalDelta(0, 0.1, "I would rather not."))
    assert row(run, run.completions[0])["completion"] == "I would rather not."


def test_a_character_cut_in_two_by_the_stream_is_whole_and_a_lone_half_is_replaced(
    make_run: Callable[..., RunRecord],
) -> None:
    run = make_run("acme/odd")
    run.apply(events.AttemptStarted(0, 0.0))
    for text in ("\ud83d", "\ude00", " and ", "\udc00"):
        run.apply(events.ContentDelta(0, 0.1, text))
    assert to_frame([run])["completion"].tolist() == [
        "\N{GRINNING FACE} and \N{REPLACEMENT CHARACTER}"
    ]


def test_one_absurd_count_does_not_cost_the_table(make_run: Callable[..., RunRecord]) -> None:
    run = make_run("acme/liar")
    run.apply(events.UsageReported(0, Usage(prompt_tokens=10**30, completion_tokens=2**63 - 1)))
    found = to_frame([run])
    assert found["prompt_tokens"].isna().tolist() == [True]
    assert found["completion_tokens"].tolist() == [2**63 - 1]


def test_the_same_values_in_another_order_make_the_same_dtypes(
    make_run: Callable[..., RunRecord],
) -> None:
    forward, backward = make_run("a/a", "b/b"), make_run("b/b", "a/a")
    assert to_frame([forward])["model"].dtype == to_frame([backward])["model"].dtype
    assert list(to_frame([backward])["model"].cat.categories) == ["a/a", "b/b"]


def test_times_keep_their_microseconds_in_utc(mixed_run: RunRecord) -> None:
    first = to_frame([mixed_run])["started_at"][0]
    assert first.to_pydatetime() == datetime(2026, 1, 2, 3, 4, 5, 928901, tzinfo=UTC)
