"""What each finish_reason means, and what to do about it.

OpenRouter normalises providers' words to the first five; an unknown one passes through as it came.
"""

from types import MappingProxyType

FINISH_REASONS = MappingProxyType(
    {
        "stop": "The model ended its answer by itself, or met a stop sequence.",
        "length": "The answer was cut off at max_tokens. Raise max_tokens to see the rest.",
        "tool_calls": "The model asked to call a tool instead of answering; nothing was run.",
        "content_filter": (
            "The provider's content filter stopped the answer. "
            "Rephrase the prompt or pick another model."
        ),
        "error": "The provider failed while answering. What had arrived is kept; retry it.",
    }
)


def explain_finish_reason(finish_reason: str) -> str:
    """Return one or two sentences on what this finish_reason means and what to do about it."""
    return FINISH_REASONS.get(
        finish_reason, f"The provider ended the answer with its own word, {finish_reason!r}."
    )
