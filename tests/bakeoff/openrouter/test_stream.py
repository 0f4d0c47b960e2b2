import asyncio
import gzip

import pytest

from bakeoff.engine import Engine
from bakeoff.openrouter.stream import END_OF_BODY_S
from bakeoff.settings import Deadlines
from tests.bakeoff.asking import connection_to, only, request_for
from tests.bakeoff.scripts import FINISH, HELLO, answers, asked, refuses, says, stalls
from tests.bakeoff.wire_server import GENERATION_ID, Exchange, Script, playing


@pytest.mark.parametrize(
    ("status", "error_type", "requests"),
    [
        (400, "invalid_request", 1),
        (401, "invalid_key", 1),
        (402, "insufficient_credits", 1),
        (403, "permission_denied", 1),
        (404, "not_found", 1),
        (408, "request_timeout", 4),
        (413, "payload_too_large", 1),
        (422, "unprocessable", 1),
        (429, "rate_limited", 4),
        (500, "server_error", 4),
        (502, "provider_unavailable", 4),
        (503, "service_unavailable", 4),
        (504, "provider_timeout", 4),
        (524, "provider_timeout", 4),
        (529, "provider_overloaded", 4),
    ],
)
async def test_every_status_is_told_apart_and_retried_only_where_that_helps(
    engine: Engine, status: int, error_type: str, requests: int
) -> None:
    completion = await asked(engine, refuses(status, "The reason why"))
    assert completion.status == "failed"
    assert completion.failure is not None
    assert completion.failure.error_type == error_type
    assert completion.failure.status_code == status
    assert "The reason why" in completion.failure.message
    assert completion.failure.advice
    assert completion.generation_id == GENERATION_ID
    assert len(completion.attempts) == requests


@pytest.mark.parametrize(
    ("script", "error_type", "text", "requests"),
    [
        pytest.param(says(b" \n\n "), "empty_answer", "", 4, id="white space"),
        pytest.param(says(), "empty_answer", "", 4, id="no body"),
        pytest.param(says(b"data: [DONE]\n\n"), "empty_answer", "", 4, id="done alone"),
        pytest.param(says(b": OPENROUTER\n\n"), "empty_answer", "", 4, id="comments alone"),
        pytest.param(
            says(b"<html><title>Log in</title>", content_type="text/html"),
            "html_answer",
            "",
            1,
            id="html",
        ),
        pytest.param(
            says(b'{"object":"list"}', content_type="application/json"),
            "not_a_completion",
            "",
            1,
            id="json",
        ),
        pytest.param(says(b"All is well"), "not_a_completion", "", 1, id="plain text"),
        pytest.param(
            says(b'{"error":{"code":401,"message":"User not found."}}'),
            "invalid_key",
            "",
            1,
            id="200 with an error body",
        ),
        pytest.param(
            says(b'  \n  {"error":{"code":502,"message":"Provider returned error"}}'),
            "provider_unavailable",
            "",
            4,
            id="200 with an error body after padding",
        ),
        pytest.param(says(HELLO), "no_finish_reason", "Hel", 1, id="no finish_reason"),
        pytest.param(
            says(HELLO, b"data: [DONE]\n\n"), "no_finish_reason", "Hel", 1, id="done, no finish"
        ),
        pytest.param(
            says(HELLO, b'data: {"choices":[{"delta":{},"finish_reason":"error"}]}\n\n'),
            "provider_error",
            "Hel",
            1,
            id="finish_reason error",
        ),
        pytest.param(
            says(HELLO, b'data: {"error":{"code":"server_error","message":"x"},"choices":[]}\n\n'),
            "server_error",
            "Hel",
            1,
            id="error in mid-stream",
        ),
        pytest.param(
            says(HELLO, FINISH, b'data: {"error":{"code":400,"message":"x"},"choices":[]}\n\n'),
            "invalid_request",
            "Hel",
            1,
            id="error after the finish",
        ),
        pytest.param(
            says(b'data: {"error":{"code":503,"message":"x"}}\n\n'),
            "service_unavailable",
            "",
            4,
            id="error as the first event",
        ),
        pytest.param(says(HELLO, is_cut=True), "connection_cut", "Hel", 1, id="cut"),
        pytest.param(says(is_cut=True), "connection_cut", "", 4, id="cut at once"),
        pytest.param(
            says(HELLO, b'data: {"choices":[{"delta":\n\n', HELLO, FINISH),
            "broken_json",
            "Hel",
            1,
            id="broken json",
        ),
        pytest.param(
            says(HELLO, b'data: {"choices":[{"delta":{"content":"\xff"}}]}\n\n', HELLO, FINISH),
            "broken_text",
            "Hel",
            1,
            id="broken utf-8",
        ),
    ],
)
async def test_every_silent_fault_is_seen_and_partial_text_is_kept(
    engine: Engine, script: Script, error_type: str, text: str, requests: int
) -> None:
    completion = await asked(engine, script)
    assert completion.failure is not None
    assert completion.failure.error_type == error_type
    assert (completion.status, completion.text) == ("failed", text)
    assert completion.generation_id in (GENERATION_ID, "g")
    assert len(completion.attempts) == requests


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(says(HELLO, FINISH), id="no usage, no done"),
        pytest.param(says(HELLO, FINISH, is_cut=True), id="cut after the finish"),
        pytest.param(says(HELLO, FINISH, b"data: {oops\n\n"), id="broken after the finish"),
        pytest.param(says(HELLO + FINISH + b"data: [DONE]"), id="all in one read"),
        pytest.param(
            says(b"\xef\xbb\xbf", HELLO.replace(b"\n", b"\r\n"), FINISH), id="BOM and CRLF"
        ),
        pytest.param(says(*(bytes([byte]) for byte in HELLO + FINISH)), id="byte by byte"),
        pytest.param(
            says(
                b'{"id":"g","choices":[{"message":{"content":"Hel"},"finish_reason":"stop"}]}',
                content_type="application/json",
            ),
            id="not streamed",
        ),
    ],
)
async def test_an_answer_with_a_finish_reason_is_complete_however_it_comes(
    engine: Engine, script: Script
) -> None:
    completion = await asked(engine, script)
    assert completion.failure is None
    assert (completion.status, completion.text) == ("completed", "Hel")
    assert completion.usage.cost_usd is None


