"""What the bench model streams: the prompt is JSON that says how much, how fast, and from when."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import orjson

from demo_gateway.chat_request import RequestRefusedError
from demo_gateway.reply import Delta, Reply
from demo_gateway.tokens import split_tokens

BenchText = Literal["mixed", "list", "table", "code", "plain"]

_TOKENS_AT_MOST = 100_000
_SENTENCE = "The quick brown fox jumps over the lazy dog while seven clerks count the boxes"
_CODE = """def step_{n}(values: list[int]) -> int:
    \"\"\"Return the total of the values, each of them doubled.\"\"\"
    total = {n}
    for value in values:
        total += value * 2
    return total


"""
_MIXED = f"""## Part {{n}}

{_SENTENCE}, and **bold words** follow *slanted ones* with `code` and a [link](https://example.com).

- {_SENTENCE}
- with $a^2 + b^2 = c^2$ inside

| Name | Value | Remark |
|:--|--:|:--|
| first {{n}} | 12.5 | none |
| second | 7.25 | some |

```python
{_CODE.rstrip()}
```

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchScript:
    """One stream of a benchmark."""

    tokens: int = 60
    """How many tokens are streamed, one a chunk."""

    tokens_per_second: float = 10.0
    """The pace; token k is due at start + ttft_s + k / tokens_per_second."""

    ttft_s: float = 0.3
    """From the start to the first token, in seconds."""

    text: BenchText = "mixed"
    """What kind of markdown is streamed."""

    stamp_every: int = 0
    """A word in every n tokens or so carries the time it is sent at; 0 means none does."""

    hold_until: float | None = None
    """The start of the schedule, in Unix seconds; `None` means the arrival of the request."""

    def reply(self) -> Reply:
        """Return the stream; stamps are taken when a delta is fetched."""
        return Reply(
            deltas=self._deltas(),
            tokens=self.tokens,
            finish_reason="stop",
            native_finish_reason="stop",
        )

    def held_s(self) -> float:
        """Return how long the start is still to be held, in seconds."""
        return 0.0 if self.hold_until is None else max(0.0, self.hold_until - time.time())

    def _deltas(self) -> Iterator[Delta]:
        due = 0
        for place, piece in enumerate(itertools.islice(_pieces(self.text), self.tokens)):
            is_due = self.stamp_every and place >= due
            if is_due and (self.text == "plain" or _shows_as_text(piece)):
                due = place + self.stamp_every
                yield Delta("content", f"{piece}⟦{time.time():.6f}⟧", 1)
            else:
                yield Delta("content", piece, 1)


def _shows_as_text(piece: str) -> bool:
    """Tell a word of prose from markup, an address or a formula, where a stamp would be lost."""
    return len(piece) > 3 and piece[0] == " " and piece[1:].isalpha()


def parse_bench_script(prompt: str) -> BenchScript:
    """Return the script in the prompt.

    Raises:
        RequestRefusedError: the prompt is no such JSON; the message names the field.
    """
    try:
        fields = orjson.loads(prompt)
    except orjson.JSONDecodeError as error:
        raise RequestRefusedError(400, "bench/steady needs a prompt that is JSON") from error
    if not isinstance(fields, dict):
        raise RequestRefusedError(400, "bench/steady needs a prompt that is a JSON object")
    script = BenchScript()
    text = fields.get("text", script.text)
    if text not in get_args(BenchText):
        raise RequestRefusedError(400, f"text must be one of {', '.join(get_args(BenchText))}")
    hold_until = fields.get("hold_until")
    return BenchScript(
        tokens=int(_number(fields, "tokens", script.tokens, least=1, most=_TOKENS_AT_MOST)),
        tokens_per_second=_number(
            fields, "tokens_per_second", script.tokens_per_second, least=0.01, most=1e6
        ),
        ttft_s=_number(fields, "ttft_s", script.ttft_s, least=0, most=3600),
        text=text,
        stamp_every=int(_number(fields, "stamp_every", script.stamp_every, least=0, most=1e6)),
        hold_until=None
        if hold_until is None
        else _number(fields, "hold_until", 0, least=0, most=1e11),
    )


def _number(
    fields: dict[str, object], name: str, default: float, *, least: float, most: float
) -> float:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise RequestRefusedError(400, f"{name} must be a number from {least:g} to {most:g}")
    return float(value)


def _pieces(text: BenchText) -> Iterator[str]:
    opening, repeated = _cycle(text)
    return itertools.chain(opening, itertools.cycle(repeated))


@cache
def _cycle(text: BenchText) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Long enough that a renderer cannot profit from repetition, short enough to be made once.
    numbers = range(1, 401)
    match text:
        case "mixed":
            opening, parts = "", [_MIXED.format(n=n) for n in numbers]
        case "list":
            opening, parts = "", [f"- item {n}: {_SENTENCE.lower()}\n" for n in numbers]
        case "table":
            opening = "| Row | Text | Number |\n|:--|:--|--:|\n"
            parts = [f"| row {n} | quick brown fox | {n * 7} |\n" for n in numbers]
        case "code":
            opening, parts = "```python\n", [_CODE.format(n=n) for n in numbers]
        case "plain":
            opening, parts = "", [f"{_SENTENCE}, {n}. " for n in numbers]
    return tuple(split_tokens(opening)), tuple(split_tokens("".join(parts)))
