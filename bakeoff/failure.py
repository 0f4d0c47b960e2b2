"""Why one completion ended without success: a value, and the one table of every kind there is.

The table is what the engine decides by and what the documentation is made from.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One attempt's or one completion's failure, in words for a person."""

    error_type: str
    """Stable lower-case name of the kind, such as `rate_limited`; a row of the failure table."""

    message: str
    """What happened, with the provider's own reason where it gave one."""

    advice: str
    """What to do next."""

    retryable: bool
    """Whether another attempt could succeed, before the first token has arrived."""

    status_code: int | None = None
    """HTTP status, or the code inside an error object; `None` when there was neither."""

    provider: str | None = None
    """The upstream that failed, as OpenRouter names it; `None` when it was not said."""

    generation_id: str | None = None
    """OpenRouter's id of the failed generation; `None` when none was issued."""

    retry_after_s: float | None = None
    """Seconds to wait before another attempt, as the server asked; `None` when it did not."""


@dataclass(frozen=True, slots=True)
class FailureKind:
    """One row of the failure table."""

    error_type: str
    """Stable lower-case name of the kind."""

    seen_as: str
    """What it looks like on the wire."""

    message: str
    """What happened, one sentence; a failure's message begins with it."""

    advice: str
    """What to do next, in a sentence or two."""

    retryable: bool = False
    """Whether it is tried again by itself, before the first token."""


