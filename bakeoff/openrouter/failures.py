"""What a server said when it failed, as a `Failure`: the one place that reads error objects.

Everything in them may be missing, of another type or hostile; it ends up as bounded plain text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import orjson

from bakeoff.failure import Failure, failure_of
from bakeoff.openrouter.retry_hint import retry_hint

MAX_DETAIL_CHARS = 1500
MAX_NESTED_JSON_CHARS = 100_000
MAX_NESTING = 8
EMPTY_HEADERS: Mapping[str, str] = MappingProxyType({})
GENERIC_MESSAGES = frozenset(
    {"", "provider returned error", "internal server error", "error", "unknown error"}
)


class AttemptError(Exception):
    """One attempt failed; `str()` of it is the failure's message."""

    def __init__(self, failure: Failure, *, can_retry: bool | None = None) -> None:
        super().__init__(failure.message)
        self.failure = failure
        """What happened and what to do."""

        self.can_retry = failure.retryable if can_retry is None else can_retry
        """Whether another attempt may follow: never after the first token."""


KINDS_BY_CODE = MappingProxyType(
    {
        # error_type, and the string codes that some providers send instead of a number
        "context_length_exceeded": "context_too_long",
        "max_tokens_exceeded": "context_too_long",
        "token_limit_exceeded": "context_too_long",
        "string_too_long": "context_too_long",
        "invalid_request": "invalid_request",
        "invalid_request_error": "invalid_request",
        "invalid_prompt": "invalid_request",
        "content_policy_violation": "moderated",
        "content_filter": "moderated",
        "refusal": "moderated",
        "authentication": "invalid_key",
        "payment_required": "insufficient_credits",
        "insufficient_quota": "insufficient_credits",
        "permission_denied": "permission_denied",
        "precondition_failed": "invalid_request",
        "payload_too_large": "payload_too_large",
        "unprocessable": "unprocessable",
        "rate_limit_exceeded": "rate_limited",
        "server": "server_error",
        "server_error": "server_error",
        "internal_server_error": "server_error",
        "unmapped": "server_error",
        "provider_unavailable": "provider_unavailable",
        "provider_overloaded": "provider_overloaded",
        "overloaded_error": "provider_overloaded",
        "timeout": "provider_timeout",
        # availability.code
        "model_not_found": "model_not_found",
        "wrong_endpoint": "invalid_request",
        "no_endpoints": "model_not_found",
        "model_deprecated": "model_not_found",
        "model_unavailable_upstream": "model_not_found",
        "free_variant_ended": "model_not_found",
        "privacy_restricted": "data_policy",
        "constraint_filtered": "no_matching_provider",
        "region_restricted": "permission_denied",
        "capacity_exhausted": "rate_limited",
        "temporarily_unavailable": "service_unavailable",
    }
)

KINDS_BY_STATUS = MappingProxyType(
    {
        401: "invalid_key",
        402: "insufficient_credits",
        403: "permission_denied",
        404: "not_found",
        408: "request_timeout",
        413: "payload_too_large",
        422: "unprocessable",
        429: "rate_limited",
        502: "provider_unavailable",
        503: "service_unavailable",
        504: "provider_timeout",
        524: "provider_timeout",
        529: "provider_overloaded",
    }
)


@dataclass(slots=True)
class _Said:
    """An error object, read tolerantly."""

    code: int | None = None
    """Its numeric code, or the HTTP status."""

    words: tuple[str, ...] = ()
    """Its error_type, its availability's code, its code where that is a word: the most precise
    first, so that two words that disagree always mean the same."""

    message: str = ""
    """Its own message."""

    reason: str = ""
    """What the provider said, out of `metadata.raw`."""

    metadata: Mapping[str, object] = field(default_factory=dict)
    """Its metadata."""

    @property
    def text(self) -> str:
        """Everything it says, in lower case, to look for words in."""
        return f"{self.message} {self.reason} {self.metadata.get('limit_source')}".lower()


def failure_from_error(
    error: object,
    *,
    status: int | None = None,
    headers: Mapping[str, str] = EMPTY_HEADERS,
    provider: str | None = None,
    generation_id: str | None = None,
) -> Failure:
    """Return the failure that an error object describes, in a body or in a stream.

    Args:
        error: the object, of any shape.
        status: HTTP status, where it says more than the object.
        headers: the answer's headers.
        provider: who served it, where the object does not say.
        generation_id: OpenRouter's id of it, where the headers do not say.
    """
    said = _read(error, status)
    kind = _kind(said)
    who = _text(said.metadata.get("provider_name")) or provider
    hint = retry_hint(headers, said.metadata, _mapping(_mapping(error).get("availability")))
    return failure_of(
        kind,
        quoted(_detail(said), who),
        remedy=plain(_text(said.metadata.get("remedy_hint"))),
        hint=hint.sentence,
        status_code=said.code,
        provider=plain(who) if who else None,
        generation_id=plain(headers.get("x-generation-id") or "") or generation_id,
        retry_after_s=hint.retry_after_s,
    )


def failure_from_body(body: bytes, *, status: int, headers: Mapping[str, str]) -> Failure:
    """Return the failure that an answer with an error status describes."""
    try:
        content: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        content = {"message": text_of_page(body)}
    error = error_in(content)
    return failure_from_error(
        content if error is None else error,
        status=status,
        headers=headers,
        generation_id=generation_id_in(content),
    )


def error_in(content: object) -> object | None:
    """Return the error object of a body or a chunk; `None` when it has none."""
    return _mapping(content).get("error") or None


def generation_id_in(content: object) -> str | None:
    """Return OpenRouter's id of the generation that a body or chunk belongs to, if it says."""
    return _text(_mapping(content).get("id")) or None


