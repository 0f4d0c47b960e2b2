"""Give one answer: streamed or whole, timed, charged and recorded."""

import time
from collections.abc import Callable

import orjson

from demo_gateway.billing import Bill, make_bill, no_charge, usage_fields
from demo_gateway.chunks import DONE, PADDING, ChunkWriter, Head, completion_fields
from demo_gateway.exchange import Exchange
from demo_gateway.ledger import StreamClock
from demo_gateway.persona import Persona
from demo_gateway.player import Pace, Player, wait_until
from demo_gateway.reply import Reply

SSE_HEADERS = {"Cache-Control": "no-cache"}


class Answer:
    """One answer on its way to one client."""

    def __init__(
        self,
        exchange: Exchange,
        *,
        persona: Persona,
        head: Head,
        reply: Reply,
        pace: Pace,
        clock: StreamClock,
        prompt_tokens: int,
        settle: Callable[["Answer"], None],
    ) -> None:
        self.exchange = exchange
        self.persona = persona
        self.head = head
        self.reply = reply
        self.pace = pace
        self.clock = clock
        self.writer = ChunkWriter(head, persona)
        self.player = Player(
            exchange.write,
            writer=self.writer,
            reply=reply,
            pace=pace,
            clock=clock,
            shape=persona.shape,
        )
        self.finish_reason: str | None = None
        self.native_finish_reason: str | None = None
        self.has_failed = False
        self._prompt_tokens = prompt_tokens
        self._settle = settle
        self._is_settled = False

    @property
    def bill(self) -> Bill:
        """What has been generated so far, and what it costs; nothing when it failed."""
        bill = make_bill(
            self.persona,
            prompt_tokens=self._prompt_tokens,
            completion_tokens=self.clock.tokens + self.reply.hidden_tokens,
            reasoning_tokens=self.player.reasoning_tokens,
            image_tokens=self.player.image_tokens,
        )
        return no_charge(bill) if self.has_failed else bill

    async def stream(self) -> None:
        """Send it as server-sent events."""
        await self.start_stream()
        await self.player.play()
        await self.finish_stream()

    async def start_stream(self) -> None:
        """Send the headers of a stream."""
        await self.exchange.start(200, "text/event-stream", headers=SSE_HEADERS)

    async def finish_stream(self) -> None:
        """Send the finish reason, the usage and the end mark."""
        self.settle(self.reply.finish_reason, self.reply.native_finish_reason)
        finish = self.writer.finish(self.finish_reason, self.native_finish_reason)
        for _ in range(self.persona.shape.finish_chunks):
            await self.exchange.write(finish)
        usage = self.writer.usage(self.reply, self.usage())
        if usage is not None:
            await self.exchange.write(usage)
        await self.exchange.end(DONE)

    async def whole(self) -> None:
        """Send it as one JSON body, kept alive by white space while it is being generated."""
        await self.exchange.start(200, "application/json")
        await self.generate_unseen()
        self.settle(self.reply.finish_reason, self.reply.native_finish_reason)
        await self.exchange.end(self.body())

    async def generate_unseen(self) -> None:
        """Wait as long as the generation takes, padding the body meanwhile."""
        await self._padded_until(self.pace.due(self.reply.hidden_tokens))
        self.clock.first_token = time.time()
        await self._padded_until(self.pace.due(self.reply.tokens))
        self.count_all()

    def count_all(self) -> None:
        """Count every delta of the reply as generated."""
        for delta in self.reply.deltas:
            self.clock.tokens += delta.tokens
            self.player.reasoning_tokens += delta.tokens if delta.kind == "reasoning" else 0
            self.player.image_tokens += delta.tokens if delta.kind == "image" else 0

    def body(self) -> bytes:
        """Return the whole completion as JSON."""
        fields = completion_fields(self.head, self.reply, self.usage(), self.persona)
        return orjson.dumps(fields)

    def usage(self) -> dict[str, object]:
        """Return the usage object."""
        return usage_fields(self.bill, null_cost=self.persona.shape.null_cost)

    def settle(self, finish_reason: str | None, native: str | None) -> None:
        """Stop the clock, then record and charge the answer; once only."""
        if self._is_settled:
            return
        self._is_settled = True
        self.finish_reason, self.native_finish_reason = finish_reason, native
        self.clock.ended = time.time()
        self._settle(self)

    async def _padded_until(self, due: float) -> None:
        async def pad() -> None:
            await self.exchange.write(PADDING)

        await wait_until(due, every_s=self.pace.comment_every_s, tick=pad)
