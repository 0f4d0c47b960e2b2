"""Pace an answer onto the wire by an absolute schedule, so that lateness never adds up."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from demo_gateway.chunks import COMMENT, ChunkWriter
from demo_gateway.ledger import StreamClock
from demo_gateway.persona import Shape
from demo_gateway.reply import Delta, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When each token is due, by the monotonic clock."""

    start: float
    """When the schedule begins, in seconds."""

    ttft_s: float
    """From the start to the first token."""

    tokens_per_second: float
    """The pace after it."""

    comment_every_s: float
    """How often a silent stream says that it is alive."""

    def due(self, token: int) -> float:
        """Return when the token, counted from 0, is due."""
        return self.start + self.ttft_s + token / self.tokens_per_second


async def wait_until(due: float, *, every_s: float, tick: Callable[[], Awaitable[None]]) -> None:
    """Wait for a moment of the monotonic clock, ticking at intervals meanwhile."""
    while (left := due - time.monotonic()) > every_s:
        await asyncio.sleep(every_s)
        await tick()
    # Also when late: a stream that catches up must not keep the others from being served.
    await asyncio.sleep(max(0.0, left))


class Player:
    """Sends the deltas of one reply when they are due."""

    def __init__(
        self,
        send: Callable[[bytes], Awaitable[None]],
        *,
        writer: ChunkWriter,
        reply: Reply,
        pace: Pace,
        clock: StreamClock,
        shape: Shape,
    ) -> None:
        self.send = send
        self.writer = writer
        self.reply = reply
        self.pace = pace
        self._clock = clock
        self._shape = shape
        self._deltas = iter(reply.deltas)
        self._played = reply.hidden_tokens
        self._chunks = 0
        self.reasoning_tokens = reply.hidden_tokens
        self.image_tokens = 0

    async def play(self, until: int | None = None) -> None:
        """Send what is left of the reply, or only the first `until` tokens of it."""
        last = self.reply.tokens if until is None else min(until, self.reply.tokens)
        while self._played < last:
            due = self.pace.due(self._played)
            await wait_until(due, every_s=self.pace.comment_every_s, tick=self.comment)
            await self._open()
            delta = next(self._deltas)
            await self.send(self.writer.delta(delta))
            self._note(delta, late_s=time.monotonic() - due)
            await self._interject()

    async def comment(self) -> None:
        """Say that the stream is alive."""
        await self.send(COMMENT)

    async def _open(self) -> None:
        if self._chunks == 0 and self._shape.opens_with_null:
            await self.send(self.writer.null_opening())

    async def _interject(self) -> None:
        every = self._shape.empty_choices_every
        if every and self._chunks % every == 0:
            await self.send(self.writer.without_choices())

    def _note(self, delta: Delta, *, late_s: float) -> None:
        clock = self._clock
        if clock.first_token is None:
            clock.first_token = time.time()
        clock.tokens += delta.tokens
        clock.text_bytes += len(delta.text.encode())
        clock.late_max_s = max(clock.late_max_s, late_s)
        self._played += delta.tokens
        self._chunks += 1
        if delta.kind == "reasoning":
            self.reasoning_tokens += delta.tokens
        elif delta.kind == "image":
            self.image_tokens += delta.tokens
