from typing import TYPE_CHECKING

import pytest

from components import state
from tests.gateway import Gateway
from tests.pages.reading import load_models, texts

if TYPE_CHECKING:
    from tests.pages.conftest import OpenPage


def test_the_page_opens_before_the_list_is_there(open_page: "OpenPage") -> None:
    at = open_page("models")
    assert not at.exception
    assert "on its way" in texts(at)


def test_every_model_is_a_row_with_its_price(open_page: "OpenPage") -> None:
    at = open_page("models")
    load_models(at)
    table = at.dataframe[0].value.set_index("id")
    assert len(table) > 12
    assert table.loc["acme-demo/swift-2", "prompt"] == pytest.approx(0.15)
    assert table.loc["acme-demo/swift-2", "completion"] == pytest.approx(0.60)
    assert table.loc["harbour-demo/commons-8b:free", "is_free"]
    assert "as listed" in texts(at)


def test_the_list_is_searched_by_words(open_page: "OpenPage") -> None:
    at = open_page("models")
    load_models(at)
    at.text_input(key=state.MODELS_SEARCH).set_value("ACME swift").run()
    assert at.dataframe[0].value["id"].tolist() == ["acme-demo/swift-2"]


def test_a_search_that_finds_nothing_says_so(open_page: "OpenPage") -> None:
    at = open_page("models")
    load_models(at)
    at.text_input(key=state.MODELS_SEARCH).set_value("no such thing").run()
    assert "0 of" in texts(at)


def test_a_list_that_cannot_be_read_says_what_to_do(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, open_page: "OpenPage"
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("BAKEOFF_KEYLESS", "1")
    at = open_page("models")
    load_models(at)
    assert not at.exception
    assert "list of models" in at.warning[0].value
