"""A server that does what a test tells it, byte by byte, so that nothing has to sleep."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

SSE = "text/event-stream"
GENERATION_ID = "gen-1790981416-f0MwXyZabcdefghijklm"


@dataclass
class Exchange:
    """One request that arrived, and the means to answer it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    request_line: str
    headers: dict[str, str]
    body: dict[str, object]

    async def head(self, status: int = 200, content_type: str = SSE, **headers: str) -> None:
        lines = [
            f"HTTP/1.1 {status} {'OK' if status == 200 else 'No'}",
            f"content-type: {content_type}",
            "transfer-encoding: chunked",
            f"x-generation-id: {GENERATION_ID}",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.raw("\r\n".join(lines).encode() + b"\r\n\r\n")

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def send(self, data: bytes) -> None:
        await self.raw(b"%x\r\n%s\r\n" % (len(data), data))

    async def chunk(self, chunk: object) -> None:
        await self.send(b"data: " + json.dumps(chunk).encode() + b"\n\n")

    async def delta(self, **delta: object) -> None:
        await self.chunk(chunk_of(delta))

    async def done(self) -> None:
        await self.send(b"data: [DONE]\n\n")
        await self.end()

    async def end(self) -> None:
        await self.raw(b"0\r\n\r\n")

    async def answer(self, text: str = "Hello") -> None:
        """A whole well-formed answer."""
        await self.head()
        await self.delta(role="assistant", content=text)
        await self.chunk(chunk_of({"content": ""}, finish_reason="stop"))
        await self.done()

    async def refuse(self, status: int, body: object, **headers: str) -> None:
        await self.head(status, "application/json", **headers)
        await self.send(json.dumps(body).encode())
        await self.end()

    def reset(self) -> None:
        """Break the connection the hard way."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def cut(self) -> None:
        """Close the connection in the middle of whatever was being said."""
        self.writer.close()

    async def gone(self) -> None:
        """Wait until the client has closed its side."""
        try:
            while await self.reader.read(65536):
                pass
        except ConnectionError:
            return


Script = Callable[[Exchange], Awaitable[None]]


def chunk_of(
    delta: object, *, finish_reason: str | None = None, **extra: object
) -> dict[str, object]:
    return {
        "id": GENERATION_ID,
        "object": "chat.completion.chunk",
        "created": 1790981416,
        "model": "liquid/lfm",
        "provider": "Liquid",
        "choices": [
            {
                "index": 0,
                "delta": delta,
                "finish_reason": finish_reason,
                "native_finish_reason": finish_reason,
            }
        ],
        **extra,
    }


@dataclass
class WireServer:
    """Plays its scripts, one a request, the last one again and again."""

    scripts: list[Script]
    base_url: str = ""
    exchanges: list[Exchange] = field(default_factory=list)
    connections: int = 0

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
                body = json.loads(await reader.readexactly(int(headers["content-length"])))
                exchange = Exchange(reader, writer, head[0], headers, body)
                self.exchanges.append(exchange)
                await self.script_for(exchange)(exchange)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def script_for(self, exchange: Exchange) -> Script:
        return self.scripts[min(len(self.exchanges), len(self.scripts)) - 1]


class ByModel(WireServer):
    """Plays the script that the asked model is named after."""

    def __init__(self, scripts: dict[str, Script]) -> None:
        super().__init__(list(scripts.values()))
        self.by_model = scripts

    def script_for(self, exchange: Exchange) -> Script:
        return self.by_model[str(exchange.body["model"])]


@asynccontextmanager
async def serving(server: WireServer) -> AsyncIterator[WireServer]:
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        # A cancelled connection is how the server ends, and asyncio would report it as a fault.
        with suppress(asyncio.CancelledError):
            await server.connected(reader, writer)

    listening = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=1024)
    port = listening.sockets[0].getsockname()[1]
    server.base_url = f"http://127.0.0.1:{port}/api/v1"
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()


@asynccontextmanager
async def playing(*scripts: Script) -> AsyncIterator[WireServer]:
    """Serve these scripts, the first request the first, until the block ends."""
    async with serving(WireServer(list(scripts))) as server:
        yield server