def text_of_page(body: bytes) -> str:
    """Return what a person would read of a body that is no JSON: a page's title, or its text."""
    text = body[:MAX_NESTED_JSON_CHARS].decode("utf-8", "replace")
    title = re.search(r"<title[^>]*>([^<]*)", text, re.IGNORECASE)
    if title:
        return title.group(1)
    return re.sub(r"<[^>]*>", " ", text) if "<" in text else text


def plain(text: str, limit: int = MAX_DETAIL_CHARS) -> str:
    """Return text on one line, without control characters, cut to a bound."""
    line = "".join(character if character.isprintable() else " " for character in text[: 4 * limit])
    line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def quoted(detail: str, who: str | None) -> str:
    """Return who said it, and what; nothing when nothing was said."""
    if not detail.strip():
        return f"The provider was {plain(who, 100)}." if who else ""
    return f"{plain(who, 100) if who else 'The server'} said: {plain(detail)}"


def _read(error: object, status: int | None) -> _Said:
    if not isinstance(error, Mapping):
        return _Said(code=status, message=_text(error))
    metadata = _mapping(error.get("metadata"))
    code = error.get("code")
    availability = _mapping(error.get("availability"))
    words = [metadata.get("error_type"), error.get("error_type"), availability.get("code")]
    words += [code, error.get("type")]
    return _Said(
        code=status if status is not None and status >= 400 else _number(code),
        words=tuple(word for word in words if isinstance(word, str)),
        message=_message(error),
        reason=_message(metadata.get("raw")),
        metadata=metadata,
    )


def _number(code: object) -> int | None:
    if isinstance(code, str):
        return int(code) if code.isascii() and code.isdigit() and len(code) <= 4 else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def _message(value: object, depth: int = MAX_NESTING) -> str:
    """Return the sentence inside an error of any nesting, JSON inside JSON text included."""
    if depth == 0:
        return ""
    if isinstance(value, str):
        return _message_of_text(value, depth)
    if isinstance(value, Mapping):
        for name in ("message", "error", "detail", "raw"):
            found = _message(value.get(name), depth - 1)
            if found:
                return found
    if isinstance(value, list) and value:
        return _message(value[0], depth - 1)
    return ""


def _message_of_text(value: str, depth: int) -> str:
    if value.lstrip()[:1] in ("{", "[", '"') and len(value) <= MAX_NESTED_JSON_CHARS:
        try:
            return _message(orjson.loads(value), depth - 1) or value
        except orjson.JSONDecodeError:
            return value
    return value


def _detail(said: _Said) -> str:
    parts = [said.message]
    if said.message.strip().lower().rstrip(".") in GENERIC_MESSAGES:
        parts = [said.reason or said.message]
    elif said.reason and said.reason not in said.message:
        parts.append(f"({said.reason})")
    for name, words in (
        ("reasons", "flagged for"),
        ("patterns", "patterns"),
        ("failed_routing_step", "failed at"),
        ("limit_source", "limit"),
    ):
        value = said.metadata.get(name)
        if value:
            parts.append(f"({words}: {_listed(value)})")
    return " ".join(part for part in parts if part)


def _listed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value[:20] if _text(item))
    return _text(value)


def _kind(said: _Said) -> str:
    special = _SPECIAL_KINDS.get(said.code or 0)
    kind = special(said) if special else None
    if kind is None:
        kind = next((KINDS_BY_CODE[word] for word in said.words if word in KINDS_BY_CODE), None)
    if kind == "rate_limited":
        kind = _kind_429(said)
    if kind is None and said.code is not None:
        kind = KINDS_BY_STATUS.get(said.code) or _kind_of_class(said.code)
    return kind or "provider_error"


def _kind_of_class(code: int) -> str | None:
    if 400 <= code < 500:
        return "invalid_request"
    if 500 <= code < 600:
        return "server_error"
    return None


def _kind_400(said: _Said) -> str | None:
    if "is not a valid model id" in said.text:
        return "model_not_found"
    if "context length" in said.text or "token limit reached" in said.text:
        return "context_too_long"
    return None


def _kind_402(said: _Said) -> str | None:
    if said.metadata.get("reason") == "in_flight_budget_exhausted":
        return "budget_in_flight"
    if "openrouter_key_limit" in said.text:
        return "key_limit_exceeded"
    return "insufficient_credits"


def _kind_403(said: _Said) -> str | None:
    if "key limit exceeded" in said.text:
        return "key_limit_exceeded"
    if any(said.metadata.get(name) for name in ("reasons", "flagged_input", "patterns")):
        return "moderated"
    if "moderation" in said.text or "request blocked" in said.text:
        return "moderated"
    return None


def _kind_404(said: _Said) -> str | None:
    text = said.text
    if "data policy" in text or "guardrail" in text:
        return "data_policy"
    if "no allowed providers" in text or "no endpoints found that" in text:
        return "no_matching_provider"
    if "no endpoints found for" in text or "model" in text:
        return "model_not_found"
    if "no endpoints" in text or said.metadata.get("failed_routing_step"):
        return "no_matching_provider"
    return None


def _kind_429(said: _Said) -> str | None:
    if "free-models-per-day" in said.text or "free_tier_daily" in said.text:
        return "free_daily_limit"
    if "free-models-per-min" in said.text or "free_tier_minute" in said.text:
        return "free_minute_limit"
    return "rate_limited"


_SPECIAL_KINDS: Mapping[int, Callable[[_Said], str | None]] = MappingProxyType(
    {400: _kind_400, 402: _kind_402, 403: _kind_403, 404: _kind_404, 429: _kind_429}
)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
