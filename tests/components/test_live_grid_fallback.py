import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bakeoff import Run, close_engine, get_engine
from components.live_grid.bundle import bundle
from tests.gateway import Gateway

PAGE = Path(__file__).with_name("grid_page.py")


@pytest.fixture
def page(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("OPENROUTER_BASE_URL", gateway.base_url)
    monkeypatch.setenv("OPENROUTER_API_KEY", gateway.api_key)
    running = AppTest.from_file(str(PAGE), default_timeout=20)
    running.query_params["models"] = "acme-demo/swift-2"
    running.query_params["prompt"] = "Greet me"
    running.run()
    assert not running.exception
    yield running
    close_engine()


def run_of(page: AppTest) -> Run:
    (run,) = get_engine().runs(page.session_state["session.owner"])
    assert run.wait(10)
    return run


def data_of(page: AppTest) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.get("bidi_component")[0].proto.json)
    return data


def say(page: AppTest, **said: Any) -> dict[str, Any]:
    """Be the browser: set the component's state, and return what the script answers."""
    key = f"grid__{page.query_params['run']}".replace("_", ".")
    page.session_state[key] = said
    page.run()
    assert not page.exception
    return data_of(page)


def test_a_grid_with_its_socket_is_sent_ids_alone(page: AppTest) -> None:
    data = data_of(page)
    assert sorted(data) == ["isNew", "mark", "module", "run"]
    assert len(json.dumps(data)) < 200


def test_the_module_is_handed_over_once_it_is_asked_for(page: AppTest) -> None:
    assert say(page, module="wanted")["source"] == bundle().source
    assert "source" not in say(page, module="loaded")


def test_a_question_is_answered_with_what_the_browser_lacks(page: AppTest) -> None:
    run = run_of(page)
    reply = say(page, poll={"sequence": 5, "applied": 0, "texts": [], "hello": {}})["reply"]
    assert (reply["sequence"], reply["settled"]) == (5, True)
    (frame,) = reply["frames"]
    (index, _, _, _, more) = frame["cards"][0]
    assert index == 0
    assert run.record.completions[0].text.split()[0] in more["snapshot"]


def test_a_rerun_gives_the_same_answer_again(page: AppTest) -> None:
    run_of(page)
    question = {"sequence": 5, "applied": 0, "texts": [], "hello": {}}
    first = say(page, poll=question)["reply"]
    assert say(page, poll=question)["reply"] == first


def test_the_next_question_is_answered_with_the_rest_alone(page: AppTest) -> None:
    run_of(page)
    say(page, poll={"sequence": 5, "applied": 0, "texts": [], "hello": {}})
    reply = say(page, poll={"sequence": 6, "applied": 5, "texts": [], "hello": {}})["reply"]
    assert reply["frames"] == []


def test_an_answer_that_never_arrived_is_given_anew(page: AppTest) -> None:
    run_of(page)
    say(page, poll={"sequence": 5, "applied": 0, "texts": [], "hello": {}})
    reply = say(page, poll={"sequence": 6, "applied": 0, "texts": [], "hello": {}})["reply"]
    assert "snapshot" in reply["frames"][0]["cards"][0][4]


def test_raw_text_is_brought_when_asked_for(page: AppTest) -> None:
    run = run_of(page)
    question = {"sequence": 5, "applied": 0, "texts": [0, 9, "0"], "hello": {}}
    frames = say(page, poll=question)["reply"]["frames"]
    assert frames[1:] == [{"text": {"index": 0, "text": run.record.completions[0].text}}]


@pytest.mark.parametrize(
    "question", [{}, {"hello": 3}, {"sequence": "x", "hello": {"cards": {"0": 1}}}]
)
def test_a_question_that_is_not_ours_is_answered_as_from_a_new_browser(
    page: AppTest, question: dict[str, Any]
) -> None:
    run_of(page)
    reply = say(page, poll=question)["reply"]
    assert "epoch" in reply["frames"][0]
