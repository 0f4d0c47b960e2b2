"""Read the body of a chat completion request; unknown fields are ignored, as OpenRouter does."""

from dataclasses import dataclass

import orjson

from demo_gateway.tokens import TOKENS_PER_MESSAGE, count_tokens


class RequestRefusedError(Exception):
    """The request cannot be served; carries the HTTP status and the message of the body."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What a request asks for, as far as a scripted model cares."""

    model: str
    """The id asked for."""

    prompt: str
    """The text of the last user message."""

    conversation: str
    """The text of all messages; answers are the same for the same conversation."""

    prompt_tokens: int
    """What the messages count, in tokens."""

    is_streamed: bool
    """Whether server-sent events are asked for."""

    max_tokens: int | None
    """The longest answer allowed, in tokens; `None` means as long as the model likes."""

    stop: tuple[str, ...]
    """Sequences that end the answer."""

    seed: int | None
    """Asks for another answer; `None` is a seed of its own."""

    tools: tuple[str, ...]
    """Names of the functions the model may call."""

    shows_reasoning: bool
    """Whether reasoning is sent (it is charged either way)."""


def parse_chat_request(body: bytes) -> ChatRequest:
    """Return the request in the body.

    Raises:
        RequestRefusedError: the body is not a usable request.
    """
    try:
        fields = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestRefusedError(400, "Input must have at least 1 token.") from error
    if not isinstance(fields, dict):
        raise RequestRefusedError(400, "Invalid request parameters")
    messages = _messages(fields)
    texts = [_text(message.get("content")) for message in messages]
    asked = [
        text
        for message, text in zip(messages, texts, strict=True)
        if message.get("role", "user") == "user"
    ]
    model = fields.get("model")
    return ChatRequest(
        model=model if isinstance(model, str) else "",
        prompt=(asked or texts)[-1],
        conversation="\x1e".join(texts),
        prompt_tokens=sum(count_tokens(text) + TOKENS_PER_MESSAGE for text in texts),
        is_streamed=fields.get("stream") is True,
        max_tokens=_max_tokens(fields),
        stop=_stop(fields.get("stop")),
        seed=fields["seed"] if isinstance(fields.get("seed"), int) else None,
        tools=_tool_names(fields.get("tools")),
        shows_reasoning=_shows_reasoning(fields),
    )


def _messages(fields: dict[str, object]) -> list[dict[str, object]]:
    messages = fields.get("messages")
    if messages is None and isinstance(fields.get("prompt"), str):
        return [{"role": "user", "content": fields["prompt"]}]
    if not isinstance(messages, list) or not messages:
        raise RequestRefusedError(400, 'Input required: specify "prompt" or "messages"')
    if not all(isinstance(message, dict) for message in messages):
        raise RequestRefusedError(400, "Invalid request parameters")
    return messages


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "\n".join(part for part in parts if isinstance(part, str))
    return ""


def _max_tokens(fields: dict[str, object]) -> int | None:
    for name in ("max_completion_tokens", "max_tokens"):
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise RequestRefusedError(400, f"Invalid request parameters: {name} must be at least 1")
        return value
    return None


def _stop(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str) and item)
    return ()


def _tool_names(tools: object) -> tuple[str, ...]:
    if not isinstance(tools, list):
        return ()
    functions = [tool.get("function") for tool in tools if isinstance(tool, dict)]
    names = [function.get("name") for function in functions if isinstance(function, dict)]
    return tuple(name for name in names if isinstance(name, str))


def _shows_reasoning(fields: dict[str, object]) -> bool:
    reasoning = fields.get("reasoning")
    if isinstance(reasoning, dict) and "exclude" in reasoning:
        return reasoning["exclude"] is not True
    return fields.get("include_reasoning") is not False
