import json
import time

import pytest
from httpx2 import Headers
from hypothesis import given
from hypothesis import strategies as st

from bakeoff.failure import FAILURE_KINDS, Failure
from bakeoff.openrouter.failures import (
    KINDS_BY_CODE,
    KINDS_BY_STATUS,
    failure_from_body,
    failure_from_error,
)


def failure(
    code: int, message: str = "No.", http: dict[str, str] | None = None, **metadata: object
) -> Failure:
    body = {"error": {"code": code, "message": message, "metadata": metadata}, "user_id": "user_1"}
    return failure_from_body(json.dumps(body).encode(), status=code, headers=Headers(http))


GENERIC = "Provider returned error"
POLICY = "No endpoints found matching your data policy (Free model training). Configure: https://x"
TOOLS = 'No endpoints found that support tool use. Try disabling "search".'
ONLY = "No allowed providers are available for the selected model."
CONTEXT = "This endpoint's maximum context length is 8192 tokens. However, you requested 9000."


@pytest.mark.parametrize(
    ("code", "message", "metadata", "error_type"),
    [
        (400, "temperature: too hot", {}, "invalid_request"),
        (400, "a/b is not a valid model ID", {}, "model_not_found"),
        (400, CONTEXT, {}, "context_too_long"),
        (400, "No.", {"error_type": "context_length_exceeded"}, "context_too_long"),
        (401, "User not found.", {}, "invalid_key"),
        (402, "Insufficient credits.", {}, "insufficient_credits"),
        (402, "No.", {"reason": "in_flight_budget_exhausted"}, "budget_in_flight"),
        (402, "No.", {"reason": "weight_exceeds_budget"}, "insufficient_credits"),
        (402, "No.", {"limit_source": "openrouter_key_limit"}, "key_limit_exceeded"),
        (403, "Key limit exceeded (daily limit).", {}, "key_limit_exceeded"),
        (403, "No.", {"reasons": ["violence"]}, "moderated"),
        (403, "Request blocked", {"patterns": ["ignore all"]}, "moderated"),
        (403, "Only management keys can do this", {}, "permission_denied"),
        (404, "No endpoints found for a/b.", {}, "model_not_found"),
        (404, TOOLS, {}, "no_matching_provider"),
        (404, ONLY, {}, "no_matching_provider"),
        (404, POLICY, {"failed_routing_step": "Filter by Data Policy"}, "data_policy"),
        (404, "Not Found", {}, "not_found"),
        (408, "Timed out", {}, "request_timeout"),
        (409, "Conflict", {}, "invalid_request"),
        (413, "Too large", {}, "payload_too_large"),
        (422, "Invalid argument", {}, "unprocessable"),
        (429, "Rate limit exceeded: free-models-per-day. Add", {}, "free_daily_limit"),
        (429, "No.", {"limit_source": "openrouter_free_tier_daily"}, "free_daily_limit"),
        (429, "Rate limit exceeded: free-models-per-min", {}, "free_minute_limit"),
        (429, GENERIC, {"limit_source": "upstream_provider_shared_pool"}, "rate_limited"),
        (500, "Internal Server Error", {}, "server_error"),
        (501, "x", {}, "server_error"),
        (502, GENERIC, {}, "provider_unavailable"),
        (503, "x", {}, "service_unavailable"),
        (504, "x", {}, "provider_timeout"),
        (524, "x", {}, "provider_timeout"),
        (529, GENERIC, {}, "provider_overloaded"),
    ],
)
def test_every_documented_error_has_its_kind(
    code: int, message: str, metadata: dict[str, object], error_type: str
) -> None:
    found = failure(code, message, **metadata)
    assert found.error_type == error_type
    assert found.status_code == code
    assert found.advice
    assert found.retryable == FAILURE_KINDS[error_type].retryable


@pytest.mark.parametrize("error_type", sorted({*KINDS_BY_CODE.values(), *KINDS_BY_STATUS.values()}))
def test_every_kind_that_can_be_read_is_a_row_of_the_table(error_type: str) -> None:
    assert error_type in FAILURE_KINDS


@pytest.mark.parametrize("retried", ["rate_limited", "budget_in_flight", "empty_answer"])
def test_what_can_succeed_is_retryable(retried: str) -> None:
    assert FAILURE_KINDS[retried].retryable


@pytest.mark.parametrize(
    "hopeless",
    [
        "invalid_key",
        "free_daily_limit",
        "first_token_timeout",
        "between_tokens_timeout",
        "total_timeout",
        "insufficient_credits",
        "model_not_found",
        "moderated",
    ],
)
def test_what_cannot_succeed_or_may_be_billed_twice_is_not_retryable(hopeless: str) -> None:
    assert not FAILURE_KINDS[hopeless].retryable


RAW = "lfm is temporarily rate-limited upstream."


@pytest.mark.parametrize(
    "raw",
    [
        RAW,
        {"message": RAW},
        json.dumps({"error": {"message": RAW, "code": "x"}}),
        json.dumps({"error": {"message": json.dumps({"detail": RAW})}}),
        json.dumps([{"error": RAW}]),
    ],
)
def test_the_real_reason_is_dug_out_of_a_generic_message(raw: object) -> None:
    found = failure(
        429,
        GENERIC,
        raw=raw,
        provider_name="Liquid",
        limit_source="upstream_provider_shared_pool",
        remedy_hint="Add your own provider key.",
    )
    assert f"Liquid said: {RAW}" in found.message
    assert GENERIC not in found.message
    assert "upstream_provider_shared_pool" in found.message
    assert found.provider == "Liquid"
    assert found.advice == "Add your own provider key."


