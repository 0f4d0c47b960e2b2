"""Write the JSON of completions, chunks and errors, keys in the order seen on the wire.

What is the same in every chunk is encoded once a stream: at a thousand streams only the text of
a delta may cost anything.
"""

from dataclasses import dataclass

import orjson

from demo_gateway.persona import Persona
from demo_gateway.reply import Delta, Reply

COMMENT = b": OPENROUTER PROCESSING\n\n"
DONE = b"data: [DONE]\n\n"
PADDING = b"\n         \n"

_FINGERPRINT = "demo-gateway-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every chunk and the whole completion say alike."""

    generation_id: str
    """The `gen-…` id."""

    created: int
    """When it was created, in Unix seconds."""

    model: str
    """The model that answers."""

    provider: str
    """The upstream that serves it."""


class ChunkWriter:
    """Writes the server-sent events of one stream."""

    def __init__(self, head: Head, persona: Persona) -> None:
        self._shape = persona.shape
        self._written = 0
        old_order = self._shape.old_key_order
        self._start = _chunk_start(head, old_order=old_order, names_provider=True)
        self._start_unnamed = _chunk_start(head, old_order=old_order, names_provider=False)
        self._content_start = self._start + b'"choices":[{"index":0,"delta":{"content":'
        reasons = b'null,"logprobs":null}]}\n\n' if old_order else b"null}]}\n\n"
        self._content_end = (
            b',"role":"assistant"},"finish_reason":null,"native_finish_reason":' + reasons
        )
        self._is_plain = not (self._shape.provider_from_chunk or self._shape.content_parts)

    def delta(self, delta: Delta) -> bytes:
        """Return the event for one increment."""
        if delta.kind == "content" and self._is_plain:
            encoded = orjson.dumps(delta.text)
            return b"".join((self._content_start, encoded, self._content_end))
        return self._event(self._delta_fields(delta))

    def null_opening(self) -> bytes:
        """Return the event that opens some streams: content null, nothing said yet."""
        return self._event({"role": "assistant", "content": None})

    def without_choices(self) -> bytes:
        """Return an event that has no choices."""
        return self._start + b'"choices":[]}\n\n'

    def with_null_choices(self) -> bytes:
        """Return an event whose choices are null."""
        return self._start + b'"choices":null}\n\n'

    def finish(self, finish_reason: str | None, native: str | None) -> bytes:
        """Return the event that says why the stream ends."""
        return self._event(
            _empty_delta(),
            finish_reason=finish_reason,
            native=native,
            extra={"system_fingerprint": _FINGERPRINT},
        )

    def usage(self, reply: Reply, usage: dict[str, object]) -> bytes | None:
        """Return the event that carries the usage; `None` for a model that never says."""
        match self._shape.usage_chunk:
            case "absent":
                return None
            case "no_choices":
                return self._start + b'"choices":[],"usage":' + orjson.dumps(usage) + b"}\n\n"
            case "null_finish":
                return self._event(_empty_delta(), after={"usage": usage})
            case "repeats_finish":
                return self._event(
                    _empty_delta(),
                    finish_reason=reply.finish_reason,
                    native=reply.native_finish_reason,
                    extra={"system_fingerprint": _FINGERPRINT, "service_tier": None},
                    after={"usage": usage},
                )

    def error(self, code: int, message: str, error_type: str) -> bytes:
        """Return the event that reports an error inside a stream."""
        error = {"code": code, "message": message, "metadata": {"error_type": error_type}}
        choice = {"index": 0, "delta": {"content": ""}, "finish_reason": "error"}
        tail = orjson.dumps({"error": error, "choices": [choice]})
        return self._start + tail[1:] + b"\n\n"

    def cut_json(self) -> bytes:
        """Return an event whose JSON stops in the middle."""
        return self._content_start + b'"and then the\n\n'

    def cut_utf8(self) -> bytes:
        """Return an event whose text is not UTF-8."""
        return self._content_start + b'" caf\xe9 \xff\xfe"' + self._content_end

    def _delta_fields(self, delta: Delta) -> dict[str, object]:
        fields = _empty_delta()
        match delta.kind:
            case "content" if self._shape.content_parts:
                fields["content"] = [{"type": "text", "text": delta.text}]
            case "content":
                fields["content"] = delta.text
            case "reasoning":
                fields |= {"reasoning": delta.text, "reasoning_details": _details(delta.text)}
            case "refusal":
                fields["refusal"] = delta.text
            case "image":
                fields["images"] = [_image(delta.text)]
            case "tool_start":
                call = _tool_call(delta.text, arguments="")
                fields["tool_calls"] = [call | {"id": None} if self._shape.null_tool_ids else call]
            case "tool_arguments":
                fields["tool_calls"] = [{"index": 0, "function": {"arguments": delta.text}}]
        return fields

    def _event(
        self,
        delta: dict[str, object],
        *,
        finish_reason: str | None = None,
        native: str | None = None,
        extra: dict[str, object] | None = None,
        after: dict[str, object] | None = None,
    ) -> bytes:
        choice: dict[str, object] = {
            "index": 0,
            "delta": delta,
            "finish_reason": finish_reason,
            "native_finish_reason": native,
        }
        if self._shape.old_key_order:
            choice["logprobs"] = None
        fields = {**(extra or {}), "choices": [choice], **(after or {})}
        is_named = self._written >= self._shape.provider_from_chunk
        self._written += 1
        start = self._start if is_named else self._start_unnamed
        return start + orjson.dumps(fields)[1:] + b"\n\n"


