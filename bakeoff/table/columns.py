"""The table's columns, declared once: the screen, the CSV and the docs all read this.

Importing it is light: nothing here needs pandas.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bakeoff.table import format as shown

Dtype = Literal["string", "category", "Int64", "Float64", "datetime64[us, UTC]"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    name: str
    """Its name in the frame and the CSV."""

    dtype: Dtype
    """Its pandas dtype; each of them can hold an unknown."""

    unit: str | None
    """What its numbers count; `None` for text and bare numbers."""

    heading: str
    """What a person reads above it."""

    description: str
    """One sentence: what it holds, and what a blank means."""

    show: Callable[[Any], str] = shown.as_text
    """Known value to text; use `format`, which also takes an unknown one."""

    @property
    def is_text(self) -> bool:
        """Whether its cells are text, and so can hold what a stranger wrote."""
        return self.dtype in {"string", "category"}

    def format(self, value: Any) -> str:
        """Return the value as a person reads it; unknown is empty."""
        return "" if shown.is_unknown(value) else self.show(value)


def _text(name: str, heading: str, description: str) -> Column:
    return Column(name, "string", None, heading, description)


def _category(name: str, heading: str, description: str) -> Column:
    return Column(name, "category", None, heading, description)


def _tokens(name: str, heading: str, description: str) -> Column:
    return Column(name, "Int64", "tokens", heading, description, shown.as_count)


def _seconds(name: str, heading: str, description: str) -> Column:
    return Column(name, "Float64", "s", heading, description, shown.as_seconds)


COLUMNS: tuple[Column, ...] = (
    _text("run_id", "Run", "Id of the comparison that this completion belongs to."),
    Column(
        "started_at",
        "datetime64[us, UTC]",
        "UTC",
        "Started (UTC)",
        "When its first request was sent; blank if none was.",
        shown.as_time,
    ),
    _text("label", "Label", "Name of the entry, distinct within its run."),
    _category("model", "Model", "Model id that was asked for."),
    _category(
        "response_model", "Answered by", "Model id that answered, as reported; blank if it was not."
    ),
    _category("provider", "Provider", "Upstream that served it, as reported; blank if it was not."),
    _category(
        "status",
        "Status",
        "Where it stands: queued, running, completed, failed, cancelled or interrupted.",
    ),
    _category(
        "finish_reason",
        "Finish reason",
        "Why the model stopped, in OpenRouter's words; blank if it was not said.",
    ),
    _category(
        "native_finish_reason",
        "Native finish reason",
        "Why the model stopped, in the provider's own word; blank if it was not said.",
    ),
    _tokens(
        "prompt_tokens",
        "Prompt tokens",
        "Tokens of the prompt by the model's own tokenizer, cached ones included; "
        "blank if not reported.",
    ),
    _tokens(
        "completion_tokens",
        "Completion tokens",
        "Tokens of the answer, reasoning included; blank if not reported.",
    ),
    _tokens(
        "reasoning_tokens",
        "Reasoning tokens",
        "Part of the completion tokens spent on reasoning; blank if not reported.",
    ),
    _tokens(
        "cached_tokens",
        "Cached tokens",
        "Part of the prompt tokens read from the provider's cache; blank if not reported.",
    ),
    _tokens(
        "total_tokens",
        "Total tokens",
        "Prompt and completion tokens together, as reported; blank if not reported.",
    ),
    Column(
        "cost_usd",
        "Float64",
        "USD",
        "Cost (USD)",
        "US dollars spent on it; 0 is free, blank is unknown.",
        shown.as_usd,
    ),
    _category(
        "cost_source",
        "Cost source",
        "Where the cost comes from: billed in the answer, audited in the generation's record, "
        "estimated from list prices, or unknown.",
    ),
    _seconds(
        "ttft_s",
        "TTFT (s)",
        "Seconds from the request that answered to its first token; blank if none arrived.",
    ),
    _seconds(
        "duration_s",
        "Duration (s)",
        "Seconds from its last request to its end; blank until it ended.",
    ),
    _seconds(
        "waited_s",
        "Waited (s)",
        "Seconds that earlier attempts and the waits between them took; blank if nothing was sent.",
    ),
    Column(
        "tokens_per_second",
        "Float64",
        "tokens/s",
        "Tokens per second",
        "Completion tokens per second after the first one; blank while a part of it is unknown, "
        "or if all came at once.",
        shown.as_rate,
    ),
    Column(
        "attempts",
        "Int64",
        "requests",
        "Attempts",
        "Requests that were sent for it; more than one means that earlier ones failed.",
        shown.as_count,
    ),
    _text(
        "generation_id",
        "Generation",
        "OpenRouter's id of it; blank if it failed before having one.",
    ),
    _category("error_type", "Error", "Kind of failure; blank if it did not fail."),
    _text("error_message", "Error message", "What went wrong; blank if it did not fail."),
    _text("prompt", "Prompt", "What was asked."),
    _text("system_prompt", "System prompt", "Instruction before the prompt; blank if none."),
    Column(
        "temperature",
        "Float64",
        None,
        "Temperature",
        "Randomness that was asked for, 0 to 2; blank leaves it to the provider.",
        shown.as_number,
    ),
    Column(
        "top_p",
        "Float64",
        None,
        "Top P",
        "Total probability of the tokens sampled from, up to 1; blank leaves it to the provider.",
        shown.as_number,
    ),
    _tokens("max_tokens", "Max tokens", "Most tokens that the answer was allowed."),
    Column("seed", "Int64", None, "Seed", "Seed that was sent; blank if none."),
    _text(
        "completion",
        "Completion",
        "Text of the answer, or of the refusal if that was all; empty if it completed without "
        "text, blank if nothing arrived.",
    ),
    _text("reasoning", "Reasoning", "Text of the reasoning; blank if none was returned."),
)

_BY_NAME = {declared.name: declared for declared in COLUMNS}


def column(name: str) -> Column:
    """Return the column of this name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]
