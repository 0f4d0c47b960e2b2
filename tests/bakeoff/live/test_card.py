from decimal import Decimal

import pytest

from bakeoff import events
from bakeoff.failure import Failure
from bakeoff.live.card import card_state, elapsed_s, pretty_json, words
from bakeoff.table.columns import column
from bakeoff.usage import Usage
from tests.bakeoff.live.following import DrivenRun

OVERLOADED = Failure(
    error_type="provider_unavailable",
    message="The provider is down.",
    advice="Retry it.",
    retryable=True,
    status_code=503,
)


def state_of(run: DrivenRun) -> dict[str, object]:
    return card_state(run.record.completions[0], 0)


def test_what_is_unknown_is_blank() -> None:
    state = state_of(DrivenRun())
    blank = ("ttft_s", "duration_s", "completion_tokens", "tokens_per_second", "cost_usd")
    assert [state[name] for name in blank] == [""] * len(blank)
    assert (state["finish_reason"], state["failure"], state["cost_source"]) == ("", None, "unknown")


def test_numbers_are_written_as_in_the_table() -> None:
    run = DrivenRun()
    run.say("Hello")
    usage = Usage(
        prompt_tokens=1200,
        completion_tokens=34,
        reasoning_tokens=4,
        cost_usd=Decimal("0.00012345"),
        cost_source="billed",
    )
    run.record.apply(events.UsageReported(0, usage))
    run.end()
    completion = run.record.completions[0]
    state = state_of(run)
    assert state["cost_usd"] == column("cost_usd").format(usage.cost_usd)
    assert state["ttft_s"] == column("ttft_s").format(completion.ttft_s)
    assert state["duration_s"] == column("duration_s").format(completion.duration_s)
    assert state["completion_tokens"] == "34"
    assert state["tokens_detail"] == "1,200 prompt, 34 completion, 4 of them reasoning."


def test_a_finish_reason_is_explained_and_the_providers_own_word_named() -> None:
    run = DrivenRun()
    run.record.apply(events.FinishReported(0, "length", "MAX_TOKENS"))
    explanation = str(state_of(run)["finish_explanation"])
    assert "max_tokens" in explanation
    assert "MAX_TOKENS" in explanation


def test_a_waiting_retry_says_what_failed_and_how_long_it_waits() -> None:
    run = DrivenRun()
    run.record.apply(events.AttemptFailed(0, 0.1, OVERLOADED, 1.2))
    assert state_of(run)["notice"] == "Attempt 1 failed (503); trying again after 1.20 s."
    run.record.apply(events.AttemptStarted(0, 1.3))
    assert state_of(run)["notice"] == "After 1 failed attempt (503), 1.30 s in all."


def test_a_failure_says_what_happened_and_what_to_do() -> None:
    run = DrivenRun()
    run.end(0, "failed", OVERLOADED)
    assert state_of(run)["failure"] == {
        "kind": "provider_unavailable",
        "code": "503",
        "message": "The provider is down.",
        "advice": "Retry it.",
    }


def test_elapsed_time_counts_from_the_last_request_while_it_is_answered() -> None:
    run = DrivenRun()
    completion = run.record.completions[0]
    run.record.apply(events.AttemptFailed(0, 1.0, OVERLOADED, 1.0))
    run.record.apply(events.AttemptStarted(0, 2.0))
    assert elapsed_s(completion, 5.0) == 3.0
    run.end()
    assert elapsed_s(completion, 6.0) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"city":"Zürich","days":3}', '{\n  "city": "Zürich",\n  "days": 3\n}'),
        ('{"city":"Zür', '{"city":"Zür'),
        ("", ""),
        ("[" * 5000, "[" * 5000),
    ],
)
def test_arguments_are_indented_once_they_are_whole(text: str, shown: str) -> None:
    assert pretty_json(text) == shown


def test_every_metric_has_a_description() -> None:
    assert all(word["description"] and word["heading"] for word in words().values())
