"""One model for each thing that can go wrong, with the bodies that OpenRouter sends."""

import json
from datetime import UTC, datetime, timedelta

from demo_gateway.persona import BodyFault, Fault, HttpFault, Persona, Shape, StreamFault, Temper

_WHITESPACE = b"\n         \n" * 6
_HTML = (
    b"<!DOCTYPE html>\n<html><head><title>Attention required</title></head>"
    b"<body><h1>Sorry, you have been blocked</h1><p>Ray ID: demo</p></body></html>\n"
)
_CREDITS_URL = "https://openrouter.ai/settings/credits"
_KEYS_URL = "https://openrouter.ai/settings/keys"
_PRIVACY_URL = "https://openrouter.ai/settings/privacy"


def _next_midnight_ms() -> str:
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return str(int((midnight + timedelta(days=1)).timestamp() * 1000))


def _daily_cap_headers() -> dict[str, str]:
    return {
        "X-RateLimit-Limit": "50",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": _next_midnight_ms(),
    }


def _retry_after_one() -> dict[str, str]:
    return {"Retry-After": "1"}


def _upstream_says(status: int, error: str) -> dict[str, object]:
    raw = json.dumps({"error": {"message": error, "type": "upstream_error", "code": status}})
    return {"raw": raw, "provider_name": "Faulty Cloud"}


def _moderation(prompt: str) -> dict[str, object]:
    flagged = prompt if len(prompt) <= 100 else f"{prompt[:48]}...{prompt[-48:]}"
    return {
        "reasons": ["violence", "harassment"],
        "flagged_input": flagged,
        "provider_name": "Faulty Cloud",
        "model_slug": "faulty/403-moderation",
    }


def _pool_limited(model: str) -> dict[str, object]:
    return {
        "raw": f"{model} is temporarily rate-limited upstream. Please retry shortly, or add your "
        "own key to accumulate your rate limits: https://openrouter.ai/settings/integrations",
        "provider_name": "Faulty Cloud",
        "is_byok": False,
        "provider_error_code": "rate_limit_exceeded",
        "limit_source": "upstream_provider_shared_pool",
        "remedy_hint": "Retry shortly, or add your own provider key.",
    }


_HINT: dict[str, object] = {
    "retry_after_seconds": 1,
    "retry_after_seconds_raw": 1,
    "headers": {"Retry-After": "1"},
}

IN_FLIGHT_BUDGET = HttpFault(
    status=402,
    message="Insufficient credits for the requests that are in flight. Retry when some have ended.",
    metadata=lambda _: {
        "reason": "in_flight_budget_exhausted",
        "limit_source": "openrouter_in_flight_budget",
        "remedy_hint": "Retry when some of your requests have ended.",
    },
    headers=_retry_after_one,
)
OUT_OF_CREDITS = HttpFault(
    status=402,
    message=f"Insufficient credits. Add more using {_CREDITS_URL}",
    metadata=lambda _: {
        "limit_source": "openrouter_credits",
        "remedy_hint": "Add credits to the account that this key belongs to.",
    },
)
KEY_LIMIT = HttpFault(
    status=403, message=f"Key limit exceeded (total limit). Manage it using {_KEYS_URL}"
)
_RATE_LIMITED = HttpFault(
    status=429,
    message="Provider returned error",
    metadata=lambda _: {**_pool_limited("faulty/429-upstream"), **_HINT},
    headers=_retry_after_one,
)
_UNAVAILABLE = HttpFault(
    status=503,
    message="Provider returned error",
    metadata=lambda _: _upstream_says(503, "The model is overloaded."),
)

_STATUSES: dict[str, HttpFault] = {
    "400": HttpFault(
        status=400,
        message="Provider returned error",
        metadata=lambda _: _upstream_says(400, "Unsupported value: 'temperature'."),
    ),
    "401": HttpFault(status=401, message="User not found."),
    "402": OUT_OF_CREDITS,
    "402-in-flight": IN_FLIGHT_BUDGET,
    "403-moderation": HttpFault(
        status=403,
        message="Your chosen model requires moderation and your input was flagged.",
        metadata=_moderation,
    ),
    "403-key-limit": KEY_LIMIT,
    "404-model": HttpFault(status=404, message="No endpoints found for faulty/404-model."),
    "404-routing": HttpFault(
        status=404,
        message="No allowed providers are available for the selected model. Providers serving "
        "faulty/404-routing: faulty-cloud, but your request's provider.only preference permits "
        "only: elsewhere.",
    ),
    "404-data-policy": HttpFault(
        status=404,
        message="No endpoints found matching your data policy (Free model training). Configure: "
        f"{_PRIVACY_URL}",
        metadata=lambda _: {
            "routing_funnel": [{"step": "Initial Endpoints", "endpoint_count": 1}],
            "failed_routing_step": "Filter by Data Policy",
        },
    ),
    "408": HttpFault(status=408, message="Operation timed out. Please try again later."),
    "413": HttpFault(status=413, message="Request payload too large"),
    "422": HttpFault(status=422, message="Invalid argument"),
    "429-free-cap": HttpFault(
        status=429,
        message="Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free "
        "model requests per day",
        metadata=lambda _: {
            "headers": _daily_cap_headers(),
            "limit_source": "openrouter_free_tier_daily",
            "provider_name": None,
        },
        headers=_daily_cap_headers,
    ),
    "429-upstream": _RATE_LIMITED,
    "429-upstream-bare": HttpFault(
        status=429,
        message="Provider returned error",
        metadata=lambda _: _pool_limited("faulty/429-upstream-bare"),
    ),
    "500": HttpFault(status=500, message="Internal Server Error"),
    "502": HttpFault(
        status=502,
        message="Provider returned error",
        metadata=lambda _: _upstream_says(502, "upstream connect error or disconnect"),
    ),
    "503": _UNAVAILABLE,
    "504": HttpFault(
        status=504,
        message="The provider did not answer in time.",
        metadata=lambda _: {"error_type": "timeout"},
    ),
    "524": HttpFault(status=524, message="Request timed out. Please try again later."),
    "529": HttpFault(
        status=529,
        message="Provider returned error",
        metadata=lambda _: _upstream_says(529, "Overloaded"),
    ),
}


