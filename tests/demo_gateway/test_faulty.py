import json
import socket

import httpx
import pytest

from demo_gateway.faulty import FAULTY
from tests.demo_gateway.raw_client import RawClient

# Status, how the message begins, and what the metadata and the headers must hold.
REFUSALS = {
    "400": (400, "Provider returned error", "raw", None),
    "401": (401, "User not found.", None, None),
    "402": (402, "Insufficient credits", "limit_source", None),
    "402-in-flight": (402, "Insufficient credits", "reason", "Retry-After"),
    "403-moderation": (403, "Your chosen model requires moderation", "flagged_input", None),
    "403-key-limit": (403, "Key limit exceeded", None, None),
    "404-model": (404, "No endpoints found for faulty/404-model.", None, None),
    "404-routing": (404, "No allowed providers are available", None, None),
    "404-data-policy": (404, "No endpoints found matching", "failed_routing_step", None),
    "408": (408, "Operation timed out", None, None),
    "413": (413, "Request payload too large", None, None),
    "422": (422, "Invalid argument", None, None),
    "429-free-cap": (429, "Rate limit exceeded: free-models", "headers", "X-RateLimit-Reset"),
    "429-upstream": (429, "Provider returned error", "retry_after_seconds", "Retry-After"),
    "429-upstream-bare": (429, "Provider returned error", "limit_source", None),
    "500": (500, "Internal Server Error", None, None),
    "502": (502, "Provider returned error", "raw", None),
    "503": (503, "Provider returned error", "raw", None),
    "504": (504, "The provider did not answer", "error_type", None),
    "524": (524, "Request timed out", None, None),
    "529": (529, "Provider returned error", "raw", None),
}
OTHERS = {
    "error-body",
    "json-completion",
    "html",
    "empty-body",
    "whitespace-body",
    "null-choices",
    "error-first",
    "error-mid-stream",
    "finish-error",
    "no-finish",
    "cut",
    "truncated",
    "reset",
    "broken-json",
    "broken-utf8",
    "silent",
    "keep-alive-forever",
    "stall",
    "stall-with-comments",
    "whitespace-content",
    "reasoning-only",
    "no-usage",
    "null-cost",
    "flaky-503",
    "flaky-429",
    "flaky-402-in-flight",
    "flaky-reset",
    "flaky-whitespace",
}


def read_on(connection: socket.socket, *, until: bytes) -> bytes:
    received = b""
    while until not in received:
        piece = connection.recv(65_536)
        assert piece, f"closed after {received!r}"
        received += piece
    return received


def assert_nothing_follows(connection: socket.socket) -> None:
    connection.settimeout(0.2)
    with pytest.raises(TimeoutError):
        connection.recv(65_536)


def test_every_faulty_model_has_a_test_here() -> None:
    assert {persona.id for persona in FAULTY} == {f"faulty/{slug}" for slug in {*REFUSALS, *OTHERS}}


@pytest.mark.parametrize("is_streamed", [True, False])
@pytest.mark.parametrize("slug", REFUSALS)
def test_a_refusal_has_its_status_and_its_real_body(
    client: RawClient, slug: str, is_streamed: bool
) -> None:
    status, message, metadata_key, header = REFUSALS[slug]
    answer = client.ask(f"faulty/{slug}", stream=is_streamed)
    error = answer.json()["error"]
    assert answer.status_code == error["code"] == status
    assert error["message"].startswith(message)
    assert list(error)[:2] == ["message", "code"]
    assert metadata_key is None or metadata_key in error["metadata"]
    assert header is None or answer.headers[header].isdigit()
    assert ("Retry-After" in answer.headers) == (header == "Retry-After")
    assert answer.headers["X-Generation-Id"].startswith("gen-")


def test_a_flagged_prompt_is_quoted_in_part(client: RawClient) -> None:
    answer = client.ask("faulty/403-moderation", "x" * 500)
    assert len(answer.json()["error"]["metadata"]["flagged_input"]) <= 100


def test_error_body_is_an_error_inside_a_200(client: RawClient) -> None:
    answer = client.ask("faulty/error-body", stream=True)
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] == 502
    assert "choices" not in answer.json()


def test_json_completion_ignores_that_a_stream_was_asked_for(client: RawClient) -> None:
    answer = client.ask("faulty/json-completion", stream=True)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["choices"][0]["message"]["content"]