def test_a_message_of_its_own_is_kept_beside_the_providers() -> None:
    found = failure(400, "Bad parameter", raw="top_k is unknown")
    assert "Bad parameter (top_k is unknown)" in found.message


def test_moderation_says_what_it_flagged() -> None:
    assert "violence, gore" in failure(403, reasons=["violence", "gore", 7]).message


def test_the_daily_cap_says_when_it_resets() -> None:
    headers = {"X-RateLimit-Limit": "50", "X-RateLimit-Reset": "1790985600000"}
    found = failure(429, "Rate limit exceeded: free-models-per-day.", headers)
    assert "resets at 2026-10-03 00:00 UTC" in found.advice
    assert not found.retryable


@pytest.mark.parametrize(
    ("headers", "metadata"),
    [
        ({"retry-after": "7"}, {}),
        ({}, {"headers": {"Retry-After": "7"}}),
        ({}, {"retry_after_seconds": 7}),
    ],
)
def test_a_hint_to_wait_is_found_wherever_it_stands(
    headers: dict[str, str], metadata: dict[str, object]
) -> None:
    found = failure(429, http=headers, **metadata)
    assert found.retry_after_s == 7
    assert "wait 7 s" in found.advice


def test_a_hint_may_be_a_date() -> None:
    found = failure(429, http={"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert found.retry_after_s == pytest.approx(4102444800 - time.time(), abs=60)


@pytest.mark.parametrize("hint", ["soon", "-1", "nan", "inf", "", "Fri, 99 Jan 2100"])
def test_a_hint_that_is_none_is_left_out(hint: str) -> None:
    assert failure(429, http={"retry-after": hint}).retry_after_s is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error":"It broke"}', "It broke"),
        (b'{"message":"It broke"}', "It broke"),
        (b'{"detail":"It broke"}', "It broke"),
        (b'{"success":false,"error":{"name":"ZodError","message":"It broke"}}', "It broke"),
        (b'{"type":"error","error":{"type":"x","message":"It broke"}}', "It broke"),
        (b"<html><head><title>It broke</title></head>", "It broke"),
        (b"<h1>It broke</h1>", "It broke"),
        (b"It broke", "It broke"),
        (b"It broke \xff", "It broke"),
        (b"", ""),
        (b"null", ""),
        (b"[]", ""),
        (b'{"error":null}', ""),
        (b'{"error":{"message":null,"metadata":null,"code":null}}', ""),
    ],
)
def test_a_body_of_any_shape_is_read(body: bytes, said: str) -> None:
    found = failure_from_body(body, status=502, headers={})
    assert (found.error_type, found.status_code) == ("provider_unavailable", 502)
    assert said in found.message


@pytest.mark.parametrize(
    ("error", "error_type", "status_code"),
    [
        ({"code": 429, "message": "x"}, "rate_limited", 429),
        ({"code": "429", "message": "x"}, "rate_limited", 429),
        ({"code": "server_error", "message": "x"}, "server_error", None),
        ({"code": 502, "metadata": {"error_type": "timeout"}}, "provider_timeout", 502),
        ({"availability": {"code": "free_variant_ended"}}, "model_not_found", None),
        ({"code": "brand_new", "message": "x"}, "provider_error", None),
        ({"code": 777}, "provider_error", 777),
        ("It broke", "provider_error", None),
        ({}, "provider_error", None),
        (7, "provider_error", None),
    ],
)
def test_an_error_object_in_a_stream_may_have_any_code(
    error: object, error_type: str, status_code: int | None
) -> None:
    found = failure_from_error(error)
    assert (found.error_type, found.status_code) == (error_type, status_code)


def test_a_hostile_message_is_bounded_plain_text_on_one_line() -> None:
    found = failure(400, "<script>alert(1)</script>\x1b[2J\r\n" + "x" * 100_000)
    assert "<script>alert(1)</script> [2J xxx" in found.message
    assert len(found.message) < 2000
    assert found.message.isprintable()


def test_the_generation_is_named_from_the_header() -> None:
    assert failure(502, http={"x-generation-id": "gen-7"}).generation_id == "gen-7"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "message", "metadata", "raw", "headers", "Retry-After"])
            | st.sampled_from(["availability", "error_type", "reasons", "retry_after_seconds"])
            | st.sampled_from(["provider_name", "limit_source", "remedy_hint", "detail", "error"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_error_object_whatever_breaks_the_reading_of_it(error: object) -> None:
    found = failure_from_error(error)
    assert found.error_type in FAILURE_KINDS
    assert found.message
    assert found.advice


def test_of_two_words_that_disagree_the_more_precise_one_counts() -> None:
    error = {
        "code": "server_error",
        "type": "invalid_request_error",
        "metadata": {"error_type": "provider_overloaded"},
    }
    assert failure_from_error(error).error_type == "provider_overloaded"
    assert failure_from_error({**error, "metadata": {}}).error_type == "server_error"
