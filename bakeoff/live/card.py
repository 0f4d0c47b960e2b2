"""What a card shows beside its answer: values of the record as words, the table's own words."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from bakeoff.finish_reason import explain_finish_reason
from bakeoff.record import CompletionRecord
from bakeoff.table.columns import column

METRICS = ("ttft_s", "duration_s", "completion_tokens", "tokens_per_second", "cost_usd")
IMAGE_PREFIXES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "webp", "gif"))


def words() -> dict[str, dict[str, str]]:
    """Return the heading and description of each metric, as the table's columns declare them."""
    return {
        name: {"heading": column(name).heading, "description": column(name).description}
        for name in (*METRICS, "finish_reason", "cost_source")
    }


def card_state(completion: CompletionRecord, earlier: int) -> dict[str, Any]:
    """Return all that a card's head and foot show; blank where it is unknown.

    Args:
        completion: The completion on the card.
        earlier: Completions of the same entry that it repeats; they stay in the table.
    """
    usage = completion.usage
    return {
        "label": completion.entry.label,
        "model": completion.entry.model,
        "response_model": completion.response_model or "",
        "provider": completion.provider or "",
        "status": completion.status,
        "finish_reason": completion.finish_reason or "",
        "finish_explanation": _explained(completion),
        "failure": _failure(completion),
        "notice": _notice(completion),
        "earlier": earlier,
        "ttft_s": _shown("ttft_s", completion.ttft_s),
        "duration_s": _shown("duration_s", completion.duration_s),
        "completion_tokens": _shown("completion_tokens", usage.completion_tokens),
        "tokens_detail": _tokens_detail(completion),
        "chunks": completion.chunks,
        "tokens_per_second": _shown("tokens_per_second", completion.tokens_per_second),
        "cost_usd": _shown("cost_usd", usage.cost_usd),
        "cost_source": usage.cost_source,
        "tool_calls": [[call.name, pretty_json(call.arguments)] for call in completion.tool_calls],
    }


def elapsed_s(completion: CompletionRecord, now_s: float) -> float | None:
    """Return the seconds since the last request was sent; `None` unless it is being answered."""
    if not completion.is_live or not completion.attempts:
        return None
    return max(0.0, now_s - completion.attempts[-1].started_at_s)


def safe_images(urls: Iterable[str]) -> list[str]:
    """Return those images that a page may show: raster pictures carried in their own address."""
    return [url for url in urls if url.startswith(IMAGE_PREFIXES)]


def pretty_json(text: str) -> str:
    """Return JSON text indented; text that is no JSON (yet) as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _shown(name: str, value: object) -> str:
    show: Callable[[Any], str] = column(name).format
    return show(value)


def _explained(completion: CompletionRecord) -> str:
    if not completion.finish_reason:
        return ""
    explanation = explain_finish_reason(completion.finish_reason)
    native = completion.native_finish_reason
    if native and native != completion.finish_reason:
        return f"{explanation} The provider's own word for it: {native}."
    return explanation


def _failure(completion: CompletionRecord) -> dict[str, str] | None:
    failure = completion.failure
    if failure is None:
        return None
    code = "" if failure.status_code is None else str(failure.status_code)
    return {
        "kind": failure.error_type,
        "code": code,
        "message": failure.message,
        "advice": failure.advice,
    }


def _notice(completion: CompletionRecord) -> str:
    """Say that earlier requests failed, while that is worth knowing."""
    attempts = completion.attempts
    failed = [attempt for attempt in attempts if attempt.wait_s is not None]
    if not failed:
        return ""
    last = failed[-1].failure
    why = "" if last is None else f" ({last.status_code or last.error_type})"
    if completion.is_live and attempts[-1] is failed[-1]:
        wait = _shown("waited_s", failed[-1].wait_s)
        return f"Attempt {len(attempts)} failed{why}; trying again after {wait}."
    count = "1 failed attempt" if len(failed) == 1 else f"{len(failed)} failed attempts"
    return f"After {count}{why}, {_shown('waited_s', completion.waited_s)} in all."


def _tokens_detail(completion: CompletionRecord) -> str:
    usage = completion.usage
    known = (
        ("prompt_tokens", "prompt", usage.prompt_tokens),
        ("cached_tokens", "of them cached", usage.cached_tokens),
        ("completion_tokens", "completion", usage.completion_tokens),
        ("reasoning_tokens", "of them reasoning", usage.reasoning_tokens),
    )
    parts = [f"{_shown(name, count)} {word}" for name, word, count in known if count is not None]
    return f"{', '.join(parts)}." if parts else ""
