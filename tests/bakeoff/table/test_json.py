import json
from collections.abc import Callable
from decimal import Decimal

from bakeoff import events
from bakeoff.record import RunRecord
from bakeoff.table.columns import COLUMNS
from bakeoff.table.json import write_json


def test_every_completion_has_every_column_and_more(mixed_run: RunRecord) -> None:
    rows = json.loads(write_json([mixed_run]))
    assert [row["status"] for row in rows] == [
        "completed", "failed", "cancelled", "completed", "queued",
    ]  # fmt: skip
    for row in rows:
        assert list(row)[: len(COLUMNS)] == [declared.name for declared in COLUMNS]


def test_money_and_times_lose_nothing(mixed_run: RunRecord) -> None:
    first = json.loads(write_json([mixed_run]))[0]
    assert Decimal(first["cost_usd"]) == Decimal("0.00001234")
    assert first["started_at"] == "2026-01-02T03:04:05.928901+00:00"


def test_each_attempt_keeps_its_reason_and_its_wait(mixed_run: RunRecord) -> None:
    first, failed, *_, retry = json.loads(write_json([mixed_run]))
    attempts = first["attempt_log"]
    assert [attempt["wait_s"] for attempt in attempts] == [1.0, None]
    assert attempts[0]["failure"]["error_type"] == "unavailable"
    assert failed["failure"]["advice"] == "Try another"
    assert (retry["index"], retry["retry_of"]) == (4, 1)


def test_unknown_is_null_and_empty_text_is_empty(mixed_run: RunRecord) -> None:
    rows = json.loads(write_json([mixed_run]))
    assert [row["completion"] for row in rows] == ["Hello", None, "partial", "", None]


def test_any_text_becomes_valid_utf_8(make_run: Callable[..., RunRecord]) -> None:
    run = make_run("acme/odd")
    run.apply(events.AttemptStarted(0, 0.0))
    run.apply(events.ToolCallDelta(0, 0.1, 0, None, "f", "\ud800\x00"))
    row = json.loads(write_json([run]).decode("utf-8"))[0]
    assert row["tool_calls"] == [
        {"call_id": None, "name": "f", "arguments": "\N{REPLACEMENT CHARACTER}\x00"}
    ]
