"""Decide what a scripted model says to a request, before a byte of it is sent."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple
from urllib.parse import quote

from demo_gateway.answers import write_answer, write_refusal, write_thoughts, write_without_end
from demo_gateway.chat_request import ChatRequest
from demo_gateway.persona import Persona, Temper
from demo_gateway.picture import draw_png_url
from demo_gateway.prompt_kinds import topic_of
from demo_gateway.tokens import count_tokens, split_tokens

DeltaKind = Literal["content", "reasoning", "refusal", "tool_start", "tool_arguments", "image"]

_IMAGE_TOKENS = 64
_THINKS_UP_TO = 256
_BLANKS = (" \n", "  ", "\n\n", " \t", "\n")


class Delta(NamedTuple):
    """One increment of an answer."""

    kind: DeltaKind
    text: str
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer, ready to be paced."""

    deltas: Iterable[Delta]
    """The increments in the order they are sent."""

    tokens: int
    """Tokens of all deltas together, and of hidden reasoning."""

    hidden_tokens: int = 0
    """Reasoning tokens that are charged but not sent."""

    finish_reason: str
    """Why it ends, in OpenRouter's words."""

    native_finish_reason: str
    """Why it ends, in the provider's words."""


class _Part(NamedTuple):
    kind: DeltaKind
    pieces: list[str]


def compose(persona: Persona, request: ChatRequest) -> Reply:
    """Return the model's answer, cut to max_tokens and at the first stop sequence."""
    parts = _parts(persona, request, _random_for(persona, request))
    limits = [limit for limit in (request.max_tokens, persona.max_completion_tokens) if limit]
    parts, is_cut = _cut_to(parts, min(limits, default=None))
    finish, native = "stop", persona.native_stop
    if persona.temper == "calls_tool":
        finish = "tool_calls"
    if is_cut or persona.temper in ("never_ends", "thinks_only"):
        finish, native = "length", persona.native_length
    thought = sum(len(part.pieces) for part in parts if part.kind == "reasoning")
    if not request.shows_reasoning:
        parts = [part for part in parts if part.kind != "reasoning"]
    deltas = [
        delta
        for part in parts
        for delta in _deltas(part, 1 if part.kind == "tool_start" else persona.tokens_per_chunk)
    ]
    return Reply(
        deltas=deltas,
        tokens=sum(delta.tokens for delta in deltas) + (0 if request.shows_reasoning else thought),
        hidden_tokens=0 if request.shows_reasoning else thought,
        finish_reason=finish,
        native_finish_reason=native,
    )


def _random_for(persona: Persona, request: ChatRequest) -> Random:
    # hash() differs from process to process; a digest gives the same answer every time.
    source = f"{persona.id}\x1f{request.seed}\x1f{request.conversation}"
    return Random(hashlib.sha256(source.encode(errors="replace")).digest())


def _parts(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    write = _WRITERS.get(persona.temper)
    return write(persona, request, random) if write else [_answer(persona, request, random)]


def _refusal(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del persona, random
    return [_part("refusal", write_refusal(request.prompt))]


def _ramble(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    limit = persona.max_completion_tokens or _THINKS_UP_TO
    return [_part("content", write_without_end(request.prompt, tokens=limit, random=random))]


def _blank(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del persona, request, random
    return [_Part("content", list(_BLANKS))]


def _only_thoughts(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del persona
    limit = request.max_tokens or _THINKS_UP_TO
    thoughts = write_thoughts(request.prompt, tokens=limit, random=random)
    return [_Part("reasoning", split_tokens(thoughts)[:limit])]


def _picture(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del persona
    topic = topic_of(request.prompt)
    text = f"Here is a small picture of {topic}. It was drawn by a script."
    return [_part("content", text), _Part("image", [draw_png_url(random)])]


def _recital(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del random
    return [
        _part("content", persona.text.replace("{quoted_prompt}", quote(request.prompt, safe="")))
    ]


def _reasoned(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    thoughts = write_thoughts(request.prompt, tokens=random.randint(60, 120), random=random)
    return [_part("reasoning", thoughts), _answer(persona, request, random)]


def _answer(persona: Persona, request: ChatRequest, random: Random) -> _Part:
    text = write_answer(
        request.prompt, style=persona.style, tokens=persona.answer_tokens, random=random
    )
    ends = [text.find(stop) for stop in request.stop if stop in text]
    return _part("content", text[: min(ends)] if ends else text)


def _tool_call(persona: Persona, request: ChatRequest, random: Random) -> list[_Part]:
    del persona
    name = request.tools[0] if request.tools else "search_documents"
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    call_id = "call_" + "".join(random.choices(letters, k=20))
    arguments = json.dumps({"query": topic_of(request.prompt), "limit": 3}, ensure_ascii=False)
    return [_Part("tool_start", [f"{call_id} {name}"]), _part("tool_arguments", arguments)]


def _part(kind: DeltaKind, text: str) -> _Part:
    return _Part(kind, split_tokens(text))


def _cut_to(parts: list[_Part], limit: int | None) -> tuple[list[_Part], bool]:
    if limit is None:
        return parts, False
    kept: list[_Part] = []
    left = limit
    for part in parts:
        tokens = _tokens_of(part)
        if tokens <= left:
            kept.append(part)
            left -= tokens
            continue
        # A picture or the name of a tool is there whole or not at all.
        if left and part.kind not in ("image", "tool_start"):
            kept.append(_Part(part.kind, part.pieces[:left]))
        return kept, True
    return kept, False


def _tokens_of(part: _Part) -> int:
    if part.kind == "image":
        return _IMAGE_TOKENS
    if part.kind == "tool_start":
        return count_tokens(part.pieces[0].rpartition(" ")[2])
    return len(part.pieces)


def _deltas(part: _Part, tokens_per_chunk: int) -> list[Delta]:
    if part.kind in ("image", "tool_start"):
        return [Delta(part.kind, part.pieces[0], _tokens_of(part))]
    starts = range(0, len(part.pieces), tokens_per_chunk)
    runs = [part.pieces[start : start + tokens_per_chunk] for start in starts]
    return [Delta(part.kind, "".join(run), len(run)) for run in runs]


_WRITERS: dict[Temper, Callable[[Persona, ChatRequest, Random], list[_Part]]] = {
    "refuses": _refusal,
    "never_ends": _ramble,
    "blank": _blank,
    "thinks_only": _only_thoughts,
    "calls_tool": _tool_call,
    "draws": _picture,
    "recites": _recital,
    "reasons": _reasoned,
}
