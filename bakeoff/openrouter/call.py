"""One short, unstreamed question to the server, such as its list of models."""

from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import openai

TIMEOUT_S = 15.0
LONGEST_REASON = 300


class CallError(Exception):
    """The question got no usable answer; the text says why, and never has the key in it."""

    def __init__(self, reason: str, status_code: int | None = None) -> None:
        self.status_code = status_code
        """HTTP status of the answer; `None` when there was none."""
        super().__init__(reason)


async def get_json(client: "openai.AsyncOpenAI", path: str, *, timeout_s: float = TIMEOUT_S) -> Any:
    """Return the JSON that the server answers to a GET of this path under its base URL.

    Raises:
        CallError: it can't be reached, refused, or answered with something else.
    """
    import httpx2
    import openai

    try:
        response = await client.get(
            path, cast_to=httpx2.Response, options={"timeout": timeout_s, "max_retries": 0}
        )
    except openai.APIStatusError as fault:
        raise CallError(_refusal(fault, client.api_key), fault.status_code) from fault
    except openai.APITimeoutError as fault:
        raise CallError(f"it did not answer within {timeout_s:g} s") from fault
    except openai.APIConnectionError as fault:
        cause = _redacted(str(fault.__cause__ or fault), client.api_key)
        raise CallError(f"it can't be reached ({cause})") from fault
    try:
        return orjson.loads(response.content)
    except orjson.JSONDecodeError as fault:
        raise CallError("it answered with something that is no JSON") from fault


def _refusal(fault: "openai.APIStatusError", api_key: str) -> str:
    body = fault.body
    message = body.get("message") if isinstance(body, dict) else None
    said = f": {_redacted(message, api_key)}" if isinstance(message, str) and message else ""
    return f"it answered with status {fault.status_code}{said}"


def _redacted(text: str, api_key: str) -> str:
    return " ".join(text.replace(api_key, "[key]").split())[:LONGEST_REASON]