_KINDS = (
    # The server refused, and said why by a status or by the code of an error object.
    FailureKind(
        "invalid_request",
        "400, 412, or another 4xx",
        "The request was refused.",
        "Change the setting that the reason names, or leave it to the provider.",
    ),
    FailureKind(
        "context_too_long",
        "400 about the context length, or 413 with that error_type",
        "The prompt and max_tokens together are longer than this model can read.",
        "Shorten the prompt, lower max_tokens, or pick a model with a longer context.",
    ),
    FailureKind(
        "invalid_key",
        "401",
        "The API key was not accepted.",
        "Check the key at https://openrouter.ai/settings/keys and enter it again.",
    ),
    FailureKind(
        "insufficient_credits",
        "402",
        "The account has too little credit for this request.",
        "Add credit at https://openrouter.ai/settings/credits, or lower max_tokens.",
    ),
    FailureKind(
        "budget_in_flight",
        "402 whose reason is in_flight_budget_exhausted",
        "The account's credit is held by requests that still run.",
        "Wait until they have ended and retry, or compare fewer models at once.",
        retryable=True,
    ),
    FailureKind(
        "key_limit_exceeded",
        "403 that says Key limit exceeded, or 402 with limit_source openrouter_key_limit",
        "The API key has reached its own spending limit.",
        "Raise the key's limit at https://openrouter.ai/settings/keys, or use another key.",
    ),
    FailureKind(
        "moderated",
        "403 with reasons, flagged_input or patterns; error_type content_policy_violation",
        "The prompt was blocked by moderation.",
        "Rephrase the prompt, or pick a model whose provider does not moderate it.",
    ),
    FailureKind(
        "permission_denied",
        "403 of another kind",
        "This key may not do that.",
        "Use a key that may, or ask its owner to allow this model.",
    ),
    FailureKind(
        "model_not_found",
        "404 No endpoints found for the model; 400 is not a valid model ID",
        "There is no such model, or nobody serves it now.",
        "Check the model id on the Models page; it is written author/slug.",
    ),
    FailureKind(
        "no_matching_provider",
        "404 about routing: tools, parameters, allowed providers",
        "No provider of this model fits what the request asks for.",
        "Drop the setting that the reason names, or pick another model.",
    ),
    FailureKind(
        "data_policy",
        "404 about the data policy or guardrails",
        "The account's privacy settings rule out every provider of this model.",
        "Allow them at https://openrouter.ai/settings/privacy, or pick another model.",
    ),
    FailureKind(
        "not_found",
        "404 of another kind",
        "The server has no such address.",
        "Check OPENROUTER_BASE_URL: it must be the API's root, such as "
        "https://openrouter.ai/api/v1.",
    ),
    FailureKind(
        "request_timeout",
        "408",
        "The server gave the request up because it took too long.",
        "Retry it, or shorten the prompt.",
        retryable=True,
    ),
    FailureKind(
        "payload_too_large",
        "413",
        "The request is larger than the server takes.",
        "Shorten the prompt.",
    ),
    FailureKind(
        "unprocessable",
        "422",
        "The server understood the request but can't carry it out.",
        "Change the setting that the reason names, or leave it to the provider.",
    ),
    FailureKind(
        "free_daily_limit",
        "429 free-models-per-day; limit_source openrouter_free_tier_daily",
        "The account has used up its free requests for today.",
        "Wait for the reset at 00:00 UTC, add credit to raise the cap, or pick a paid model.",
    ),
    FailureKind(
        "free_minute_limit",
        "429 free-models-per-min",
        "The account sent more requests to free models than a minute allows.",
        "Retry in a minute, compare fewer free models at once, or pick paid ones.",
        retryable=True,
    ),
    FailureKind(
        "rate_limited",
        "429 of another kind",
        "Too many requests are being sent to this model.",
        "Retry shortly, pick another model, or add your own provider key.",
        retryable=True,
    ),
    FailureKind(
        "server_error",
        "500, or another 5xx",
        "The server failed.",
        "Retry it; if it goes on, see https://status.openrouter.ai.",
        retryable=True,
    ),
    FailureKind(
        "provider_unavailable",
        "502",
        "The model's provider is down or answered nonsense.",
        "Retry it, or pick a model with another provider.",
        retryable=True,
    ),
    FailureKind(
        "service_unavailable",
        "503",
        "No provider can take the request at the moment.",
        "Retry it in a while, or pick another model.",
        retryable=True,
    ),
    FailureKind(
        "provider_timeout",
        "504 or 524",
        "The model's provider did not answer in time.",
        "Retry it, or shorten the prompt.",
        retryable=True,
    ),
    FailureKind(
        "provider_overloaded",
        "529",
        "The model's provider is overloaded.",
        "Retry it in a while, or pick another model.",
        retryable=True,
    ),
    FailureKind(
        "provider_error",
        "an error object without a known code; finish_reason error",
        "The model's provider failed while it answered.",
        "Retry it; if it goes on, pick another model.",
        retryable=True,
    ),
    FailureKind(
        "unexpected_status",
        "a redirect, or a status that is no HTTP error",
        "The server answered with a status that no completion has.",
        "Check OPENROUTER_BASE_URL: it must be the API's root, such as "
        "https://openrouter.ai/api/v1.",
    ),
    # The status said success, and the answer was none.
    FailureKind(
        "empty_answer",
        "200 with no body, only white space, or a stream without any chunk",
        "The server said yes and sent nothing.",
        "Retry it; if it goes on, pick another model.",
        retryable=True,
    ),
    FailureKind(
        "html_answer",
        "200 with an HTML page",
        "A web page came instead of an answer.",
        "Check OPENROUTER_BASE_URL, and whether a proxy or a login page stands in between.",
    ),
    FailureKind(
        "not_a_completion",
        "200 with JSON or text that is no completion",
        "Something came that is no completion.",
        "Check OPENROUTER_BASE_URL: the server must speak OpenRouter's chat completions.",
    ),
    FailureKind(
        "answer_too_large",
        "one event above 32 MiB, or an answer above 64 MiB",
        "The server sent more than any answer takes.",
        "Pick another model.",
    ),
    FailureKind(
        "no_finish_reason",
        "the stream ends without finish_reason",
        "The stream ended before the model had finished.",
        "Retry it. What had arrived is kept, but it is not the whole answer.",
    ),
    FailureKind(
        "broken_json",
        "a chunk that is no JSON",
        "The stream broke: a piece of it can't be read.",
        "Retry it. What had arrived before is kept.",
    ),
    FailureKind(
        "broken_text",
        "bytes that are no UTF-8, or that do not match their compression",
        "The stream broke: a piece of it is no text.",
        "Retry it. What had arrived before is kept.",
    ),
    FailureKind(
        "connection_cut",
        "a reset, or an end in the middle of a body",
        "The connection broke off.",
        "Retry it. What had arrived before is kept.",
        retryable=True,
    ),
    # The server was never reached.
    FailureKind(
        "connect_failed",
        "refused, unreachable, no such host",
        "The server could not be reached.",
        "Check the network and OPENROUTER_BASE_URL, then retry.",
        retryable=True,
    ),
    FailureKind(
        "tls_failed",
        "a certificate or handshake error",
        "No safe connection to the server could be made.",
        "Check the server's certificate and this machine's clock and certificates.",
    ),
    FailureKind(
        "proxy_failed",
        "the proxy refused",
        "The proxy could not be used.",
        "Check HTTPS_PROXY and NO_PROXY, then retry.",
        retryable=True,
    ),
    FailureKind(
        "invalid_settings",
        "nothing was sent",
        "The request could not be built from the settings.",
        "Mend the setting that the reason names.",
    ),
    FailureKind(
        "invalid_address",
        "an address that can't be asked",
        "The server's address can't be used.",
        "Mend OPENROUTER_BASE_URL; it is written https://host/path.",
    ),
    # A deadline of ours.
    FailureKind(
        "connect_timeout",
        "no connection in time",
        "The server could not be reached in time.",
        "Check the network, or raise BAKEOFF_CONNECT_TIMEOUT_S.",
        retryable=True,
    ),
    FailureKind(
        "first_token_timeout",
        "no token in time; keep-alive comments do not count",
        "No token came in time.",
        "Pick a faster model, or raise BAKEOFF_FIRST_TOKEN_TIMEOUT_S.",
    ),
    FailureKind(
        "between_tokens_timeout",
        "tokens stopped coming",
        "The answer stalled.",
        "Retry it, or raise BAKEOFF_BETWEEN_TOKENS_TIMEOUT_S. What had arrived is kept.",
    ),
    FailureKind(
        "total_timeout",
        "not done in time, all attempts and waits included",
        "The answer took too long as a whole.",
        "Lower max_tokens, or raise BAKEOFF_TOTAL_TIMEOUT_S. What had arrived is kept.",
    ),
    FailureKind(
        "internal",
        "a fault in Bakeoff itself",
        "Bakeoff itself failed; this is a bug, not the model's doing.",
        "Please report it with the log's traceback. Retrying may help.",
    ),
)

