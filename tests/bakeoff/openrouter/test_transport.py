import socket
import ssl

import aiohttp
import httpx2
import openai
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bakeoff.failure import FAILURE_KINDS
from bakeoff.openrouter.transport import failure_from_exception

REQUEST = httpx2.Request("POST", "http://server.test/chat/completions")
KEY = ConnectionKey("server.test", 443, True, True, None, None, None)
REFUSED = OSError(111, "Connection refused")


def response(status: int, body: bytes = b"", **headers: str) -> httpx2.Response:
    return httpx2.Response(status, content=body, headers=headers, request=REQUEST)


def wrapped(cause: BaseException) -> openai.APIConnectionError:
    """A cause as the SDK hands it out, under a name that says little."""
    under = httpx2.ConnectTimeout("mislabelled")
    under.__cause__ = cause
    error = openai.APITimeoutError(request=REQUEST)
    error.__cause__ = under
    return error


@pytest.mark.parametrize(
    ("error", "error_type"),
    [
        (wrapped(aiohttp.ClientConnectorError(KEY, REFUSED)), "connect_failed"),
        (wrapped(aiohttp.ClientConnectorDNSError(KEY, REFUSED)), "connect_failed"),
        (wrapped(socket.gaierror(-2, "Name or service not known")), "connect_failed"),
        (wrapped(aiohttp.ClientProxyConnectionError(KEY, REFUSED)), "proxy_failed"),
        (wrapped(aiohttp.ClientConnectorSSLError(KEY, REFUSED)), "tls_failed"),
        (
            wrapped(aiohttp.ClientConnectorCertificateError(KEY, ssl.SSLCertVerificationError())),
            "tls_failed",
        ),
        (wrapped(aiohttp.ServerDisconnectedError()), "connection_cut"),
        (wrapped(aiohttp.ClientOSError(104, "reset")), "connection_cut"),
        (wrapped(aiohttp.ClientPayloadError("half")), "connection_cut"),
        (wrapped(aiohttp.ClientConnectionResetError("reset")), "connection_cut"),
        (wrapped(aiohttp.ConnectionTimeoutError("slow")), "connect_timeout"),
        (wrapped(aiohttp.InvalidURL("http://")), "invalid_address"),
        (wrapped(ConnectionResetError(104, "reset")), "connection_cut"),
        (wrapped(ssl.SSLError(1, "bad record mac")), "connection_cut"),
        (openai.APITimeoutError(request=REQUEST), "connection_cut"),
        (openai.APIConnectionError(request=REQUEST), "connection_cut"),
        (httpx2.ConnectTimeout("slow"), "connect_timeout"),
        (httpx2.PoolTimeout("slow"), "connect_timeout"),
        (httpx2.ReadTimeout("slow"), "connection_cut"),
        (httpx2.WriteTimeout("slow"), "connection_cut"),
        (httpx2.ConnectError("refused"), "connect_failed"),
        (httpx2.ReadError("reset"), "connection_cut"),
        (httpx2.WriteError("reset"), "connection_cut"),
        (httpx2.CloseError("reset"), "connection_cut"),
        (httpx2.ProxyError("407"), "proxy_failed"),
        (httpx2.UnsupportedProtocol("ftp"), "invalid_address"),
        (httpx2.InvalidURL("no"), "invalid_address"),
        (httpx2.RemoteProtocolError("half"), "connection_cut"),
        (httpx2.LocalProtocolError("no"), "connection_cut"),
        (httpx2.DecodingError("gzip"), "broken_text"),
        (httpx2.StreamClosed(), "connection_cut"),
        (openai.APIError("odd", REQUEST, body={"code": 429}), "rate_limited"),
        (openai.APIResponseValidationError(response(200), {}), "provider_error"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_exception_on_the_way_has_its_kind(error: Exception, error_type: str) -> None:
    failure = failure_from_exception(error, connect_s=10)
    assert failure is not None
    assert failure.error_type == error_type
    assert failure.message
    assert failure.advice


@pytest.mark.parametrize(
    "kind", [openai.APIStatusError, *openai.APIStatusError.__subclasses__()], ids=str
)
def test_no_status_exception_of_the_sdk_is_left_out(kind: type[openai.APIStatusError]) -> None:
    error = kind("x", response=response(418), body=None)
    failure = failure_from_exception(error, connect_s=10)
    assert failure is not None
    assert failure.error_type in FAILURE_KINDS
    assert failure.status_code == 418


@pytest.mark.parametrize("error", [ValueError("ours"), TypeError("ours"), KeyError("ours")])
def test_a_fault_of_our_own_is_not_taken_for_the_networks(error: Exception) -> None:
    assert failure_from_exception(error, connect_s=10) is None


def test_a_connect_timeout_names_its_deadline() -> None:
    failure = failure_from_exception(aiohttp.ConnectionTimeoutError("x"), connect_s=2.5)
    assert failure is not None
    assert "2.5 s" in failure.message


async def test_a_refused_connection_is_said_in_a_persons_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(aiohttp.ClientConnectorError) as refused:
            async with aiohttp.ClientSession() as session:
                await session.get(f"http://127.0.0.1:{port}/")
    failure = failure_from_exception(refused.value, connect_s=1)
    assert failure is not None
    assert f"(127.0.0.1:{port}: nobody listens there)" in failure.message
