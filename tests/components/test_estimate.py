from collections.abc import Iterator
from decimal import Decimal

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bakeoff import DEMO_MODELS, Entry, ModelInfo, Sampling, close_engine, estimate_cost
from components import state
from components.estimate import explanation, summary, table
from tests.gateway import Gateway
from tests.pages.reading import form, load_models
from tests.processes import ROOT, free_port


def model(model_id: str, usd: str | None, *, is_free: bool = False) -> ModelInfo:
    price = None if usd is None else Decimal(usd)
    return ModelInfo(id=model_id, name="M", prompt_usd=price, completion_usd=price, is_free=is_free)


LISTED = {
    "a/dear": model("a/dear", "0.0123"),
    "a/cheap": model("a/cheap", "0.000001"),
    "a/tiny": model("a/tiny", "0.00000000001"),
    "a/free": model("a/free", "0", is_free=True),
    "a/router": model("a/router", None),
}
# Sixty letters are 10 to 80 tokens.
PROMPT = "a" * 60


@pytest.mark.parametrize(
    ("models", "told"),
    [
        (["a/dear"], "Estimate: \\$0\\.12 to \\$2\\.30 for 1 model"),
        (["a/cheap"], "Estimate: under \\$0\\.0001 to \\$0\\.00018 for 1 model"),
        (["a/tiny", "a/tiny"], "Estimate: under \\$0\\.0001 for 2 models"),
        (["a/free", "a/free"], "Estimate: free for 2 models"),
        (["a/free", "a/dear"], "Estimate: \\$0\\.12 to \\$2\\.30 for 2 models"),
        (["a/free", "a/router"], "Estimate: free for 1 model, not counting 1 of unknown price"),
        (["a/router", "a/gone"], "Estimate: none, as no price is known"),
    ],
)
def test_one_line_tells_the_range_and_what_it_leaves_out(models: list[str], told: str) -> None:
    estimate = estimate_cost(PROMPT, map(Entry, models), LISTED, sampling=Sampling(max_tokens=100))
    assert summary(estimate, is_demo=False) == told


def test_the_demo_says_that_its_charge_is_simulated() -> None:
    estimate = estimate_cost(PROMPT, [Entry("a/dear")], LISTED)
    assert summary(estimate, is_demo=True).endswith("for 1 model, simulated")
    assert "nothing is charged" in explanation(estimate, is_demo=True)
    assert "nothing is charged" not in explanation(estimate, is_demo=False)


def test_each_entry_has_a_range_or_the_reason_why_not() -> None:
    hostile = "a/![x](http://127.0.0.1:9/leak.png)|"
    entries = map(Entry, ["a/dear", "a/free", "a/router", hostile])
    rows = table(estimate_cost(PROMPT, entries, LISTED, sampling=Sampling(max_tokens=100)))
    assert rows.splitlines()[2:5] == [
        "| a/dear | \\$0\\.12 to \\$2\\.30 |",
        "| a/free | free |",
        "| a/router | unknown: its price varies or is not told |",
    ]
    assert rows.endswith("leak\\.png\\)\\| | unknown: the model is not listed |")
    assert "![x](" not in rows


@pytest.fixture
def served(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make a quick local server the operator's own, and forget its list afterwards."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", gateway.base_url)
    monkeypatch.setenv("OPENROUTER_API_KEY", gateway.api_key)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
    close_engine()


def compare_page(owner: str, **parameters: str) -> AppTest:
    at = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=30)
    at.session_state[state.OWNER] = owner
    for name, value in parameters.items():
        at.query_params[name] = value
    return at.run()


def lines(at: AppTest) -> list[str]:
    labels = [str(node.proto.popover.label) for node in at.get("popover")]
    return [label for label in labels if "Estimate" in label]


def test_the_line_waits_for_the_list_and_then_follows_the_form(served: None) -> None:
    at = compare_page("follows", models=",".join(DEMO_MODELS), prompt="Why is the sky blue?")
    assert lines(at) == []
    load_models(at)
    (first,) = lines(at)
    assert "to \\$0\\.018 for 4 models]" in first

    at.number_input(key=state.of_setting("max_tokens")).set_value(10_240).run()
    (dearer,) = lines(at)
    assert "to \\$0\\.18 for 4 models]" in dearer

    line_up = form(at).draft.real_line_up
    assert line_up is not None
    dear = line_up.slots[-1].slot_id
    at.number_input(key=state.of_slot(dear, "max_tokens")).set_value(1).run()
    (cheaper,) = lines(at)
    assert "to \\$0\\.024 for 4 models]" in cheaper

    at.button(key=f"icon-{state.of_slot(dear, 'close')}").click().run()
    (fewer,) = lines(at)
    assert "for 3 models]" in fewer

    at.text_area(key=state.PROMPT).set_value("long " * 10_000).run()
    (longer,) = lines(at)
    assert longer != fewer
    assert not at.exception


def test_nothing_to_send_has_no_estimate(served: None) -> None:
    at = compare_page("nothing", models=DEMO_MODELS[0], prompt="Why is the sky blue?")
    load_models(at)
    assert len(lines(at)) == 1
    at.text_area(key=state.PROMPT).set_value(" ").run()
    assert lines(at) == []
    at.text_area(key=state.PROMPT).set_value("Why?").run()
    assert len(lines(at)) == 1
    line_up = form(at).draft.real_line_up
    assert line_up is not None
    at.button(key=f"icon-{state.of_slot(line_up.slots[0].slot_id, 'close')}").click().run()
    assert lines(at) == []


def test_without_a_list_it_says_that_no_price_is_known(
    served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", f"http://127.0.0.1:{free_port()}/v1")
    at = compare_page("unlisted", models="a/b", prompt="Why is the sky blue?")
    load_models(at)
    assert not at.exception
    assert lines(at) == [":small[:grey[Estimate: none, as no price is known]]"]


def test_a_setting_that_cannot_be_sent_breaks_nothing(served: None) -> None:
    at = compare_page("odd", models=DEMO_MODELS[0], prompt="Why is the sky blue?")
    load_models(at)
    for value in (0, -5, 2**53 - 1):
        at.number_input(key=state.of_setting("max_tokens")).set_value(value).run()
        assert not at.exception
        assert len(lines(at)) == 1
