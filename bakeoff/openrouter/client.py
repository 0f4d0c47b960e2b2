"""The OpenAI clients, one for each connection, tuned for many slow streams at once."""

import contextlib
import ssl
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from bakeoff.connection import Connection
from bakeoff.errors import SettingsError
from bakeoff.settings import UNSENDABLE_KEY, is_sendable_key

if TYPE_CHECKING:
    import httpx2
    import openai

KEEP_CLIENTS = 64
IDLE_BEFORE_EVICTION_S = 120.0
KEEP_ALIVE_S = 60.0
PLACEHOLDER_KEY = "none"
PLATFORM_HEADERS = (
    "X-Stainless-Lang",
    "X-Stainless-Package-Version",
    "X-Stainless-OS",
    "X-Stainless-Arch",
    "X-Stainless-Runtime",
    "X-Stainless-Runtime-Version",
    "X-Stainless-Async",
)
"""What the SDK tells every server about this machine; nobody needs it, and it costs time."""


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
        from openai import AsyncOpenAI, DefaultAioHttpClient, Omit

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
        # The SDK takes this for "do not send", which the types of its constructor do not say.
        omit = cast("str", Omit())
        return AsyncOpenAI(
            base_url=base_url,
            api_key=key,
            admin_api_key="",
            max_retries=0,
            # Explicit, because the SDK would otherwise take each of these from OPENAI_* variables
            # and send them to a server that they were not meant for.
            default_headers={
                **dict.fromkeys(PLATFORM_HEADERS, omit),
                "Authorization": f"Bearer {key}",
                "OpenAI-Organization": omit,
                "OpenAI-Project": omit,
                **site_headers(connection),
            },
            http_client=DefaultAioHttpClient(
                limits=limits,
                verify=self._tls,
                # A redirect would carry the prompt to a place that nobody configured.
                follow_redirects=False,
                # The demo gateway must not be asked for through a proxy.
                trust_env=not is_loopback(connection.base_url),
                event_hooks={"request": [] if connection.api_key else [_drop_authorization]},
            ),
        )


def site_headers(connection: Connection) -> dict[str, str]:
    """Return the headers by which OpenRouter knows whose application asks."""
    title = _header(connection.app_title)
    return {
        "HTTP-Referer": _header(connection.site_url),
        "X-OpenRouter-Title": title,
        "X-Title": title,
    }


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


async def _drop_authorization(request: "httpx2.Request") -> None:
    """Send no key where none is wanted; the SDK itself can't be told so for all requests."""
    request.headers.pop("Authorization", None)


def _header(value: str) -> str:
    """Return the value as a header can carry it: ASCII, on one line."""
    return " ".join(value.encode("ascii", "replace").decode().split())
