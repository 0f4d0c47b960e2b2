from decimal import Decimal

from bakeoff import events
from bakeoff.live.summary import summary
from bakeoff.usage import Usage
from tests.bakeoff.live.following import DrivenRun


def summary_of(run: DrivenRun) -> dict[str, object]:
    return summary(run.record, run.record.shown(), run.at_s)


def test_an_unknown_cost_is_not_counted_as_nothing() -> None:
    run = DrivenRun("acme/one", "acme/two")
    assert summary_of(run)["cost"] == ""
    usage = Usage(cost_usd=Decimal("0.5"), cost_source="billed")
    run.record.apply(events.UsageReported(0, usage))
    run.end(0)
    run.end(1, "failed")
    found = summary_of(run)
    assert (found["cost"], found["cost_is_partial"]) == ("$0.50", True)


def test_what_a_repeated_try_cost_is_counted_too() -> None:
    run = DrivenRun()
    usage = Usage(cost_usd=Decimal(2), cost_source="billed")
    run.record.apply(events.UsageReported(0, usage))
    run.end(0, "failed")
    run.record.apply(events.RetryQueued(0))
    run.record.apply(events.AttemptStarted(1, run.at_s))
    run.record.apply(events.UsageReported(1, usage))
    run.end(1)
    found = summary_of(run)
    assert (found["cost"], found["total"], found["rows"]) == ("$4.00", 1, 2)


def test_a_retry_an_hour_later_takes_no_hour() -> None:
    run = DrivenRun()
    run.end(0, "failed")
    run.at_s = 3600.0
    run.record.apply(events.RetryQueued(0))
    assert summary_of(run)["clock_s"] == 0.0
    run.record.apply(events.AttemptStarted(1, 3600.0))
    run.say("Hello", 1)
    run.end(1)
    assert summary_of(run)["elapsed_s"] == 0.1


def test_every_shown_completion_is_counted_once() -> None:
    run = DrivenRun("acme/one", "acme/two", "acme/three", "acme/four")
    run.end(0)
    run.end(1, "failed")
    run.end(2, "cancelled")
    found = summary_of(run)
    counted = ("total", "ended", "running", "queued", "failed", "cancelled")
    assert [found[name] for name in counted] == [4, 3, 1, 0, 1, 1]
    assert (found["live"], found["elapsed_s"]) == (True, None)
