"""One short, unstreamed question to the server, such as its list of models."""

import asyncio
from typing import TYPE_CHECKING, Any, cast

import orjson

from bakeoff.openrouter.client import PLACEHOLDER_KEY
from bakeoff.redaction import redacted

if TYPE_CHECKING:
    import openai

TIMEOUT_S = 15.0
LONGEST_REASON = 300
MAX_BODY_BYTES = 64 * 1024 * 1024


class CallError(Exception):
    """No usable answer came; the text says why in a sentence, and never has the key in it."""

    def __init__(self, reason: str, status_code: int | None = None) -> None:
        self.status_code = status_code
        """HTTP status of the answer; `None` when there was none."""
        super().__init__(reason)


async def get_json(client: "openai.AsyncOpenAI", path: str, *, timeout_s: float = TIMEOUT_S) -> Any:
    """Return the JSON that the server answers to a GET of this path under its base URL.

    Raises:
        CallError: it can't be reached, refused, or answered with something else.
    """
    import openai

    from bakeoff.openrouter.transport import failure_from_exception

    try:
        async with asyncio.timeout(timeout_s):
            body = await _body(client, path)
    except TimeoutError as fault:
        raise CallError(f"The server did not answer within {timeout_s:g} s.") from fault
    except openai.APIStatusError as fault:
        raise CallError(_refusal(fault, _key_of(client)), fault.status_code) from fault
    except CallError:
        raise
    except Exception as fault:
        failure = failure_from_exception(fault, connect_s=timeout_s)
        if failure is None:
            raise
        raise CallError(_redacted(failure.message, _key_of(client))) from fault
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise CallError("The server answered with something that is no JSON.") from fault


async def _body(client: "openai.AsyncOpenAI", path: str) -> bytes:
    import httpx2
    from openai import AsyncStream

    # Asked for as a stream, because the SDK would read a whole one however long it is.
    answer = await client.get(
        path, cast_to=httpx2.Response, stream=True, stream_cls=AsyncStream[object]
    )
    response = cast("httpx2.Response", answer)
    body = bytearray()
    try:
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > MAX_BODY_BYTES:
                raise CallError("The server sent more than any such list takes.")
    finally:
        await response.aclose()
    return bytes(body)


def _refusal(fault: "openai.APIStatusError", api_key: str | None) -> str:
    body = fault.body
    message = body.get("message") if isinstance(body, dict) else None
    said = f": {_redacted(message, api_key)}" if isinstance(message, str) and message else ""
    return f"The server answered with status {fault.status_code}{said.rstrip('.')}."


def _redacted(text: str, api_key: str | None) -> str:
    return " ".join(redacted(text, api_key).split())[:LONGEST_REASON]


def _key_of(client: "openai.AsyncOpenAI") -> str | None:
    return None if client.api_key == PLACEHOLDER_KEY else client.api_key
