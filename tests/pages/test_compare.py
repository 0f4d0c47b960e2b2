from typing import TYPE_CHECKING

import pytest

from bakeoff import DEMO_MODELS, first_draft
from components import state
from tests.pages.reading import form, load_models, models, protos, run_of, texts

if TYPE_CHECKING:
    from tests.pages.conftest import OpenPage

FAST = "lumen-demo/flash-nano"


def test_a_newcomer_can_press_compare_at_once(open_page: "OpenPage") -> None:
    at = open_page()
    assert not at.exception
    assert at.text_area(key=state.PROMPT).value == first_draft().prompt
    assert models(at) == list(DEMO_MODELS)
    assert not at.button(key="compare-button").disabled
    assert "Simulated models" in texts(at)
    assert "API key" in texts(at)


def test_compare_starts_a_run_and_puts_it_into_the_address(
    served: None, open_page: "OpenPage"
) -> None:
    at = open_page(models=f"{FAST},{FAST}", prompt="Say hello")
    at.button(key="compare-button").click().run()
    assert not at.exception
    run = run_of(at)
    assert at.query_params["run"] == run.run_id
    assert run.request.prompt == "Say hello"
    assert run.wait(20)
    at.run()
    assert at.dataframe[0].value["status"].tolist() == ["completed", "completed"]
    assert [button.label for button in at.get("download_button")] == ["Download CSV"]


def test_stop_is_there_while_a_run_is_live_and_stops_it(
    served: None, open_page: "OpenPage"
) -> None:
    at = open_page(models="faulty/silent", prompt="Say hello")
    at.button(key="compare-button").click().run()
    at.button(key="stop-button").click().run()
    assert run_of(at).wait(20)
    at.run()
    assert not [button for button in at.button if button.key == "stop-button"]
    assert at.dataframe[0].value["status"].tolist() == ["cancelled"]


def test_a_run_is_shown_again_by_its_address(served: None, open_page: "OpenPage") -> None:
    first = open_page(models=FAST, prompt="Say hello")
    first.button(key="compare-button").click().run()
    run = run_of(first)
    assert run.wait(20)
    again = open_page(run=run.run_id)
    assert again.dataframe[0].value["run_id"].tolist() == [run.run_id]


def test_a_run_of_another_browser_is_not_shown(served: None, open_page: "OpenPage") -> None:
    first = open_page(models=FAST, prompt="The other one's secret")
    first.button(key="compare-button").click().run()
    other = open_page(owner="somebody else", run=run_of(first).run_id)
    assert not other.exception
    assert "This run is not here" in texts(other)
    assert "secret" not in "".join(proto for _, proto in protos(other))
    assert not other.dataframe


def test_a_run_that_is_not_here_leaves_the_form_alone(open_page: "OpenPage") -> None:
    at = open_page(run="no-such-run")
    assert "This run is not here" in texts(at)
    assert at.text_area(key=state.PROMPT).value == first_draft().prompt
    assert not at.button(key="compare-button").disabled


def test_coming_back_from_another_page_shows_the_run_again(
    served: None, open_page: "OpenPage"
) -> None:
    at = open_page(models=FAST, prompt="Say hello")
    at.button(key="compare-button").click().run()
    run_id = run_of(at).run_id
    at.switch_page("../pages/models.py").run()
    at.query_params.clear()
    at.switch_page("../pages/compare.py").run()
    assert at.query_params["run"] == run_id


def test_a_link_fills_the_form_and_runs_nothing(open_page: "OpenPage") -> None:
    at = open_page(models=f"{FAST},acme-demo/swift-2", prompt="From a link")
    assert at.text_area(key=state.PROMPT).value == "From a link"
    assert models(at) == [FAST, "acme-demo/swift-2"]
    assert "run" not in at.query_params
    assert form(at).run_id is None


def test_a_link_fills_only_once(open_page: "OpenPage") -> None:
    at = open_page(prompt="From a link")
    at.text_area(key=state.PROMPT).set_value("Typed since").run()
    assert "prompt" not in at.query_params
    assert at.text_area(key=state.PROMPT).value == "Typed since"


def test_what_a_link_replaced_can_be_put_back(open_page: "OpenPage") -> None:
    open_page().text_area(key=state.PROMPT).set_value("Mine").run()
    at = open_page(models=FAST, prompt="From a link")
    assert at.text_area(key=state.PROMPT).value == "From a link"
    next(button for button in at.button if button.label == "Put mine back").click().run()
    assert at.text_area(key=state.PROMPT).value == "Mine"
    assert models(at) == list(DEMO_MODELS)


