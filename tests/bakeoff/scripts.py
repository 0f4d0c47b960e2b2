"""What servers do in the engine's tests, well or ill."""

import asyncio

from bakeoff.engine import Engine
from bakeoff.record import CompletionRecord
from bakeoff.settings import Deadlines
from tests.bakeoff.asking import connection_to, only, request_for
from tests.bakeoff.wire_server import Exchange, Script, playing

USAGE = {
    "prompt_tokens": 16,
    "completion_tokens": 60,
    "total_tokens": 76,
    "cost": 0.00001234,
    "is_byok": False,
    "prompt_tokens_details": {"cached_tokens": 4},
    "completion_tokens_details": {"reasoning_tokens": 52},
}


HELLO = b'data: {"id":"g","choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n'
FINISH = b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'


async def asked(
    engine: Engine, *scripts: Script, deadlines: Deadlines | None = None, **settings: object
) -> CompletionRecord:
    """What one completion came to that these scripts answered."""
    async with playing(*scripts) as server:
        run = engine.start(
            request_for(**settings), connection_to(server.base_url), deadlines=deadlines
        )
        await run.finished()
    return only(run)


def says(*pieces: bytes, content_type: str = "text/event-stream", is_cut: bool = False) -> Script:
    """A script that sends a body as it is."""

    async def script(exchange: Exchange) -> None:
        await exchange.head(content_type=content_type)
        for piece in pieces:
            await exchange.send(piece)
        if is_cut:
            exchange.cut()
        else:
            await exchange.end()

    return script


def refuses(status: int, message: str = "No.", **headers: str) -> Script:
    async def script(exchange: Exchange) -> None:
        await exchange.refuse(status, {"error": {"code": status, "message": message}}, **headers)

    return script


async def answers(exchange: Exchange) -> None:
    await exchange.answer()


async def starts(exchange: Exchange) -> None:
    """The first token of an answer."""
    await exchange.head()
    await exchange.delta(role="assistant", content="Hel")


async def stalls(exchange: Exchange) -> None:
    await exchange.gone()


async def stalls_after_head(exchange: Exchange) -> None:
    await exchange.head()
    await exchange.gone()


async def keeps_alive(exchange: Exchange) -> None:
    await exchange.head()
    gone = asyncio.ensure_future(exchange.gone())
    while not gone.done():
        await exchange.send(b": OPENROUTER PROCESSING\n\n")
        await asyncio.wait([gone], timeout=0.01)


async def stalls_after_token(exchange: Exchange) -> None:
    await starts(exchange)
    await exchange.gone()


async def drips(exchange: Exchange) -> None:
    await starts(exchange)
    gone = asyncio.ensure_future(exchange.gone())
    while not gone.done():
        await exchange.delta(content="o")
        await asyncio.wait([gone], timeout=0.01)
