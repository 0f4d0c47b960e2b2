"""One HTTP exchange as ASGI messages, where streams are fastest and faults possible."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Mapping

import orjson
from starlette.types import Receive, Scope, Send

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Generation-Id,X-Provider-Name,request-id,cf-ray",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer, strict-origin-when-cross-origin",
}


class Exchange:
    """Sends one response, piece by piece; knows when the client has gone."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, generation_id: str) -> None:
        self._receive = receive
        self._send = send
        self._scope = scope
        self._generation_id = generation_id
        self.headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }

    async def read_body(self) -> bytes | None:
        """Return the body of the request; `None` if the client went away before its end."""
        body = bytearray()
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body", False):
                return bytes(body)

    async def while_connected(self, work: Awaitable[None]) -> None:
        """Do the work, and cancel it the moment the client goes away."""
        working = asyncio.ensure_future(work)
        leaving = asyncio.ensure_future(self._gone())
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            working.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
        try:
            await working
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current is not None and current.cancelling():
                raise

    async def start(
        self, status: int, content_type: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send the status and the headers."""
        sent = {
            **OPEN_TO_ALL,
            "Content-Type": content_type,
            "X-Generation-Id": self._generation_id,
            **(headers or {}),
        }
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": raw})

    async def write(self, body: bytes) -> None:
        """Send a piece of the body."""
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def end(self, body: bytes = b"") -> None:
        """Send the last piece of the body."""
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def send_json(
        self, status: int, fields: object, *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send a whole JSON response."""
        await self.start(status, "application/json", headers=headers)
        await self.end(orjson.dumps(fields))

    async def break_off(self, *, is_reset: bool) -> None:
        """Drop the connection: with a TCP reset, or as if the server had closed it early."""
        transport: asyncio.Transport = self._scope["state"]["transport"]
        if is_reset:
            # A linger time of 0 makes close() send RST instead of FIN.
            connection: socket.socket = transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
        else:
            transport.close()
        await self.forever()

    async def forever(self) -> None:
        """Wait until the client goes away."""
        await asyncio.Event().wait()

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