def test_a_hostile_model_id_is_shown_as_plain_text(open_page: "OpenPage") -> None:
    at = open_page(models="![x](http://127.0.0.1:9/leak.png)")
    shown = "".join(
        str(element.value) for element in at.markdown if "leak" in str(element.value)
    ) + "".join(button.label for button in at.button if "leak" in button.label)
    assert "leak" in shown
    assert "![x](" not in shown
    assert "\\!\\[x\\]\\(" in shown


def test_a_links_notice_is_gone_once_its_form_was_sent(served: None, open_page: "OpenPage") -> None:
    at = open_page(models=FAST, prompt="From a link")
    assert "A link filled this form; nothing was sent." in texts(at)
    at.button(key="compare-button").click().run()
    assert "A link filled this form" not in texts(at)


def test_a_draft_survives_a_reload(open_page: "OpenPage") -> None:
    at = open_page()
    at.text_area(key=state.PROMPT).set_value("Kept").run()
    at.text_area(key=state.SYSTEM_PROMPT).set_value("Kept too").run()
    at.number_input(key=state.of_setting("temperature")).set_value(0.3).run()
    at.button(key=f"icon-{state.of_slot(first_slot(at), 'close')}").click().run()
    again = open_page()
    assert again.text_area(key=state.PROMPT).value == "Kept"
    assert again.text_area(key=state.SYSTEM_PROMPT).value == "Kept too"
    assert again.number_input(key=state.of_setting("temperature")).value == 0.3
    assert models(again) == list(DEMO_MODELS[1:])


def test_a_draft_is_nobody_elses(open_page: "OpenPage") -> None:
    open_page().text_area(key=state.PROMPT).set_value("Private").run()
    assert open_page(owner="another").text_area(key=state.PROMPT).value != "Private"


def test_the_form_is_as_it_was_after_a_visit_to_another_page(open_page: "OpenPage") -> None:
    at = open_page()
    at.text_area(key=state.PROMPT).set_value("Half a thought").run()
    at.number_input(key=state.of_setting("seed")).set_value(7).run()
    at.switch_page("../pages/models.py").run()
    at.switch_page("../pages/compare.py").run()
    assert at.text_area(key=state.PROMPT).value == "Half a thought"
    assert at.number_input(key=state.of_setting("seed")).value == 7


def first_slot(at: object) -> str:
    line_up = form(at).draft.demo_line_up  # type: ignore[arg-type]
    assert line_up is not None
    return line_up.slots[0].slot_id


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        (state.of_setting("temperature"), 3.0, "temperature must be between 0 and 2"),
        (state.of_setting("top_p"), 0.0, "top\\_p must be above 0"),
        (state.of_setting("max_tokens"), 0, "max\\_tokens must be 1 or more"),
    ],
)
def test_a_setting_that_cannot_be_sent_is_told_and_kept(
    key: str, value: float, told: str, open_page: "OpenPage"
) -> None:
    at = open_page()
    at.number_input(key=key).set_value(value).run()
    at.button(key="compare-button").click().run()
    assert not at.exception
    assert told in texts(at)
    assert "Nothing was sent" in texts(at)
    assert at.number_input(key=key).value == value
    assert form(at).run_id is None


def test_an_empty_prompt_is_told_at_the_prompt(open_page: "OpenPage") -> None:
    at = open_page()
    at.text_area(key=state.PROMPT).set_value("  ").run()
    at.button(key="compare-button").click().run()
    assert "The prompt is empty" in texts(at)


def test_what_was_wrong_is_told_until_it_is_mended(open_page: "OpenPage") -> None:
    at = open_page()
    temperature, top_p = state.of_setting("temperature"), state.of_setting("top_p")
    at.number_input(key=temperature).set_value(3.0)
    at.number_input(key=top_p).set_value(7.0).run()
    assert "must be" not in texts(at)
    at.button(key="compare-button").click().run()
    at.number_input(key=temperature).set_value(1.0).run()
    assert "temperature must be" not in texts(at)
    assert "top\\_p must be" in texts(at)
    assert "Nothing was sent" in texts(at)
    at.number_input(key=top_p).set_value(0.5).run()
    assert "must be" not in texts(at)
    assert "Nothing was sent" not in texts(at)


