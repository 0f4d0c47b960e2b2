"""The engine against every model of the demo gateway: two readings of one protocol must agree."""

import json
import urllib.request

import pytest

from bakeoff.engine import Engine
from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.request import ComparisonRequest, Entry
from bakeoff.settings import Deadlines
from tests.bakeoff.asking import connection_to
from tests.gateway import Gateway

FAULTS = {
    "faulty/400": "invalid_request",
    "faulty/401": "invalid_key",
    "faulty/402": "insufficient_credits",
    "faulty/402-in-flight": "budget_in_flight",
    "faulty/403-moderation": "moderated",
    "faulty/403-key-limit": "key_limit_exceeded",
    "faulty/404-model": "model_not_found",
    "faulty/404-routing": "no_matching_provider",
    "faulty/404-data-policy": "data_policy",
    "faulty/408": "request_timeout",
    "faulty/413": "payload_too_large",
    "faulty/422": "unprocessable",
    "faulty/429-free-cap": "free_daily_limit",
    "faulty/429-upstream": "rate_limited",
    "faulty/429-upstream-bare": "rate_limited",
    "faulty/500": "server_error",
    "faulty/502": "provider_unavailable",
    "faulty/503": "service_unavailable",
    "faulty/504": "provider_timeout",
    "faulty/524": "provider_timeout",
    "faulty/529": "provider_overloaded",
    "faulty/error-body": "provider_unavailable",
    "faulty/html": "html_answer",
    "faulty/empty-body": "empty_answer",
    "faulty/whitespace-body": "empty_answer",
    "faulty/null-choices": "no_finish_reason",
    "faulty/error-first": "provider_unavailable",
    "faulty/error-mid-stream": "provider_unavailable",
    "faulty/finish-error": "provider_error",
    "faulty/no-finish": "no_finish_reason",
    "faulty/cut": "connection_cut",
    "faulty/truncated": "connection_cut",
    "faulty/reset": "connection_cut",
    "faulty/broken-json": "broken_json",
    "faulty/broken-utf8": "broken_text",
    "faulty/silent": "first_token_timeout",
    "faulty/keep-alive-forever": "first_token_timeout",
    "faulty/stall": "between_tokens_timeout",
    "faulty/stall-with-comments": "between_tokens_timeout",
}
PARTIAL = ("error-mid-stream", "finish-error", "no-finish", "cut", "broken-json", "broken-utf8")


@pytest.fixture(scope="module")
def record(engine: Engine, gateway: Gateway) -> RunRecord:
    """One run of every model that the gateway lists and that answers people."""
    with urllib.request.urlopen(f"{gateway.base_url}/models") as answer:
        listed = [model["id"] for model in json.load(answer)["data"]]
    request = ComparisonRequest(
        prompt="Write a table of three planets",
        entries=tuple(Entry(model) for model in listed if not model.startswith("bench/")),
    )
    run = engine.start(
        request,
        connection_to(gateway.base_url, gateway.api_key),
        deadlines=Deadlines(first_token_s=3, between_tokens_s=3),
    )
    assert run.wait(60)
    return run.record


def of(record: RunRecord, model: str) -> CompletionRecord:
    return next(found for found in record.completions if found.entry.model == model)


@pytest.mark.parametrize("model", FAULTS)
def test_every_fault_is_told_by_its_name(record: RunRecord, model: str) -> None:
    completion = of(record, model)
    assert completion.failure is not None
    assert (completion.status, completion.failure.error_type) == ("failed", FAULTS[model])


@pytest.mark.parametrize("fault", PARTIAL)
def test_text_that_came_before_a_fault_is_kept(record: RunRecord, fault: str) -> None:
    assert of(record, f"faulty/{fault}").text


def test_everything_else_completes_and_knows_how_it_went(record: RunRecord) -> None:
    others = [
        completion
        for completion in record.completions
        if completion.entry.model not in {*FAULTS, "hostile-demo/error"}
    ]
    assert len(others) >= 12
    for completion in others:
        assert completion.failure is None, completion.entry.model
        assert completion.status == "completed", completion.entry.model
        assert completion.finish_reason, completion.entry.model
        assert completion.response_model, completion.entry.model
        assert completion.provider, completion.entry.model
        assert completion.generation_id, completion.entry.model
        assert completion.ttft_s, completion.entry.model
        if completion.entry.model not in {"faulty/no-usage", "faulty/null-cost"}:
            assert completion.usage.cost_source == "billed", completion.entry.model


@pytest.mark.parametrize("model", ["faulty/no-usage", "faulty/null-cost"])
def test_a_cost_that_was_not_reported_is_unknown(record: RunRecord, model: str) -> None:
    usage = of(record, model).usage
    assert (usage.cost_usd, usage.cost_source) == (None, "unknown")


@pytest.mark.parametrize("flaky", ["503", "429", "402-in-flight", "reset", "whitespace"])
def test_what_works_the_second_or_third_time_is_mended_by_itself(
    record: RunRecord, flaky: str
) -> None:
    completion = of(record, f"faulty/flaky-{flaky}")
    assert completion.status == "completed"
    assert len(completion.attempts) in (2, 3)
    assert all(attempt.failure for attempt in completion.attempts[:-1])


def test_reasoning_is_kept_apart(record: RunRecord) -> None:
    completion = of(record, "acme-demo/deep-thought")
    assert completion.reasoning
    assert completion.text
    assert completion.reasoning not in completion.text
    assert completion.usage.reasoning_tokens


def test_a_refusal_and_a_tool_call_are_answers(record: RunRecord) -> None:
    assert of(record, "civitas-demo/guardian").refusal
    (call,) = of(record, "tensorworks-demo/toolsmith").tool_calls
    assert json.loads(call.arguments)
