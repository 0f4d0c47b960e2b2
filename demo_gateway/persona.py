"""What a scripted model is made of: its name, prices, speed, temper, and the shape of its stream.

Values only. The models themselves are in `cast.py`, `hostile.py` and `faulty.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Temper = Literal[
    "plain",
    "reasons",
    "thinks_only",
    "refuses",
    "never_ends",
    "calls_tool",
    "draws",
    "blank",
    "routes",
    "recites",
    "bench",
]
Style = Literal["concise", "thorough", "bulleted", "formal", "playful", "technical"]
UsageChunk = Literal["repeats_finish", "no_choices", "null_finish", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which of the wire's known variations a model's answer uses."""

    usage_chunk: UsageChunk = "repeats_finish"
    """How the chunk that carries the usage looks; `absent` sends none."""

    finish_chunks: int = 1
    """How many chunks carry the finish_reason before the usage chunk does."""

    provider_from_chunk: int = 0
    """The first chunk, counted from 0, that names the provider."""

    opens_with_null: bool = False
    """Whether a first delta has `content: null` before any text."""

    empty_choices_every: int | None = None
    """After how many chunks one with `choices: []` is put in between; `None` means never."""

    old_key_order: bool = False
    """Whether chunks have the key order of 2025: provider and model before object."""

    null_tool_ids: bool = False
    """Whether streamed tool calls come with `id: null`."""

    content_parts: bool = False
    """Whether content comes as an array of text parts instead of a string."""

    null_cost: bool = False
    """Whether usage says `cost: null`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpFault:
    """A refusal: an HTTP status with an error body, before anything is generated."""

    status: int
    """The HTTP status; the body's `error.code` repeats it."""

    message: str
    """The body's `error.message`."""

    metadata: Callable[[str], dict[str, object]] | None = None
    """Gives the body's `error.metadata` for a prompt; `None` leaves it out."""

    headers: Callable[[], dict[str, str]] | None = None
    """Gives additional response headers; `None` means there are none."""

    sent_status: int | None = None
    """The status that is really sent, where it differs from the body's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFault:
    """A 200 whose whole body is not what was asked for."""

    content_type: str
    """The Content-Type sent with it."""

    body: bytes
    """The literal body."""


StreamFaultKind = Literal[
    "error_first",
    "error_mid_stream",
    "finish_error",
    "no_finish",
    "cut",
    "truncated",
    "reset",
    "broken_json",
    "broken_utf8",
    "null_choices",
    "json_instead",
    "silent",
    "keep_alive_forever",
    "stall",
    "stall_with_comments",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFault:
    """A fault in how an answer is sent."""

    kind: StreamFaultKind
    """What goes wrong."""

    after_tokens: int = 24
    """How many good tokens come first, for the faults in mid-stream."""


Fault = HttpFault | BodyFault | StreamFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One scripted model."""

    id: str
    """The id that is asked for, `author/slug[:variant]`."""

    name: str
    """What people see, `Author: Model`."""

    provider: str
    """The invented upstream that serves it."""

    description: str
    """What it does, and that it is simulated."""

    style: Style = "thorough"
    """How its answers are written."""

    temper: Temper = "plain"
    """What it does with a prompt."""

    ttft_s: float = 0.35
    """Time to its first token, in seconds."""

    tokens_per_second: float = 80.0
    """Its pace after the first token."""

    tokens_per_chunk: int = 1
    """How many tokens one chunk carries."""

    answer_tokens: tuple[int, int] = (120, 320)
    """The least and the most tokens of an ordinary answer, before stop and max_tokens."""

    prompt_usd: Decimal = Decimal("0.0000005")
    """Price of a prompt token in US dollars; -1 means that it varies."""

    completion_usd: Decimal = Decimal("0.0000015")
    """Price of a completion token in US dollars; -1 means that it varies."""

    is_byok: bool = False
    """Whether the visitor's own provider key is charged, and OpenRouter takes only its fee."""

    context_tokens: int = 131_072
    """The longest prompt and answer together."""

    max_completion_tokens: int | None = 16_384
    """The longest answer; `None` where there is no limit of its own."""

    native_stop: str = "stop"
    """The provider's own word for a natural end."""

    native_length: str = "length"
    """The provider's own word for running into max_tokens."""

    shape: Shape = field(default_factory=Shape)
    """How its stream is written."""

    fault: Fault | None = None
    """What goes wrong with it; `None` for a well-behaved model."""

    failures: int | None = None
    """How many attempts at the same prompt fail before one succeeds; `None` means all of them."""

    text: str = ""
    """What a `recites` model says; `{quoted_prompt}` becomes the prompt, quoted for a URL."""
