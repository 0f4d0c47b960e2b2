"""One request and its answer: from a body to events, or to an `AttemptError`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, cast

from bakeoff import events
from bakeoff.deadline import Watchdog
from bakeoff.failure import Failure, failure_of
from bakeoff.openrouter.chunk import ChunkReader
from bakeoff.openrouter.failures import (
    AttemptError,
    error_in,
    failure_from_error,
    plain,
    quoted,
    text_of_page,
)
from bakeoff.openrouter.lenient_json import BrokenJsonError, load_json
from bakeoff.openrouter.sse import BOM, EventTooLargeError, SseDecoder

if TYPE_CHECKING:
    import httpx2
    import openai

MAX_ANSWER_BYTES = 64 * 1024 * 1024
HEAD_BYTES = 2000
END_OF_BODY_S = 0.1
WHITE_SPACE = b" \t\r\n"
DONE = b"[DONE]"
UNREADABLE = frozenset({"broken_json", "broken_text", "answer_too_large"})


@dataclass(slots=True)
class Answering:
    """Where an attempt's events go and what watches over it."""

    index: int
    """The completion's place in the run."""

    started_at: float
    """When the run started, by `perf_counter`."""

    emit: Callable[[events.CompletionEvent], None]
    """Takes each event."""

    watchdog: Watchdog
    """Told of every token."""

    connect_s: float
    """Seconds to reach the server."""

    def at_s(self) -> float:
        """Return the seconds since the run started."""
        return perf_counter() - self.started_at