def _faulty(
    slug: str,
    does: str,
    *,
    fault: Fault | None = None,
    failures: int | None = None,
    temper: Temper = "plain",
    shape: Shape | None = None,
) -> Persona:
    return Persona(
        id=f"faulty/{slug}",
        name=f"Faulty: {slug}",
        provider="Faulty Cloud",
        description=f"Simulated fault. {does}",
        ttft_s=0.25,
        tokens_per_second=100,
        fault=fault,
        failures=failures,
        temper=temper,
        shape=shape or Shape(),
    )


_STATUS_MODELS = tuple(
    _faulty(slug, f"Always fails with HTTP {fault.status}: {fault.message}", fault=fault)
    for slug, fault in _STATUSES.items()
)

_SILENT_MODELS = (
    _faulty(
        "error-body",
        "HTTP 200, but the body is an error.",
        fault=HttpFault(
            status=502,
            sent_status=200,
            message="Provider returned error",
            metadata=lambda _: _upstream_says(502, "The upstream closed the connection."),
        ),
    ),
    _faulty(
        "json-completion",
        "Answers with one JSON completion although a stream was asked for.",
        fault=StreamFault(kind="json_instead"),
    ),
    _faulty(
        "html",
        "HTTP 200 with a page of HTML.",
        fault=BodyFault(content_type="text/html; charset=UTF-8", body=_HTML),
    ),
    _faulty(
        "empty-body",
        "HTTP 200 with nothing in it.",
        fault=BodyFault(content_type="text/event-stream", body=b""),
    ),
    _faulty(
        "whitespace-body",
        "HTTP 200 with white space only, as when a kept-alive request dies.",
        fault=BodyFault(content_type="application/json", body=_WHITESPACE),
    ),
    _faulty("null-choices", "choices is null.", fault=StreamFault(kind="null_choices")),
    _faulty("error-first", "The first event is an error.", fault=StreamFault(kind="error_first")),
    _faulty(
        "error-mid-stream",
        "An error event after some text.",
        fault=StreamFault(kind="error_mid_stream"),
    ),
    _faulty(
        "finish-error",
        "Some text, then finish_reason error.",
        fault=StreamFault(kind="finish_error"),
    ),
    _faulty(
        "no-finish",
        "The text, but the stream ends without a finish_reason.",
        fault=StreamFault(kind="no_finish"),
    ),
    _faulty("cut", "The connection is reset after some text.", fault=StreamFault(kind="cut")),
    _faulty(
        "truncated",
        "The connection is closed after some text, in the middle of the HTTP body.",
        fault=StreamFault(kind="truncated"),
    ),
    _faulty(
        "reset",
        "The connection is reset before anything is sent.",
        fault=StreamFault(kind="reset"),
    ),
    _faulty(
        "broken-json",
        "An event in mid-stream is cut JSON; the stream goes on.",
        fault=StreamFault(kind="broken_json"),
    ),
    _faulty(
        "broken-utf8",
        "An event in mid-stream is no UTF-8; the stream goes on.",
        fault=StreamFault(kind="broken_utf8"),
    ),
    _faulty("silent", "Never sends a byte.", fault=StreamFault(kind="silent")),
    _faulty(
        "keep-alive-forever",
        "Sends keep-alive comments for ever, and nothing else.",
        fault=StreamFault(kind="keep_alive_forever"),
    ),
    _faulty(
        "stall",
        "Stops in mid-stream and says nothing more.",
        fault=StreamFault(kind="stall", after_tokens=12),
    ),
    _faulty(
        "stall-with-comments",
        "Stops in mid-stream, but keeps sending comments.",
        fault=StreamFault(kind="stall_with_comments", after_tokens=12),
    ),
    _faulty("whitespace-content", "The answer is white space only.", temper="blank"),
    _faulty(
        "reasoning-only",
        "Reasoning eats all of max_tokens: no content, finish_reason length.",
        temper="thinks_only",
    ),
    _faulty("no-usage", "Never says what it used.", shape=Shape(usage_chunk="absent")),
    _faulty("null-cost", "Usage with cost null.", shape=Shape(null_cost=True)),
)

_FLAKY_MODELS = (
    _faulty(
        "flaky-503",
        "Fails twice with HTTP 503 for the same prompt, then answers.",
        fault=_UNAVAILABLE,
        failures=2,
    ),
    _faulty(
        "flaky-429",
        "Fails once with HTTP 429 and Retry-After: 1, then answers.",
        fault=_RATE_LIMITED,
        failures=1,
    ),
    _faulty(
        "flaky-402-in-flight",
        "Fails once with an exhausted in-flight budget and Retry-After: 1, then answers.",
        fault=IN_FLIGHT_BUDGET,
        failures=1,
    ),
    _faulty(
        "flaky-reset",
        "Resets the connection twice for the same prompt, then answers.",
        fault=StreamFault(kind="reset"),
        failures=2,
    ),
    _faulty(
        "flaky-whitespace",
        "A body of white space twice for the same prompt, then an answer.",
        fault=BodyFault(content_type="application/json", body=_WHITESPACE),
        failures=2,
    ),
)

FAULTY: tuple[Persona, ...] = (*_STATUS_MODELS, *_SILENT_MODELS, *_FLAKY_MODELS)