@pytest.mark.parametrize(
    ("slug", "content_type", "is_right"),
    [
        ("html", "text/html; charset=UTF-8", lambda body: body.startswith(b"<!DOCTYPE html>")),
        ("empty-body", "text/event-stream", lambda body: body == b""),
        ("whitespace-body", "application/json", lambda body: body and not body.strip()),
    ],
)
def test_a_body_that_is_no_answer_comes_with_a_200(
    client: RawClient, slug: str, content_type: str, is_right: object
) -> None:
    answer = client.ask(f"faulty/{slug}", stream=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert callable(is_right)
    assert is_right(answer.content)


def test_null_choices_are_null(client: RawClient) -> None:
    assert [chunk["choices"] for chunk in client.stream("faulty/null-choices").chunks] == [None]
    assert client.ask("faulty/null-choices").json()["choices"] is None


def test_error_first_is_the_only_event(client: RawClient) -> None:
    (chunk,) = client.stream("faulty/error-first").chunks
    assert chunk["error"]["code"] == 502
    assert client.ask("faulty/error-first").json()["error"]["code"] == 502


def test_error_mid_stream_comes_after_text_and_ends_the_stream(client: RawClient) -> None:
    stream = client.stream("faulty/error-mid-stream")
    assert stream.chunks[-1]["error"]["message"] == "Provider disconnected mid-stream"
    assert stream.finish_reasons == ["error"]
    assert len(stream.chunks) == 25
    assert stream.text
    assert not stream.is_done
    choice = client.ask("faulty/error-mid-stream").json()["choices"][0]
    assert (choice["finish_reason"], choice["error"]["code"]) == ("error", 502)


def test_a_failed_answer_is_not_charged(client: RawClient) -> None:
    stream = client.stream("faulty/error-mid-stream")
    generation = client.generation(stream.generation_id)
    assert (generation["total_cost"], generation["cancelled"]) == (0, False)
    assert generation["finish_reason"] == "error"


def test_finish_error_has_no_error_object(client: RawClient) -> None:
    stream = client.stream("faulty/finish-error")
    assert stream.finish_reasons == ["error"]
    assert all("error" not in chunk for chunk in stream.chunks)
    assert stream.text


def test_no_finish_says_everything_but_why_it_ended(client: RawClient) -> None:
    stream = client.stream("faulty/no-finish")
    assert stream.text
    assert (stream.finish_reasons, stream.is_done) == ([], False)
    assert client.ask("faulty/no-finish").json()["choices"][0]["finish_reason"] is None


def test_cut_resets_the_connection_after_some_text(client: RawClient) -> None:
    with client.open_socket("faulty/cut", stream=True) as connection:
        received = b""
        while received.count(b"data: {") < 24:
            received += read_on(connection, until=b"\n")
        with pytest.raises(ConnectionResetError):
            connection.recv(65_536)
    assert received.count(b"data: {") == 24


def test_truncated_closes_the_connection_in_the_middle_of_the_body(client: RawClient) -> None:
    with client.open_socket("faulty/truncated", stream=True) as connection:
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    assert received.count(b"data: {") == 24
    assert not received.endswith(b"0\r\n\r\n")


def test_a_cut_is_the_servers_doing_and_not_an_abort(client: RawClient) -> None:
    with pytest.raises(httpx.HTTPError):
        client.stream("faulty/cut")
    clocks = [clock for clock in client.get("/bench/streams").json() if "cut" in clock["model"]]
    assert clocks[-1]["aborted"] is False
    assert clocks[-1]["tokens"] == 24


def test_reset_breaks_the_connection_before_a_byte(client: RawClient) -> None:
    with (
        client.open_socket("faulty/reset", stream=True) as connection,
        pytest.raises(ConnectionResetError),
    ):
        connection.recv(65_536)


def test_broken_json_breaks_one_event_and_goes_on(client: RawClient) -> None:
    stream = client.stream("faulty/broken-json")
    broken = [chunk for chunk in stream.raw_chunks if not chunk.endswith(b"}")]
    assert len(broken) == 1
    assert stream.raw_chunks.index(broken[0]) == 24
    with pytest.raises(json.JSONDecodeError):
        json.loads(broken[0])
    assert stream.is_done


def test_broken_utf8_breaks_one_event_and_goes_on(client: RawClient) -> None:
    stream = client.stream("faulty/broken-utf8")
    with pytest.raises(UnicodeDecodeError):
        stream.content.decode()
    assert b"\xff" in stream.raw_chunks[24]
    assert stream.is_done


@pytest.mark.parametrize("slug", ["broken-json", "broken-utf8"])
def test_a_broken_body_is_broken_when_it_is_not_streamed_too(client: RawClient, slug: str) -> None:
    with pytest.raises(ValueError, match=r"codec|Unterminated|Expecting|Invalid"):
        json.loads(client.ask(f"faulty/{slug}").content.decode())


@pytest.mark.parametrize("is_streamed", [True, False])
def test_silent_never_sends_a_byte(client: RawClient, is_streamed: bool) -> None:
    with client.open_socket("faulty/silent", stream=is_streamed) as connection:
        assert_nothing_follows(connection)


def test_keep_alive_forever_sends_comments_and_nothing_else(client: RawClient) -> None:
    with client.open_socket("faulty/keep-alive-forever", stream=True) as connection:
        received = b""
        while received.count(b": OPENROUTER PROCESSING\n\n") < 20:
            received += read_on(connection, until=b"\n")
    assert b"data:" not in received


def test_keep_alive_forever_pads_a_whole_body_with_white_space(client: RawClient) -> None:
    with client.open_socket("faulty/keep-alive-forever") as connection:
        received = read_on(connection, until=b"\r\n\r\n")
        while received.count(b"\n         \n") < 10:
            received += read_on(connection, until=b"\n")
    assert b"{" not in received.partition(b"\r\n\r\n")[2]


def test_stall_says_twelve_tokens_and_then_nothing(client: RawClient) -> None:
    with client.open_socket("faulty/stall", stream=True) as connection:
        received = b""
        while received.count(b"data: {") < 12:
            received += read_on(connection, until=b"\n")
        assert_nothing_follows(connection)


def test_stall_with_comments_goes_on_commenting(client: RawClient) -> None:
    with client.open_socket("faulty/stall-with-comments", stream=True) as connection:
        received = b""
        while received.count(b"data: {") < 12:
            received += read_on(connection, until=b"\n")
        later = b""
        while later.count(b": OPENROUTER PROCESSING") < 10:
            later += read_on(connection, until=b"\n")
    assert b"data:" not in later.partition(b": OPENROUTER")[2]


def test_whitespace_content_says_nothing_visible(client: RawClient) -> None:
    stream = client.stream("faulty/whitespace-content")
    assert stream.text
    assert not stream.text.strip()
    assert stream.finish_reasons[0] == "stop"


def test_reasoning_only_spends_all_of_max_tokens_on_reasoning(client: RawClient) -> None:
    stream = client.stream("faulty/reasoning-only", max_tokens=50)
    assert (stream.text, stream.finish_reasons[0]) == ("", "length")
    assert stream.usage["completion_tokens"] == 50
    assert stream.usage["completion_tokens_details"]["reasoning_tokens"] == 50


def test_no_usage_never_says_what_it_used(client: RawClient) -> None:
    stream = client.stream("faulty/no-usage")
    assert all("usage" not in chunk for chunk in stream.chunks)
    assert (stream.finish_reasons, stream.is_done) == (["stop"], True)
    assert "usage" not in client.ask("faulty/no-usage").json()


def test_null_cost_is_null(client: RawClient) -> None:
    usage = client.stream("faulty/null-cost").usage
    assert usage["cost"] is None
    assert usage["completion_tokens"] > 0


@pytest.mark.parametrize(
    ("slug", "statuses"),
    [
        ("flaky-503", [503, 503, 200, 503]),
        ("flaky-429", [429, 200, 429]),
        ("flaky-402-in-flight", [402, 200, 402]),
    ],
)
def test_a_flaky_model_fails_so_often_for_the_same_prompt(
    client: RawClient, slug: str, statuses: list[int]
) -> None:
    assert [client.ask(f"faulty/{slug}").status_code for _ in statuses] == statuses


def test_flaky_reset_answers_at_the_third_attempt(client: RawClient) -> None:
    for _ in range(2):
        with pytest.raises(httpx.HTTPError):
            client.stream("faulty/flaky-reset")
    assert client.stream("faulty/flaky-reset").text


def test_flaky_whitespace_answers_at_the_third_attempt(client: RawClient) -> None:
    bodies = [client.ask("faulty/flaky-whitespace", stream=True).content for _ in range(3)]
    assert [bool(body.strip()) for body in bodies] == [False, False, True]
