"""One chunk of a stream, or a whole completion, into events: every shape that was ever seen.

Nothing in a chunk is trusted to exist, to have the type it should, or to come once.
"""

from collections.abc import Iterator

import orjson

from bakeoff import events
from bakeoff.openrouter.tool_call import ToolCallPositions
from bakeoff.openrouter.usage import read_usage

PLAIN_DELTA = frozenset({"content", "role"})
"""The fields of nearly every delta; one that has no others holds text and nothing else."""

Piece = tuple[str, str]
"""What kind of piece (`content`, `reasoning` or `image`), and its text or address."""


class ChunkReader:
    """Reads the chunks of one attempt, in order, and remembers what later ones depend on."""

    def __init__(self, index: int) -> None:
        self.finish_reason: str | None = None
        """The finish_reason named last; `None` until one was."""

        self.tokens = 0
        """Pieces of text, reasoning, refusal, tool calls and images so far."""

        self.has_closing_words = False
        """Whether a refusal or a tool call has come: an answer even without finish_reason."""

        self._index = index
        self._generation_id: object = None
        self._model: object = None
        self._provider: object = None
        self._finish: tuple[str, str | None] | None = None
        self._has_plain_reasoning = False
        self._tool_calls = ToolCallPositions()

    @property
    def generation_id(self) -> str | None:
        """The generation's id, if any chunk has said it."""
        return self._generation_id if isinstance(self._generation_id, str) else None

    @property
    def provider(self) -> str | None:
        """Who serves it, if any chunk has said it."""
        return self._provider if isinstance(self._provider, str) else None

    @property
    def response_model(self) -> str | None:
        """The model that answers, if any chunk has said it."""
        return self._model if isinstance(self._model, str) else None

    def read(self, chunk: dict[str, object], at_s: float) -> list[events.CompletionEvent]:
        """Return what the chunk says, in the order in which it is to be applied."""
        found: list[events.CompletionEvent] = []
        if (
            chunk.get("id") != self._generation_id
            or chunk.get("model") != self._model
            or chunk.get("provider") != self._provider
        ):
            self._identify(chunk, found)
        choices = chunk.get("choices")
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            self._read_choice(choices[0], at_s, found)
        usage = chunk.get("usage")
        if isinstance(usage, dict):
            found.append(events.UsageReported(self._index, read_usage(usage)))
        return found

    def _identify(self, chunk: dict[str, object], found: list[events.CompletionEvent]) -> None:
        said = [chunk.get(name) for name in ("id", "model", "provider")]
        known = [self._generation_id, self._model, self._provider]
        now = [
            value if isinstance(value, str) and value else before
            for value, before in zip(said, known, strict=True)
        ]
        if now != known:
            self._generation_id, self._model, self._provider = now
            found.append(
                events.Identified(
                    self._index, self.generation_id, self.response_model, self.provider
                )
            )

    def _read_choice(
        self, choice: dict[str, object], at_s: float, found: list[events.CompletionEvent]
    ) -> None:
        delta = choice.get("delta")
        if not isinstance(delta, dict):
            delta = choice.get("message")
        if not isinstance(delta, dict):
            delta = {"content": choice.get("text")}
        content = delta.get("content")
        if content and isinstance(content, str) and delta.keys() <= PLAIN_DELTA:
            self.tokens += 1
            found.append(events.ContentDelta(self._index, at_s, content))
        else:
            before = len(found)
            found += self._pieces(delta, at_s)
            self.tokens += len(found) - before
        finish_reason = choice.get("finish_reason")
        if finish_reason:
            self._read_finish(str(finish_reason), choice.get("native_finish_reason"), found)

    def _read_finish(
        self, finish_reason: str, native: object, found: list[events.CompletionEvent]
    ) -> None:
        self.finish_reason = finish_reason
        finish = (finish_reason, str(native) if native else None)
        if finish != self._finish:
            self._finish = finish
            found.append(events.FinishReported(self._index, *finish))

    def _pieces(self, delta: dict[str, object], at_s: float) -> Iterator[events.CompletionEvent]:
        content = delta.get("content")
        in_content = [("content", content)] if isinstance(content, str) else _parts(content)
        reasoning = "".join(text for kind, text in in_content if kind == "reasoning")
        reasoning = self._reasoning(delta) or reasoning
        if reasoning:
            yield events.ReasoningDelta(self._index, at_s, reasoning)
        for kind, text in in_content:
            if kind == "content" and text:
                yield events.ContentDelta(self._index, at_s, text)
            elif kind == "image":
                yield events.ImageReceived(self._index, at_s, text)
        refusal = delta.get("refusal")
        if refusal and isinstance(refusal, str):
            self.has_closing_words = True
            yield events.RefusalDelta(self._index, at_s, refusal)
        for _, url in _parts(delta.get("images")):
            yield events.ImageReceived(self._index, at_s, url)
        yield from self._read_tool_calls(delta.get("tool_calls"), at_s)

    def _reasoning(self, delta: dict[str, object]) -> str:
        for name in ("reasoning", "reasoning_content"):
            text = delta.get(name)
            if text and isinstance(text, str):
                self._has_plain_reasoning = True
                return text
        details = delta.get("reasoning_details")
        # Where the plain field is used at all, the details repeat it or hold what is no text.
        if self._has_plain_reasoning or not isinstance(details, list):
            return ""
        return "".join(_detail_text(detail) for detail in details)

    def _read_tool_calls(self, calls: object, at_s: float) -> Iterator[events.CompletionEvent]:
        for call in calls if isinstance(calls, list) else ():
            if not isinstance(call, dict):
                continue
            function = call.get("function")
            function = function if isinstance(function, dict) else {}
            call_id = call.get("id")
            call_id = call_id if isinstance(call_id, str) and call_id else None
            name = function.get("name")
            name = name if isinstance(name, str) and name else None
            arguments = _arguments(function.get("arguments"))
            position = self._tool_calls.position(call.get("index"), call_id, name)
            if call_id or name or arguments:
                self.has_closing_words = True
                yield events.ToolCallDelta(self._index, at_s, position, call_id, name, arguments)


def _detail_text(detail: object) -> str:
    if not isinstance(detail, dict):
        return ""
    text = detail.get("text") or detail.get("summary")
    return text if isinstance(text, str) else ""


def _parts(content: object) -> list[Piece]:
    """Return the pieces of a content array; a piece of an unknown type is left out."""
    pieces: list[Piece] = []
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            pieces.append(("content", part))
        if not isinstance(part, dict):
            continue
        image = part.get("image_url")
        url = image.get("url") if isinstance(image, dict) else image
        if isinstance(url, str) and url:
            pieces.append(("image", url))
        thinking = part.get("thinking")
        if thinking:
            inner = [("", thinking)] if isinstance(thinking, str) else _parts(thinking)
            pieces += [("reasoning", text) for _, text in inner]
        text = part.get("text")
        if isinstance(text, str) and text:
            pieces.append(("content", text))
    return pieces


def _arguments(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        # Too deep or too large to be anybody's arguments; the answer around them is kept.
        return ""
