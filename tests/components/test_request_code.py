from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bakeoff import CODE_LANGUAGES, ComparisonRequest, Connection, Entry, RunRecord

KEY = "sk-or-v1-c0ffee00canary00c0ffee00canary00"
HOSTILE = "![x](http://127.0.0.1:9/leak.png) <img src=x> :red[boo] $\\pi$"


def run_of(*models: str, prompt: str = "Say hello", **connection: Any) -> SimpleNamespace:
    request = ComparisonRequest(prompt=prompt, entries=tuple(Entry(model) for model in models))
    to = {"base_url": "https://openrouter.ai/api/v1", "api_key": KEY, **connection}
    return SimpleNamespace(
        run_id="run",
        request=request,
        record=RunRecord("run", request, datetime.now(UTC)),
        connection=Connection(site_url="https://example.test", app_title="Bakeoff", **to),
    )


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def drawn(run: SimpleNamespace, *, is_open: bool = True) -> AppTest:
    def page(run: object) -> None:
        from components.request_code import request_code

        request_code(run)  # type: ignore[arg-type]

    at = AppTest.from_function(page, default_timeout=30, kwargs={"run": run})
    if is_open:
        at.session_state["code-run"] = True
    at.run()
    assert not at.exception
    return at


def language_tabs(at: AppTest) -> Any:
    return at.get("button_group")[0]


def test_the_code_is_made_only_once_it_is_looked_at() -> None:
    at = drawn(run_of("a/1"), is_open=False)
    assert [panel.label for panel in at.expander] == ["Code"]
    assert not at.code
    assert not at.selectbox


def test_the_first_request_is_shown_for_the_shell() -> None:
    at = drawn(run_of("a/1", "b/2"))
    (code,) = at.code
    assert code.language == "bash"
    assert code.value.startswith("curl ")
    assert '"model": "a/1"' in code.value
    assert "Say hello" in code.value


def test_each_entrys_request_can_be_chosen() -> None:
    at = drawn(run_of("a/1", "b/2", "a/1"))
    assert at.selectbox[0].options == ["a/1", "b/2", "a/1 #2"]
    at.selectbox[0].set_value(1).run()
    assert '"model": "b/2"' in at.code[0].value


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=lambda language: language.name)
def test_every_language_can_be_chosen(language: Any) -> None:
    at = drawn(run_of("a/1"))
    language_tabs(at).set_value(language.name).run()
    assert not at.exception
    assert at.code[0].language == language.syntax


def test_no_key_reaches_the_browser() -> None:
    run = run_of("a/1")
    at = drawn(run)
    for language in CODE_LANGUAGES:
        language_tabs(at).set_value(language.name).run()
        assert KEY not in str([element.proto for element in (*at.code, *at.caption)])
    assert "OPENROUTER_API_KEY" in at.caption[0].value


def test_a_server_without_a_key_has_nothing_said_about_one() -> None:
    assert not drawn(run_of("a/1", api_key=None)).caption


def test_the_demos_code_says_how_it_can_be_run() -> None:
    at = drawn(run_of("a/1", api_key="sk-or-demo-1", is_demo=True))
    assert "export OPENROUTER_API_KEY=sk-or-demo-1" in at.caption[0].value


def test_the_prompt_stays_text() -> None:
    at = drawn(run_of("a/1", prompt=HOSTILE))
    assert "leak.png" in at.code[0].value
    assert not any("leak.png" in str(element.proto) for element in (*at.markdown, *at.caption))


def test_a_huge_prompt_is_shown_whole_without_colours() -> None:
    at = drawn(run_of("a/1", prompt="word " * 20_000))
    assert at.code[0].value.count("word ") == 20_000
    assert at.code[0].language in ("", None, "plaintext")
