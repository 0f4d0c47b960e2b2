"""The OpenAI clients, one for each connection, tuned for many slow streams at once."""

import asyncio
import contextlib
import ssl
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bakeoff.connection import Connection
from bakeoff.errors import SettingsError
from bakeoff.openrouter.headers import site_headers
from bakeoff.settings import UNSENDABLE_KEY, is_sendable_key

if TYPE_CHECKING:
    import httpx2
    import openai

KEEP_CLIENTS = 64
IDLE_BEFORE_EVICTION_S = 120.0
KEEP_ALIVE_S = 60.0
PLACEHOLDER_KEY = "none"
MAX_REFUSAL_BYTES = 256 * 1024
REFUSAL_S = 5.0
TRANSPORT_HEADERS = (
    "Host",
    "Accept",
    "Accept-Encoding",
    "Connection",
    "Content-Length",
    "Content-Type",
    "User-Agent",
)
"""What is sent beside our own headers."""


@dataclass(slots=True)
class _Leased:
    """A client and how it is used."""

    client: "openai.AsyncOpenAI"
    """The client."""

    leases: int = 0
    """Streams that run through it now."""

    used_at: float = 0.0
    """When it was last asked for, by the monotonic clock."""


class ClientPool:
    """Makes each connection's client at its first use and keeps it; lives on one event loop."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._clients: OrderedDict[Connection, _Leased] = OrderedDict()
        self._tls: ssl.SSLContext | None = None

    def client(self, connection: Connection) -> "openai.AsyncOpenAI":
        """Return the connection's client, for a short call.

        Raises:
            SettingsError: the key or the address can't be used.
        """
        return self._leased(connection).client

    @contextlib.contextmanager
    def lease(self, connection: Connection) -> Iterator["openai.AsyncOpenAI"]:
        """Yield the connection's client and keep it alive meanwhile.

        Raises:
            SettingsError: the key or the address can't be used.
        """
        leased = self._leased(connection)
        leased.leases += 1
        try:
            yield leased.client
        finally:
            leased.leases -= 1
            leased.used_at = self._clock()

    async def prune(self) -> None:
        """Close the clients that were not used for long, when there are many."""
        excess = len(self._clients) - KEEP_CLIENTS
        if excess <= 0:
            return
        long_ago = self._clock() - IDLE_BEFORE_EVICTION_S
        idle = [
            connection
            for connection, leased in self._clients.items()
            if leased.leases == 0 and leased.used_at < long_ago
        ]
        for leased in [self._clients.pop(connection) for connection in idle[:excess]]:
            await leased.client.close()

    async def close(self) -> None:
        """Close every client."""
        while self._clients:
            _, leased = self._clients.popitem()
            await leased.client.close()

    def _leased(self, connection: Connection) -> _Leased:
        leased = self._clients.get(connection)
        if leased is None:
            leased = self._clients[connection] = _Leased(self._build(connection))
        self._clients.move_to_end(connection)
        leased.used_at = self._clock()
        return leased

    def _build(self, connection: Connection) -> "openai.AsyncOpenAI":
        import httpx2
        from openai import AsyncOpenAI, DefaultAioHttpClient

        if self._tls is None:
            self._tls = httpx2.create_ssl_context()
        # The SDK's transport reads a limit of 0 as "none", and `None` as aiohttp's default of 100.
        limits = httpx2.Limits(max_connections=0, keepalive_expiry=KEEP_ALIVE_S)
        try:
            base_url = httpx2.URL(connection.base_url)
        except httpx2.InvalidURL as error:
            raise SettingsError(
                f"The address {connection.base_url!r} can't be used ({error}). "
                "Write it as https://host/path."
            ) from error
        key = _checked(connection.api_key) or PLACEHOLDER_KEY
        return AsyncOpenAI(
            base_url=base_url,
            # Explicit, because the SDK would otherwise take both from OPENAI_* variables.
            api_key=key,
            admin_api_key="",
            max_retries=0,
            http_client=DefaultAioHttpClient(
                limits=limits,
                verify=self._tls,
                # A redirect would carry the prompt to a place that nobody configured.
                follow_redirects=False,
                # The demo gateway must not be asked for through a proxy.
                trust_env=not is_loopback(connection.base_url),
                event_hooks={"request": [_Headers(connection)], "response": [read_refusal]},
            ),
        )


class _Headers:
    """Replaces what the SDK would send about this machine and out of OPENAI_* variables."""

    def __init__(self, connection: Connection) -> None:
        self._ours = site_headers(connection)
        if connection.api_key:
            self._ours["Authorization"] = f"Bearer {connection.api_key}"

    async def __call__(self, request: "httpx2.Request") -> None:
        """Leave nothing in the request but what the transport needs, and our own."""
        import httpx2

        sent = {
            name: request.headers[name] for name in TRANSPORT_HEADERS if name in request.headers
        }
        request.headers = httpx2.Headers({**sent, **self._ours})


async def read_refusal(response: "httpx2.Response") -> None:
    """Read of an error's body what a person could use, for the SDK would read it without end."""
    import httpx2

    if response.is_success:
        return
    body = bytearray()
    # Where it breaks off or stalls, the status and what came of the body say what it was.
    with contextlib.suppress(httpx2.HTTPError, TimeoutError):
        async with (
            asyncio.timeout(REFUSAL_S),
            contextlib.aclosing(response.aiter_bytes()) as pieces,
        ):
            async for piece in pieces:
                body += piece
                if len(body) > MAX_REFUSAL_BYTES:
                    break
    await response.aclose()
    # There is no public way to give a response the part of its body that was read.
    response._content = bytes(body[:MAX_REFUSAL_BYTES])


def is_loopback(base_url: str) -> bool:
    """Return whether this address is on this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _checked(key: str | None) -> str | None:
    if key and not is_sendable_key(key):
        raise SettingsError(UNSENDABLE_KEY)
    return key