def completion_fields(
    head: Head, reply: Reply, usage: dict[str, object], persona: Persona
) -> dict[str, object]:
    """Return the body of a completion that is not streamed."""
    message = _message(reply, persona)
    fields: dict[str, object] = {
        "id": head.generation_id,
        "object": "chat.completion",
        "created": head.created,
        "model": head.model,
        "provider": head.provider,
        "system_fingerprint": _FINGERPRINT,
        "service_tier": None,
        "choices": [
            {
                "index": 0,
                "logprobs": None,
                "finish_reason": reply.finish_reason,
                "native_finish_reason": reply.native_finish_reason,
                "message": message,
            }
        ],
    }
    if persona.shape.usage_chunk != "absent":
        fields["usage"] = usage
    return fields


def error_fields(
    status: int,
    message: str,
    *,
    metadata: dict[str, object] | None = None,
    user_id: str | None = None,
) -> dict[str, object]:
    """Return an error body; `user_id` is there once the key is known."""
    error: dict[str, object] = {"message": message, "code": status}
    if metadata is not None:
        error["metadata"] = metadata
    return {"error": error} if user_id is None else {"error": error, "user_id": user_id}


def _message(reply: Reply, persona: Persona) -> dict[str, object]:
    texts = {"content": "", "reasoning": "", "refusal": "", "tool_arguments": ""}
    images: list[dict[str, object]] = []
    call = ""
    for delta in reply.deltas:
        if delta.kind == "image":
            images.append(_image(delta.text))
        elif delta.kind == "tool_start":
            call = delta.text
        else:
            texts[delta.kind] += delta.text
    content: object = texts["content"]
    if persona.shape.content_parts:
        content = [{"type": "text", "text": texts["content"]}]
    message: dict[str, object] = {
        "role": "assistant",
        "content": content,
        "refusal": texts["refusal"] or None,
        "reasoning": texts["reasoning"] or None,
    }
    if texts["reasoning"]:
        message["reasoning_details"] = _details(texts["reasoning"])
    if call:
        message["tool_calls"] = [_tool_call(call, arguments=texts["tool_arguments"])]
    if images:
        message["images"] = images
    return message


def _chunk_start(head: Head, *, old_order: bool, names_provider: bool) -> bytes:
    provider = {"provider": head.provider} if names_provider else {}
    tail = {"object": "chat.completion.chunk", "created": head.created}
    fields: dict[str, object]
    if old_order:
        fields = {"id": head.generation_id, **provider, "model": head.model, **tail}
    else:
        fields = {"id": head.generation_id, **tail, "model": head.model, **provider}
    return b"data: " + orjson.dumps(fields)[:-1] + b","


def _empty_delta() -> dict[str, object]:
    return {"content": "", "role": "assistant"}


def _details(text: str) -> list[dict[str, object]]:
    return [{"type": "reasoning.text", "text": text, "format": "unknown", "index": 0}]


def _image(url: str) -> dict[str, object]:
    return {"type": "image_url", "image_url": {"url": url}, "index": 0}


def _tool_call(start: str, *, arguments: str) -> dict[str, object]:
    call_id, _, name = start.partition(" ")
    function = {"name": name, "arguments": arguments}
    return {"index": 0, "id": call_id, "type": "function", "function": function}