async def test_a_compressed_stream_is_read(engine: Engine) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.head(content_encoding="gzip")
        await exchange.send(gzip.compress(HELLO + FINISH))
        await exchange.end()

    assert (await asked(engine, script)).text == "Hel"


async def test_an_answer_without_text_is_complete_when_it_has_a_finish_reason(
    engine: Engine,
) -> None:
    completion = await asked(engine, says(FINISH))
    assert (completion.status, completion.text) == ("completed", "")
    assert completion.ttft_s is None


async def test_a_tool_call_is_an_answer_even_when_the_finish_reason_is_missing(
    engine: Engine,
) -> None:
    call = {"index": 0, "id": "call_1", "function": {"name": "look_up", "arguments": "{}"}}

    async def script(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.delta(content=None, tool_calls=[call])
        await exchange.done()

    completion = await asked(engine, script)
    assert completion.status == "completed"
    assert [(tool.name, tool.arguments) for tool in completion.tool_calls] == [("look_up", "{}")]


async def test_a_server_that_nobody_answers_at_is_asked_four_times(engine: Engine) -> None:
    async with playing(answers) as server:
        address = server.base_url
    run = engine.start(request_for(), connection_to(address))
    await run.finished()
    completion = only(run)
    assert completion.failure is not None
    assert completion.failure.error_type == "connect_failed"
    assert len(completion.attempts) == 4


async def test_a_host_that_does_not_exist_is_named_so(engine: Engine) -> None:
    run = engine.start(request_for(), connection_to("http://nowhere.invalid/v1"))
    await run.finished()
    failure = only(run).failure
    assert failure is not None
    assert failure.error_type == "connect_failed"
    assert "nowhere.invalid" in failure.message


async def test_a_server_that_speaks_no_tls_is_named_so(engine: Engine) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 This is no TLS\r\n\r\n")
        await reader.read()
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        run = engine.start(request_for(), connection_to(f"https://127.0.0.1:{port}/v1"))
        await run.finished()
    completion = only(run)
    assert completion.failure is not None
    assert completion.failure.error_type == "tls_failed"
    assert len(completion.attempts) == 1


async def test_a_server_that_never_lets_anyone_in_meets_the_connect_deadline(
    engine: Engine,
) -> None:
    async with playing(stalls) as server:
        address = server.base_url.replace("http://", "https://")
        deadlines = Deadlines(connect_s=0.05)
        run = engine.start(request_for(), connection_to(address), deadlines=deadlines)
        await run.finished()
    completion = only(run)
    assert completion.failure is not None
    assert completion.failure.error_type == "connect_timeout"
    assert "0.05 s" in completion.failure.message
    assert "BAKEOFF_CONNECT_TIMEOUT_S" in completion.failure.advice
    assert len(completion.attempts) == 4


async def test_a_redirect_is_not_followed(engine: Engine) -> None:
    async def redirects(exchange: Exchange) -> None:
        await exchange.head(307, location="http://127.0.0.1:9/elsewhere")
        await exchange.end()

    failure = (await asked(engine, redirects)).failure
    assert failure is not None
    assert failure.error_type == "unexpected_status"
    assert "http://127.0.0.1:9/elsewhere" in failure.message


async def test_a_connection_serves_the_next_request_too(engine: Engine) -> None:
    async with playing(answers) as server:
        for _ in range(3):
            await engine.start(request_for(), connection_to(server.base_url)).finished()
    assert (len(server.exchanges), server.connections) == (3, 1)


async def test_a_connection_that_the_server_closed_meanwhile_is_replaced(engine: Engine) -> None:
    async def answers_and_leaves(exchange: Exchange) -> None:
        await exchange.answer()
        exchange.writer.close()

    async with playing(answers_and_leaves) as server:
        for _ in range(3):
            run = engine.start(request_for(), connection_to(server.base_url))
            await run.finished()
            assert only(run).status == "completed"


async def test_a_server_that_lingers_after_done_holds_nothing_up(engine: Engine) -> None:
    async def lingers(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.send(HELLO + FINISH + b"data: [DONE]\n\n")
        await exchange.gone()

    completion = await asked(engine, lingers, deadlines=Deadlines(between_tokens_s=5))
    assert completion.status == "completed"
    assert completion.duration_s is not None
    assert completion.duration_s < END_OF_BODY_S


async def test_a_server_that_never_stops_talking_is_cut_off(engine: Engine) -> None:
    async def babbles(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.send(HELLO)
        comment = b": " + b"x" * 1024 * 1024 + b"\n"
        while True:
            await exchange.send(comment)

    completion = await asked(engine, babbles)
    assert completion.failure is not None
    assert completion.failure.error_type == "answer_too_large"
    assert (completion.status, completion.text) == ("failed", "Hel")


async def test_an_error_body_that_breaks_off_keeps_its_status(engine: Engine) -> None:
    async def breaks(exchange: Exchange) -> None:
        await exchange.head(403, "application/json")
        await exchange.send(b'{"error":')
        exchange.cut()

    failure = (await asked(engine, breaks)).failure
    assert failure is not None
    assert (failure.error_type, failure.status_code) == ("permission_denied", 403)


@pytest.mark.parametrize("encoding", [{}, {"content_encoding": "gzip, gzip"}])
async def test_an_error_body_without_end_is_read_as_far_as_a_person_would(
    engine: Engine, encoding: dict[str, str]
) -> None:
    page = b"<title>Down</title>" + b"x" * 1024 * 1024
    piece = gzip.compress(gzip.compress(page * 8)) if encoding else page

    async def babbles(exchange: Exchange) -> None:
        await exchange.head(400, "text/html", **encoding)
        while True:
            await exchange.send(piece)

    failure = (await asked(engine, babbles)).failure
    assert failure is not None
    assert (failure.error_type, failure.status_code) == ("invalid_request", 400)
    assert failure.message.endswith("said: Down")


async def test_an_error_body_that_trickles_for_ever_does_not_hide_its_status(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bakeoff.openrouter.client.REFUSAL_S", 0.2)

    async def trickles(exchange: Exchange) -> None:
        await exchange.head(403, "application/json")
        await exchange.send(b'{"error":')
        await exchange.gone()

    failure = (await asked(engine, trickles)).failure
    assert failure is not None
    assert (failure.error_type, failure.status_code) == ("permission_denied", 403)
