import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from bakeoff import (
    OWNER_COOKIE,
    ComparisonRequest,
    Connection,
    Entry,
    Run,
    close_engine,
    get_engine,
    new_owner,
)
from bakeoff.events import ContentDelta
from bakeoff.live.view import LONG_TEXT
from tests.gateway import Gateway
from web.routes import routes
from web.socket import FORBIDDEN, LONGEST_MESSAGE, NOT_FOUND, TOO_LONG, UNREADABLE

OWNER = new_owner()
SILENT = "faulty/silent"


@pytest.fixture(scope="module", autouse=True)
def engine() -> Iterator[None]:
    yield
    close_engine()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes()), headers={"Origin": "http://testserver"}) as running:
        yield running


@pytest.fixture
def start(gateway: Gateway) -> Iterator[Callable[..., Run]]:
    started: list[Run] = []

    def start(*models: str) -> Run:
        connection = Connection(
            base_url=gateway.base_url,
            api_key=gateway.api_key,
            site_url="http://localhost",
            app_title="Bakeoff tests",
        )
        request = ComparisonRequest(prompt="Greet me", entries=tuple(map(Entry, models)))
        started.append(get_engine().start(request, connection, owner=OWNER))
        return started[-1]

    yield start
    for run in started:
        run.stop()
        assert run.wait(10)


def connect(
    client: TestClient, run_id: str, owner: str = OWNER, **headers: str
) -> WebSocketTestSession:
    sent = {"Cookie": f"{OWNER_COOKIE}={owner}", **headers}
    return client.websocket_connect(f"/bakeoff/ws/{run_id}", headers=sent)


def receive_until(
    socket: WebSocketTestSession, holds: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = json.loads(socket.receive_text())
        if holds(frame):
            return frame


def is_over(frame: dict[str, Any]) -> bool:
    return "run" in frame and not frame["run"]["live"]


def closing_code(socket: WebSocketTestSession) -> int:
    with pytest.raises(WebSocketDisconnect) as closed:
        receive_until(socket, lambda frame: False)
    return closed.value.code


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://testserver.evil.example",
        "http://testserver:8501",
        "null",
        "",
        "file://testserver",
        "http://[testserver",
    ],
)
def test_a_page_of_another_origin_is_refused_before_anything_is_said(
    client: TestClient, start: Callable[..., Run], origin: str
) -> None:
    run = start("acme-demo/swift-2")
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        connect(client, run.run_id, Origin=origin),
    ):
        pass
    assert refused.value.code == FORBIDDEN


@pytest.mark.parametrize("owner", [new_owner(), "", "x"], ids=["another", "nobody", "no id"])
def test_a_run_is_found_by_its_owner_alone(
    client: TestClient, start: Callable[..., Run], owner: str
) -> None:
    run = start("acme-demo/swift-2")
    with pytest.raises(WebSocketDisconnect) as refused, connect(client, run.run_id, owner):
        pass
    assert refused.value.code == NOT_FOUND


