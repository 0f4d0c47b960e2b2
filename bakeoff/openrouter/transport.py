"""What went wrong on the way, as a `Failure`: every exception of the SDK and what is under it."""

import socket
import ssl
import zlib

import aiohttp
import httpx2
import openai

from bakeoff.failure import Failure, failure_of
from bakeoff.openrouter.failures import failure_from_body, failure_from_error, plain


def failure_from_exception(error: Exception, *, connect_s: float) -> Failure | None:
    """Return the failure that an exception of the transport means; `None` for anything else.

    The SDK's transport reports a refused or a broken connection as a timeout, so that what really
    happened is read from the causes.

    Args:
        error: what was raised while a request was sent or its answer was read.
        connect_s: the deadline that a failure to connect in time names.
    """
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, openai.APIStatusError):
            return failure_from_status(cause)
    for kinds, error_type in _KINDS:
        for cause in causes:
            if isinstance(cause, kinds):
                return _described(error_type, cause, connect_s)
    for cause in causes:
        if isinstance(cause, openai.APIError):
            return failure_from_error(cause.body or cause.message)
    return None


def failure_from_status(error: openai.APIStatusError) -> Failure:
    """Return the failure that an answer with an error status describes."""
    response = error.response
    if response.status_code < 400:
        where = response.headers.get("location", "")
        detail = f"It was {response.status_code}" + (f", to {plain(where, 200)}" if where else "")
        return failure_of("unexpected_status", f"{detail}.", status_code=response.status_code)
    return failure_from_body(
        response.content, status=response.status_code, headers=response.headers
    )


def _causes(error: BaseException) -> list[BaseException]:
    """Return the exception and all that led to it, the nearest first."""
    found: list[BaseException] = [error]
    for one in found:
        for cause in (one.__cause__, one.__context__):
            if cause is not None and all(cause is not known for known in found):
                found.append(cause)
    return found


def _described(error_type: str, cause: BaseException, connect_s: float) -> Failure:
    if error_type == "connect_timeout":
        return failure_of(error_type, f"The deadline is {connect_s:g} s.")
    reason = plain(_reason(cause), 300)
    return failure_of(error_type, f"({reason})" if reason else "")


def _reason(cause: BaseException) -> str:
    """Return the cause in words for a person; empty where it has none."""
    if isinstance(cause, _CRYPTIC):
        return ""
    if isinstance(cause, aiohttp.ClientConnectorError) and cause.os_error.strerror:
        # Several addresses that refused are one line; its own text names the TLS context too.
        refused = isinstance(cause.os_error, ConnectionRefusedError)
        why = "nobody listens there" if refused else cause.os_error.strerror
        return f"{cause.host}:{cause.port}: {why}"
    return str(cause)


# aiohttp describes an incomplete body by the names of its own exceptions.
_CRYPTIC = (aiohttp.ClientPayloadError, aiohttp.http_exceptions.BadHttpMessage)

# The first row that fits any of the causes wins: what is nearest to the truth comes first.
_KINDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    (
        (
            aiohttp.ClientHttpProxyError,
            aiohttp.ClientProxyConnectionError,
            httpx2.ProxyError,
        ),
        "proxy_failed",
    ),
    (
        (aiohttp.ClientSSLError, ssl.SSLCertVerificationError, aiohttp.ServerFingerprintMismatch),
        "tls_failed",
    ),
    ((aiohttp.InvalidURL, httpx2.UnsupportedProtocol, httpx2.InvalidURL), "invalid_address"),
    ((httpx2.DecodingError, zlib.error), "broken_text"),
    ((aiohttp.ConnectionTimeoutError,), "connect_timeout"),
    ((aiohttp.ClientConnectorError, socket.gaierror), "connect_failed"),
    (
        (
            aiohttp.ServerConnectionError,
            aiohttp.ClientPayloadError,
            aiohttp.ClientOSError,
            aiohttp.ClientConnectionError,
            aiohttp.ClientResponseError,
            aiohttp.http_exceptions.HttpProcessingError,
            ConnectionError,
            ssl.SSLError,
        ),
        "connection_cut",
    ),
    ((httpx2.ConnectTimeout, httpx2.PoolTimeout), "connect_timeout"),
    ((httpx2.ConnectError,), "connect_failed"),
    ((httpx2.TransportError, httpx2.StreamError, EOFError, OSError), "connection_cut"),
    ((openai.APITimeoutError, openai.APIConnectionError), "connection_cut"),
)