FAILURE_KINDS = MappingProxyType({kind.error_type: kind for kind in _KINDS})
"""Every kind of failure by its name, in the order in which the documentation shows them."""


def failure_table() -> list[FailureKind]:
    """Return every kind of failure, in the order in which the documentation shows them."""
    return list(_KINDS)


def failure_of(
    error_type: str,
    detail: str = "",
    *,
    remedy: str = "",
    hint: str = "",
    status_code: int | None = None,
    provider: str | None = None,
    generation_id: str | None = None,
    retry_after_s: float | None = None,
) -> Failure:
    """Return a failure of one kind, told in the table's sentences.

    Args:
        error_type: Name of the kind.
        detail: What the server said happened; it follows the table's sentence.
        remedy: What the server said to do; it knows more than the table, whose advice it replaces.
        hint: When to come back; it follows the advice.
        status_code: HTTP status, or the code inside an error object.
        provider: The upstream that failed.
        generation_id: OpenRouter's id of the failed generation.
        retry_after_s: Seconds to wait before another attempt.
    """
    kind = FAILURE_KINDS[error_type]
    return Failure(
        error_type=error_type,
        message=f"{kind.message} {detail}".strip(),
        advice=f"{remedy or kind.advice} {hint}".strip(),
        retryable=kind.retryable,
        status_code=status_code,
        provider=provider,
        generation_id=generation_id,
        retry_after_s=retry_after_s,
    )
