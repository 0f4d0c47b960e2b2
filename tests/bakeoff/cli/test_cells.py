from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from bakeoff import events
from bakeoff.cli.cells import live_table, result_table
from bakeoff.cli.progress import describe
from bakeoff.failure import Failure
from bakeoff.record import RunRecord
from bakeoff.request import ComparisonRequest, Entry
from bakeoff.usage import Usage

FAILURE = Failure(error_type="rate_limited", message="Busy.", advice="Wait.", retryable=True)


@pytest.fixture
def run() -> RunRecord:
    request = ComparisonRequest(prompt="Hi", entries=(Entry("acme/one"), Entry("acme/two")))
    return RunRecord("run-1", request, datetime(2026, 1, 2, tzinfo=UTC))


def apply(run: RunRecord, *happened: events.Event) -> None:
    for event in happened:
        run.apply(event)


def lines(table: object, width: int) -> list[list[str]]:
    page = StringIO()
    Console(file=page, width=width).print(table)
    return [line.split() for line in page.getvalue().splitlines()]


def test_a_run_is_described_as_it_goes_on(run: RunRecord) -> None:
    completion = run.completions[0]
    told = [describe(completion)]
    for event in (
        events.AttemptStarted(0, 0.5),
        events.AttemptFailed(0, 1.0, FAILURE, 0.5),
        events.AttemptStarted(0, 1.5),
        events.ContentDelta(0, 2.0, "Hel"),
        events.UsageReported(0, Usage(completion_tokens=1200, cost_usd=Decimal("0.002"))),
        events.CompletionEnded(0, 3.5, "completed"),
    ):
        run.apply(event)
        told.append(describe(completion))
    assert told == [
        "",
        "asked",
        "trying again in 0.50 s after rate_limited",
        "asked",
        "first token after 0.50 s",
        "first token after 0.50 s",
        "completed, 2.00 s, 1,200 tokens, $0.002",
    ]


def test_what_was_never_reported_is_left_out(run: RunRecord) -> None:
    apply(run, events.CompletionEnded(0, 0.5, "cancelled"))
    assert describe(run.completions[0]) == "cancelled"


def test_pieces_are_not_called_tokens(run: RunRecord) -> None:
    apply(
        run,
        events.AttemptStarted(0, 0.0),
        events.ContentDelta(0, 0.5, "a"),
        events.CompletionEnded(0, 1.0, "cancelled"),
    )
    assert describe(run.completions[0]) == "cancelled, 1.00 s, ≈1 chunks"


def test_a_live_row_shows_the_time_so_far_and_a_waiting_one_says_so(run: RunRecord) -> None:
    apply(
        run,
        events.AttemptStarted(0, 0.5),
        events.ContentDelta(0, 0.75, "a"),
        events.AttemptStarted(1, 0.5),
        events.AttemptFailed(1, 1.0, FAILURE, 0.5),
    )
    _, _, first, second = lines(live_table(run, 2.5, width=120), 120)
    assert first == ["acme/one", "running", "≈1", "chunks", "0.25", "s", "2.00", "s"]
    assert second[:2] == ["acme/two", "retrying"]


def test_an_answer_that_was_cut_off_says_so_on_a_narrow_terminal_too(run: RunRecord) -> None:
    apply(
        run,
        events.AttemptStarted(0, 0.0),
        events.FinishReported(0, "length", None),
        events.CompletionEnded(0, 1.0, "completed"),
    )
    narrow = lines(result_table(run, width=80), 80)
    assert narrow[0] == ["Label", "Status", "Tokens", "TTFT", "Duration", "Cost"]
    assert (narrow[2][:2], narrow[3]) == (["acme/one", "completed"], ["(length)"])


@pytest.mark.parametrize("width", [40, 45, 46, 61, 62, 80])
def test_on_a_narrow_terminal_the_label_stays_readable_and_the_cost_whole(width: int) -> None:
    entry = Entry("northwind-demo/atlas-large")
    run = RunRecord(
        "run-1", ComparisonRequest(prompt="Hi", entries=(entry,)), datetime(2026, 1, 2, tzinfo=UTC)
    )
    apply(
        run,
        events.AttemptStarted(0, 0.0),
        events.ContentDelta(0, 0.5, "a"),
        events.UsageReported(0, Usage(completion_tokens=1200, cost_usd=Decimal("0.00000215"))),
        events.FinishReported(0, "length", None),
        events.CompletionEnded(0, 1.0, "completed"),
    )
    page = lines(result_table(run, width=width), width)
    assert len(page) <= 5
    assert page[2][0].startswith("northwind-")
    assert page[2][-1] == "$0.00000215"
    assert [word for line in page for word in line if word in {"completed", "(length)"}] == [
        "completed",
        "(length)",
    ]


def test_on_an_ordinary_terminal_the_label_is_the_last_to_fold() -> None:
    entry = Entry("northwind-demo/atlas-large")
    run = RunRecord(
        "run-1", ComparisonRequest(prompt="Hi", entries=(entry,)), datetime(2026, 1, 2, tzinfo=UTC)
    )
    apply(
        run,
        events.AttemptStarted(0, 0.0),
        events.ContentDelta(0, 0.5, "a"),
        events.UsageReported(0, Usage(completion_tokens=1200, cost_usd=Decimal("0.00000215"))),
        events.FinishReported(0, "length", None),
        events.CompletionEnded(0, 1.0, "completed"),
    )
    row, *folded = lines(result_table(run, width=80), 80)[2:]
    assert row[0] == "northwind-demo/atlas-large"
    assert folded == [["(length)"]]


def test_a_label_is_printed_as_it_is_written() -> None:
    entry = Entry("acme/one", "[red]:smile:\x1b[2J")
    run = RunRecord(
        "run-1", ComparisonRequest(prompt="Hi", entries=(entry,)), datetime(2026, 1, 2, tzinfo=UTC)
    )
    assert lines(result_table(run, width=120), 120)[2][0] == "[red]:smile:␛[2J"
