"""A server of a few fixed JSON answers, that remembers who asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson

NEVER = object()


@dataclass(frozen=True)
class Refusal:
    status: int
    message: str


@dataclass(frozen=True)
class Request:
    path: str
    authorization: str


@asynccontextmanager
async def listening(pages: dict[str, Any]) -> AsyncIterator[tuple[str, list[Request]]]:
    asked: list[Request] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }
        path = lines[0].split(" ")[1]
        asked.append(Request(path, headers.get("authorization", "")))
        page = pages.get(path, Refusal(404, "Not Found"))
        if page is NEVER:
            await reader.read()
            writer.close()
            return
        status = page.status if isinstance(page, Refusal) else 200
        if isinstance(page, Refusal):
            page = {"error": {"message": page.message, "code": page.status}}
        body = page if isinstance(page, bytes) else orjson.dumps(page)
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/v1", asked
