from typing import TYPE_CHECKING

import pytest

from components import state
from tests.gateway import Gateway
from tests.pages.reading import form, protos, texts

if TYPE_CHECKING:
    from tests.pages.conftest import OpenPage

KEY = "sk-or-demo-typed-by-a-visitor"


def test_one_control_goes_from_demo_to_real_and_back(open_page: "OpenPage") -> None:
    at = open_page()
    assert not at.text_input
    at.session_state[state.SOURCE] = state.REAL_SOURCE
    at.run()
    assert at.text_input(key=state.API_KEY).label == "API key"
    assert "An API key is missing" in texts(at)
    assert at.button(key="compare-button").disabled
    at.session_state[state.SOURCE] = state.DEMO_SOURCE
    at.run()
    assert "Simulated models" in texts(at)
    assert not at.button(key="compare-button").disabled


def test_without_a_key_a_server_that_is_not_keyless_says_what_to_set(
    keyed: str, open_page: "OpenPage"
) -> None:
    at = open_page()
    assert "BAKEOFF\\_KEYLESS" in texts(at)
    assert at.button(key="compare-button").disabled


def test_a_typed_key_is_used_and_stays_in_its_own_field(
    gateway: Gateway, keyed: str, open_page: "OpenPage"
) -> None:
    at = open_page(models="lumen-demo/flash-nano", prompt="Hi")
    at.text_input(key=state.API_KEY).set_value(KEY).run()
    at.button(key="compare-button").click().run()
    assert not at.exception
    run_id = form(at).run_id
    assert run_id is not None
    at.switch_page("../pages/models.py").run()
    at.switch_page("../pages/compare.py").run()
    assert at.text_input(key=state.API_KEY).value == KEY
    assert [kind for kind, proto in protos(at) if KEY in proto and kind != "API key"] == []
    kept = dict(at.session_state._state.filtered_state)
    del kept[state.API_KEY]
    assert KEY not in repr(kept)
    assert KEY not in repr(at.query_params)


def test_a_key_is_in_no_draft_and_in_no_other_session(
    keyed: str, data_dir: object, open_page: "OpenPage"
) -> None:
    from pathlib import Path

    at = open_page()
    at.text_input(key=state.API_KEY).set_value(KEY).run()
    at.text_area(key=state.PROMPT).set_value("Changed, so that it is kept").run()
    assert not open_page().text_input(key=state.API_KEY).value
    kept = [path for path in Path(str(data_dir)).rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if KEY.encode() in path.read_bytes()] == []


def test_the_operators_key_pays_and_is_never_shown(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, open_page: "OpenPage"
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", gateway.base_url)
    monkeypatch.setenv("OPENROUTER_API_KEY", gateway.api_key)
    at = open_page()
    assert "server's own key pays" in texts(at)
    assert not at.button(key="compare-button").disabled
    assert gateway.api_key not in "".join(proto for _, proto in protos(at))
    assert gateway.api_key not in repr(dict(at.session_state._state.filtered_state))


@pytest.mark.parametrize("page", [None, "models"])
def test_a_setting_that_cannot_be_used_is_told_on_every_page(
    page: str | None, monkeypatch: pytest.MonkeyPatch, open_page: "OpenPage"
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", "ftp://nowhere")
    at = open_page(page)
    assert not at.exception
    assert "OPENROUTER\\_BASE\\_URL" in at.error[0].value


@pytest.mark.parametrize("page", [None, "models"])
def test_the_demo_says_on_every_page_that_it_is_one(
    page: str | None, open_page: "OpenPage"
) -> None:
    assert "Simulated models" in texts(open_page(page))
