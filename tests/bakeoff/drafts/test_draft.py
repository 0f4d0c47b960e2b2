from dataclasses import replace

import pytest

from bakeoff import Draft, InvalidRequestError, LineUp, Sampling, first_draft


def test_a_newcomer_finds_a_prompt_and_four_demo_models_that_can_be_sent() -> None:
    draft = first_draft()
    assert draft.demo_line_up is not None
    assert len(draft.request(draft.demo_line_up).entries) == 4


def test_simulated_and_real_models_are_chosen_apart() -> None:
    draft = first_draft().with_line_up(LineUp.of(["real/model"]), is_demo=False)
    assert draft.line_up(is_demo=True) == draft.demo_line_up != draft.line_up(is_demo=False)


def test_a_blank_system_prompt_sends_none() -> None:
    draft = Draft(prompt="Hi", system_prompt="  \n")
    assert draft.request(LineUp.of(["a/b"])).system_prompt is None


def test_what_cannot_be_sent_is_named_by_field_and_the_draft_keeps_it() -> None:
    draft = Draft(prompt=" ", sampling=Sampling(temperature=3))
    line_up = LineUp.of(["a/b"])
    wrong = line_up.with_entry(line_up.slots[0].slot_id, replace(line_up.slots[0].entry, top_p=7.0))
    with pytest.raises(InvalidRequestError) as caught:
        draft.request(wrong)
    assert set(caught.value.problems) == {"prompt", "temperature", "entries[0].top_p"}
    assert draft.sampling.temperature == 3