def test_an_unknown_run_is_answered_as_anothers(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, connect(client, "no-such-run"):
        pass
    assert refused.value.code == NOT_FOUND


def test_a_default_port_in_the_origin_is_the_same_origin(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start("acme-demo/swift-2")
    with connect(client, run.run_id, Origin="http://testserver:80") as socket:
        socket.send_json({"hello": {}})
        assert "epoch" in socket.receive_json()


def test_a_run_is_followed_from_its_first_frame_to_its_end(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start("acme-demo/swift-2", "faulty/400")
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        first = socket.receive_json()
        assert first["shown"] == [0, 1]
        assert first["words"]["ttft_s"]["description"]
        last = receive_until(socket, is_over)
    assert (last["run"]["ended"], last["run"]["failed"]) == (2, 1)


def test_one_is_stopped_and_the_other_goes_on(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start(SILENT, SILENT)
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        receive_until(socket, lambda frame: frame.get("run", {}).get("running") == 2)
        socket.send_json({"stop": 1})
        stopped = receive_until(socket, lambda frame: frame.get("run", {}).get("cancelled") == 1)
        assert stopped["run"]["running"] == 1
        socket.send_json({"stop": 0})
        receive_until(socket, is_over)
    assert [c.status for c in run.record.completions] == ["cancelled", "cancelled"]


def test_a_retry_makes_an_ended_run_live_again_for_all_who_follow(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start("faulty/400")
    with connect(client, run.run_id) as one, connect(client, run.run_id) as two:
        for socket in (one, two):
            socket.send_json({"hello": {}})
            receive_until(socket, is_over)
        one.send_json({"retry": 0})
        for socket in (one, two):
            receive_until(socket, lambda frame: frame.get("shown") == [1])
    assert len(run.record.completions) == 2


def test_what_was_repeated_already_is_not_repeated_again(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start("faulty/400")
    assert run.wait(10)
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        socket.send_json({"retry": 0})
        receive_until(socket, lambda frame: frame.get("shown") == [1])
        socket.send_json({"retry": 0})
        socket.send_json({"text": 1})
        receive_until(socket, lambda frame: "text" in frame)
    assert len(run.record.completions) == 2


def test_the_raw_text_comes_whole_when_asked_for(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start("acme-demo/swift-2")
    assert run.wait(10)
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        socket.send_json({"text": 0})
        answer = receive_until(socket, lambda frame: "text" in frame)
    assert answer["text"] == {"index": 0, "text": run.record.completions[0].text}
    assert answer["text"]["text"]


def test_a_long_rendering_holds_nobody_elses_socket_up(
    client: TestClient, start: Callable[..., Run]
) -> None:
    run = start(SILENT)
    run.record.apply(ContentDelta(0, 0.0, "word " * LONG_TEXT))
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        receive_until(socket, lambda frame: any("word" in card[3] for card in frame["cards"]))
    assert any(thread.name.startswith("bakeoff-render_") for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{", UNREADABLE),
        ("[]", UNREADABLE),
        ("{}", UNREADABLE),
        ('{"stop": true}', UNREADABLE),
        ('{"stop": 7}', UNREADABLE),
        ('{"stop": null}', UNREADABLE),
        ('{"retry": -1}', UNREADABLE),
        ('{"text": "0"}', UNREADABLE),
        (" " * (LONGEST_MESSAGE + 1), TOO_LONG),
    ],
)
def test_a_message_that_is_not_ours_closes_the_socket(
    client: TestClient, start: Callable[..., Run], said: str, code: int
) -> None:
    run = start("acme-demo/swift-2")
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        socket.receive_text()
        socket.send_text(said)
        assert closing_code(socket) == code


@pytest.mark.parametrize("said", ["{}", '{"hello": []}', '{"hello": {"cards": {"0": 1}}}', "\x00"])
def test_a_first_message_that_is_not_ours_closes_the_socket(
    client: TestClient, start: Callable[..., Run], said: str
) -> None:
    run = start("acme-demo/swift-2")
    with connect(client, run.run_id) as socket:
        socket.send_text(said)
        assert closing_code(socket) == UNREADABLE


def test_bytes_are_not_ours(client: TestClient, start: Callable[..., Run]) -> None:
    run = start("acme-demo/swift-2")
    with connect(client, run.run_id) as socket:
        socket.send_bytes(b"{}")
        assert closing_code(socket) == UNREADABLE


def test_the_key_never_travels(client: TestClient, start: Callable[..., Run]) -> None:
    run = start("acme-demo/swift-2", "faulty/401", "faulty/error-body")
    said: list[str] = []
    with connect(client, run.run_id) as socket:
        socket.send_json({"hello": {}})
        while not said or not is_over(json.loads(said[-1])):
            said.append(socket.receive_text())
    assert run.connection.api_key
    assert not any(run.connection.api_key in message for message in said)
