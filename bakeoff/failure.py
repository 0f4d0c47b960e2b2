"""Why one completion ended without success: a value, kept on its record and shown on its card."""

from dataclasses import dataclass


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
