"""When a server wants to be asked again: Retry-After in all its places, and reset times."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MILLISECONDS_FROM = 1e11
"""Epoch seconds stay below this until the year 5138; larger numbers are milliseconds."""


@dataclass(frozen=True, slots=True)
class RetryHint:
    """When to come back."""

    retry_after_s: float | None = None
    """Seconds from now; `None` when the server did not say."""

    sentence: str = ""
    """The same for a person; empty when the server did not say."""


def retry_hint(
    headers: Mapping[str, str],
    metadata: Mapping[str, object],
    availability: Mapping[str, object],
) -> RetryHint:
    """Return the server's hint from the headers, or else from the error object."""
    quoted = metadata.get("headers")
    inner = (
        {str(name).lower(): value for name, value in quoted.items()}
        if isinstance(quoted, Mapping)
        else {}
    )
    for value in (
        headers.get("retry-after"),
        inner.get("retry-after"),
        metadata.get("retry_after_seconds"),
        availability.get("retry_after"),
    ):
        seconds = _seconds(value)
        if seconds is not None:
            return RetryHint(seconds, f"The server asks to wait {_duration(seconds)}.")
    reset_at = _number(headers.get("x-ratelimit-reset") or inner.get("x-ratelimit-reset"))
    return RetryHint() if reset_at is None else _until(reset_at)


def _until(reset_at: float) -> RetryHint:
    if reset_at >= MILLISECONDS_FROM:
        reset_at /= 1000
    try:
        moment = datetime.fromtimestamp(reset_at, UTC)
    except (OverflowError, ValueError, OSError):
        return RetryHint()
    return RetryHint(
        max(0.0, reset_at - time.time()), f"The limit resets at {moment:%Y-%m-%d %H:%M} UTC."
    )


def _seconds(value: object) -> float | None:
    seconds = _number(value)
    if seconds is not None or not isinstance(value, str):
        return seconds
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - time.time())


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{math.ceil(seconds)} s"
    if seconds < 7200:
        return f"{math.ceil(seconds / 60)} minutes"
    return f"{math.ceil(seconds / 3600)} hours"