def test_an_entrys_own_setting_is_told_at_the_entry(open_page: "OpenPage") -> None:
    at = open_page()
    at.number_input(key=state.of_slot(first_slot(at), "temperature")).set_value(9.0).run()
    at.button(key="compare-button").click().run()
    assert form(at).problems == {"entries[0].temperature": "temperature must be between 0 and 2."}
    assert "temperature must be between 0 and 2" in texts(at)


def test_no_model_is_told_at_the_line_up_and_a_removal_can_be_undone(
    open_page: "OpenPage",
) -> None:
    at = open_page()
    at.button(key="line-up-clear").click().run()
    at.button(key="compare-button").click().run()
    assert "No model is chosen" in texts(at)
    at.button(key="line-up-undo").click().run()
    assert models(at) == list(DEMO_MODELS)


def test_the_line_up_is_reordered_and_doubled(open_page: "OpenPage") -> None:
    at = open_page()
    slot = first_slot(at)
    at.button(key=f"icon-{state.of_slot(slot, 'arrow_downward')}").click().run()
    at.button(key=f"icon-{state.of_slot(slot, 'content_copy')}").click().run()
    assert models(at) == [
        DEMO_MODELS[1],
        DEMO_MODELS[0],
        DEMO_MODELS[0],
        *DEMO_MODELS[2:],
    ]


def test_picked_models_join_the_line_up_listed_or_not(open_page: "OpenPage") -> None:
    at = open_page()
    load_models(at)
    picker = at.multiselect(key=state.MODELS)
    assert any("free" in option for option in picker.options)
    assert any("$0.15 / $0.60 per M" in option for option in picker.options)
    picker.set_value([FAST]).run()
    assert models(at)[-1] == FAST
    assert at.multiselect(key=state.MODELS).value == []
    assert not at.exception


def test_a_model_is_called_unlisted_only_once_there_is_a_list(open_page: "OpenPage") -> None:
    at = open_page(models=f"{FAST},my-own/model")
    assert "not in the list" not in texts(at)
    load_models(at)
    assert texts(at).count("[not in the list]") == 1


def test_answers_are_labelled_by_the_models_names(served: None, open_page: "OpenPage") -> None:
    at = open_page(models=f"{FAST},my-own/model", prompt="Say hello")
    load_models(at)
    at.button(key="compare-button").click().run()
    assert [entry.label for entry in run_of(at).request.entries] == [
        "Lumen: Flash Nano",
        "my-own/model",
    ]


def test_more_than_eight_paid_entries_are_asked_about_once(
    keyed: str, open_page: "OpenPage"
) -> None:
    at = open_page(models=",".join([FAST] * 9), prompt="Say hello")
    at.text_input(key=state.API_KEY).set_value(keyed).run()
    at.button(key="compare-button").click().run()
    assert "Send this prompt to 9 models?" in texts(at)
    assert form(at).run_id is None
    at.button(key="agree").click().run()
    first = run_of(at)
    assert len(first.request.entries) == 9
    at.button(key="compare-button").click().run()
    assert run_of(at) is not first


def test_more_than_eight_can_be_called_off(keyed: str, open_page: "OpenPage") -> None:
    at = open_page(models=",".join([FAST] * 9), prompt="Say hello")
    at.text_input(key=state.API_KEY).set_value(keyed).run()
    at.button(key="compare-button").click().run()
    at.button(key="refuse").click().run()
    assert form(at).run_id is None
    assert "Send this prompt" not in texts(at)


def test_eight_entries_are_sent_without_a_question(keyed: str, open_page: "OpenPage") -> None:
    at = open_page(models=",".join([FAST] * 8), prompt="Say hello")
    at.text_input(key=state.API_KEY).set_value(keyed).run()
    at.button(key="compare-button").click().run()
    assert len(run_of(at).request.entries) == 8


def test_a_sidebar_lists_the_runs_of_this_browser_alone(
    served: None, open_page: "OpenPage"
) -> None:
    at = open_page(models="faulty/silent", prompt="A long one")
    at.button(key="compare-button").click().run()
    assert "Live runs" in texts(at)
    assert "Live runs" not in texts(open_page(owner="nobody else"))
    run_of(at).stop()
    assert run_of(at).wait(20)
    at.run()
    assert "Finished runs" in texts(at)
