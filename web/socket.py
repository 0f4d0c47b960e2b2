"""A run over a WebSocket: all its cards in one, sent only to the browser that owns it.

The browser says what it has and is sent the rest, then what changes. The next batch is made only
when the last one is on its way, so a slow browser gets fewer and larger ones, never a queue.
"""

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bakeoff import Batch, Follower, Have, Run, get_engine, owner_of

BATCH_INTERVAL_S = 0.025
"""Time from one batch to the next while the run is live."""

IDLE_INTERVAL_S = 0.5
"""The same while nothing is live: a retry from elsewhere may make it so again."""

LARGEST_SHARE = 0.25
"""Of the server loop's time that making one browser's batches may take."""

ALIVE_INTERVAL_S = 5.0
"""Longest silence of a live run; a browser that hears nothing for longer comes again."""

LONGEST_MESSAGE = 256 * 1024
"""Characters of a browser's message; a longer one is not ours."""

FIRST_MESSAGE_S = 10.0
"""How long a browser may take to say what it has."""

FORBIDDEN = 4403
NOT_FOUND = 4404
UNREADABLE = 1003
TOO_LONG = 1009
TOO_SLOW = 1002
ALIVE: dict[str, Any] = {}


_renderer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bakeoff-render")
"""One thread: renderings share the interpreter, and a second one would only wait for the first."""


class _RefusedError(Exception):
    """A browser's message that can't be one of ours; `code` closes its socket."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def follow(websocket: WebSocket) -> None:
    """Check who asks, then send the run until the browser leaves."""
    if not is_same_origin(websocket):
        await websocket.close(FORBIDDEN)
        return
    owner = owner_of(websocket.cookies)
    run = get_engine().get(websocket.path_params["run_id"], owner) if owner else None
    if run is None:
        await websocket.close(NOT_FOUND)
        return
    await websocket.accept()
    code = await _Conversation(websocket, run).hold()
    if code is not None:
        await websocket.close(code)


def is_same_origin(websocket: WebSocket) -> bool:
    """Return whether a page of this very server opens the socket.

    A browser sends cookies with every socket, whichever page opens it; only Origin tells.
    """
    try:
        origin = urlsplit(websocket.headers.get("origin", ""))
    except ValueError:
        return False
    if origin.scheme not in {"http", "https"}:
        return False
    default_port = ":443" if origin.scheme == "https" else ":80"
    host = websocket.headers.get("host", "").lower().removesuffix(default_port)
    return bool(host) and origin.netloc.lower().removesuffix(default_port) == host


async def _batch(follower: Follower) -> Batch | None:
    """Make the next batch; a long one on a thread, where everybody else's need not wait for it."""
    if follower.may_take_long():
        return await asyncio.get_running_loop().run_in_executor(_renderer, follower.batch)
    return follower.batch()


class _Conversation:
    """One accepted socket: batches go out while messages come in."""

    def __init__(self, websocket: WebSocket, run: Run) -> None:
        self._websocket = websocket
        self._run = run
        self._stirred = asyncio.Event()
        self._wanted: dict[int, None] = {}
        """Completions whose text was asked for; whoever asks on without reading is owed it once."""

    async def hold(self) -> int | None:
        """Follow until the end; return what to close with, `None` when the browser has left."""
        try:
            async with asyncio.timeout(FIRST_MESSAGE_S):
                have = Have.read((await self._receive()).get("hello"))
        except (ValueError, _RefusedError):
            return UNREADABLE
        except TimeoutError:
            return TOO_SLOW
        except WebSocketDisconnect:
            return None
        with Follower(self._run.view, have) as follower:
            async with asyncio.TaskGroup() as tasks:
                sending = tasks.create_task(self._send(follower))
                code = await self._listen(follower)
                sending.cancel()
        return code

    async def _send(self, follower: Follower) -> None:
        # A browser that has left is noticed by whoever listens to it.
        with contextlib.suppress(WebSocketDisconnect):
            await self._send_batches(follower)

    async def _send_batches(self, follower: Follower) -> None:
        said_at = time.monotonic()
        while True:
            began = time.monotonic()
            batch = await _batch(follower)
            took = time.monotonic() - began
            wanted, self._wanted = self._wanted, {}
            for index in wanted:
                await self._write({"text": {"index": index, "text": follower.text(index)}})
            if batch is not None:
                await self._write(batch)
            if wanted or batch is not None:
                said_at = time.monotonic()
            if follower.is_settled:
                await self._pause(IDLE_INTERVAL_S)
                continue
            if time.monotonic() - said_at > ALIVE_INTERVAL_S:
                await self._write(ALIVE)
                said_at = time.monotonic()
            await self._pause(max(BATCH_INTERVAL_S - took, took * (1 / LARGEST_SHARE - 1)))

    async def _pause(self, seconds: float) -> None:
        """Wait so long, or until a message of the browser wants an answer."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        self._stirred.clear()

    async def _listen(self, follower: Follower) -> int | None:
        try:
            while True:
                await self._obey(await self._receive(), follower)
        except _RefusedError as refused:
            return refused.code
        except WebSocketDisconnect:
            return None

    async def _obey(self, message: dict[str, Any], follower: Follower) -> None:
        if "stop" in message:
            self._run.stop(self._index(message["stop"]))
        elif "retry" in message:
            await self._retry(self._index(message["retry"]))
        elif "text" in message:
            index = self._index(message["text"])
            if "follow" in message:
                follower.want_text(index, wanted=message["follow"] is True)
            else:
                self._wanted[index] = None
        else:
            raise _RefusedError(UNREADABLE)
        self._stirred.set()

    async def _retry(self, index: int) -> None:
        # Another tab may have asked already; then this one is shown that try.
        newest = {completion.index for completion in self._run.record.shown()}
        if index in newest and not self._run.record.completions[index].is_live:
            await asyncio.to_thread(self._run.retry, index)

    def _index(self, value: object) -> int:
        if type(value) is not int or not 0 <= value < len(self._run.record.completions):
            raise _RefusedError(UNREADABLE)
        return value

    async def _receive(self) -> dict[str, Any]:
        received = await self._websocket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received["code"])
        text = received.get("text")
        if text is None:
            raise _RefusedError(UNREADABLE)
        if len(text) > LONGEST_MESSAGE:
            raise _RefusedError(TOO_LONG)
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError as fault:
            raise _RefusedError(UNREADABLE) from fault
        if not isinstance(message, dict):
            raise _RefusedError(UNREADABLE)
        return message

    async def _write(self, message: dict[str, Any]) -> None:
        await self._websocket.send_text(orjson.dumps(message).decode())


def socket_route(path: str) -> WebSocketRoute:
    """Return the route below `path`, such as `/bakeoff/ws`."""
    return WebSocketRoute(f"{path}/{{run_id}}", follow)