class Attempt:
    """One request for one completion."""

    def __init__(self, answering: Answering) -> None:
        self.ended_at_s: float | None = None
        """When its last word was read, in seconds since the run started; `None` before."""

        self._to = answering
        self._reader = ChunkReader(answering.index)
        self._decoder = SseDecoder()
        self.is_complete = False
        """Whether the whole answer has come, though its stream may not have ended."""

        self._is_done = False
        self._has_chunk = False

    async def ask(self, client: "openai.AsyncOpenAI", body: bytes) -> None:
        """Send the request and emit its answer's events, until it is complete.

        Raises:
            AttemptError: it did not complete.
        """
        try:
            response = await self._send(client, body)
            try:
                self._identify(response)
                await self._read(response)
            finally:
                await response.aclose()
        except AttemptError as error:
            if not (self.is_complete and error.failure.error_type in UNREADABLE):
                raise self._final(error.failure) from error
        except Exception as error:
            failure = self._failure_on_the_way(error)
            if failure is None:
                raise
            # What breaks after the finish_reason took nothing of the answer away.
            if not self.is_complete:
                raise self._final(failure) from error
        self.ended_at_s = self.ended_at_s or self._to.at_s()

    @property
    def keep_alives(self) -> int:
        """Comments that came to keep the connection open."""
        return self._decoder.comments

    def _final(self, failure: Failure) -> AttemptError:
        return AttemptError(failure, can_retry=failure.retryable and not self._reader.tokens)

    def _failure_on_the_way(self, error: Exception) -> Failure | None:
        from bakeoff.openrouter.transport import failure_from_exception

        return failure_from_exception(error, connect_s=self._to.connect_s)

    async def _send(self, client: "openai.AsyncOpenAI", body: bytes) -> "httpx2.Response":
        import httpx2
        from openai import AsyncStream

        # Only a connection has a deadline of the transport's; the others are the watchdog's.
        timeout = httpx2.Timeout(None, connect=self._to.connect_s, pool=self._to.connect_s)
        answer = await client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=body,
            options={"timeout": timeout},
            stream=True,
            stream_cls=AsyncStream[object],
        )
        # Asked for the raw response, the SDK gives it, unread, whatever its types say.
        return cast("httpx2.Response", answer)

    def _identify(self, response: "httpx2.Response") -> None:
        generation_id = response.headers.get("x-generation-id")
        if generation_id:
            self._to.emit(events.Identified(self._to.index, plain(generation_id, 200)))

    async def _read(self, response: "httpx2.Response") -> None:
        """Find out by its first characters what the body is, and read it as that."""
        pieces = response.aiter_bytes()
        head = b""
        async for piece in pieces:
            head = (head + piece).lstrip(WHITE_SPACE).removeprefix(BOM).lstrip(WHITE_SPACE)
            if head and not BOM.startswith(head):
                break
        if not head:
            raise AttemptError(failure_of("empty_answer"))
        if head[:1] in (b"{", b"["):
            self._read_json(await _whole(head, pieces))
        elif head[:1] == b"<":
            page = text_of_page(await _whole(head, pieces))
            raise AttemptError(failure_of("html_answer", quoted(page, "The page")))
        else:
            await self._read_events(head, pieces)

    async def _read_events(self, head: bytes, pieces: AsyncIterator[bytes]) -> None:
        decoder = self._decoder
        size = len(head)
        try:
            self._read_payloads(decoder.feed(head))
            if not self._is_done:
                async for piece in pieces:
                    self._read_payloads(decoder.feed(piece))
                    size += len(piece)
                    if self._is_done or size > MAX_ANSWER_BYTES:
                        break
                else:
                    self._read_payloads(decoder.close())
        except EventTooLargeError:
            size = MAX_ANSWER_BYTES + 1
        if size > MAX_ANSWER_BYTES:
            raise AttemptError(self._failure("answer_too_large"))
        self.ended_at_s = self.ended_at_s or self._to.at_s()
        if not self._has_chunk and not self._is_done and not decoder.comments:
            text = quoted(text_of_page(head[:HEAD_BYTES]), None)
            raise AttemptError(failure_of("not_a_completion", text))
        self._check_end()
        if self._is_done:
            await _drain(pieces)

    def _check_end(self) -> None:
        if not self._has_chunk:
            raise AttemptError(failure_of("empty_answer"))
        if self._reader.finish_reason is None and not (
            self._is_done and self._reader.has_closing_words
        ):
            raise AttemptError(self._failure("no_finish_reason"))
        self.is_complete = True

    def _read_payloads(self, payloads: list[bytes]) -> None:
        """Emit the events of some chunks that came at once."""
        at_s = self._to.at_s()
        for payload in payloads:
            if payload == DONE:
                self._is_done = True
                return
            chunk = self._load(payload)
            if isinstance(chunk, dict):
                self._read_chunk(chunk, at_s)

    def _load(self, payload: bytes) -> object:
        try:
            return load_json(payload)
        except BrokenJsonError as error:
            shown = f"It began: {plain(str(error), 200)}"
            raise AttemptError(self._failure("broken_json", shown)) from error
        except UnicodeDecodeError as error:
            raise AttemptError(self._failure("broken_text")) from error

    def _read_chunk(self, chunk: dict[str, object], at_s: float) -> None:
        self._has_chunk = True
        tokens = self._reader.tokens
        for event in self._reader.read(chunk, at_s):
            self._to.emit(event)
        if self._reader.tokens > tokens:
            self._to.watchdog.token()
        error = error_in(chunk) or _error_in_choice(chunk)
        if error is not None:
            raise AttemptError(
                failure_from_error(
                    error,
                    provider=self._reader.provider,
                    generation_id=self._reader.generation_id,
                )
            )
        if self._reader.finish_reason == "error":
            raise AttemptError(self._failure("provider_error"))
        self.is_complete = self._reader.finish_reason is not None
        if self.is_complete:
            # Should the stream stall or break from here on, this was the answer's end.
            self.ended_at_s = at_s

    def _read_json(self, body: bytes) -> None:
        """Read a body that is one JSON value: an error, or a completion that was not streamed."""
        content = self._load(body)
        if isinstance(content, list) and len(content) == 1:
            content = content[0]
        if not isinstance(content, dict) or not (_is_completion(content) or error_in(content)):
            text = quoted(body[:HEAD_BYTES].decode("utf-8", "replace"), None)
            raise AttemptError(failure_of("not_a_completion", text))
        self._is_done = True
        self._read_chunk(content, self._to.at_s())
        self._check_end()

    def _failure(self, error_type: str, detail: str = "") -> Failure:
        return failure_of(
            error_type,
            detail,
            provider=self._reader.provider,
            generation_id=self._reader.generation_id,
        )


async def _whole(head: bytes, pieces: AsyncIterator[bytes]) -> bytes:
    body = bytearray(head)
    async for piece in pieces:
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise AttemptError(failure_of("answer_too_large"))
    return bytes(body)


async def _drain(pieces: AsyncIterator[bytes]) -> None:
    """Read to the body's end, so that the connection serves the next request too."""
    try:
        async with asyncio.timeout(END_OF_BODY_S):
            async for _ in pieces:
                pass
    except TimeoutError:
        return


def _is_completion(content: dict[str, object]) -> bool:
    choices = content.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return False
    return any(
        isinstance(choices[0].get(name), (dict, str)) for name in ("message", "delta", "text")
    )


def _error_in_choice(chunk: dict[str, object]) -> object | None:
    choices = chunk.get("choices")
    return error_in(choices[0]) if isinstance(choices, list) and choices else None
