import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff import Draft, Entry, LineUp, Sampling, Slot, first_draft
from bakeoff.drafts.wire import draft_from_json, draft_to_json

numbers = st.none() | st.floats(-(2**53) + 1, 2**53 - 1)
wholes = st.none() | st.integers(-(2**53) + 1, 2**53 - 1)
texts = st.text(max_size=40)
entries = st.builds(
    Entry, texts, texts, temperature=numbers, top_p=numbers, max_tokens=wholes, seed=wholes
)
line_ups = st.none() | st.lists(entries, max_size=4).map(
    lambda some: LineUp(tuple(Slot(entry) for entry in some))
)
drafts = st.builds(
    Draft,
    prompt=texts,
    system_prompt=texts,
    sampling=st.builds(
        Sampling,
        max_tokens=st.integers(-5, 10_000),
        temperature=numbers,
        top_p=numbers,
        seed=wholes,
        stop=st.lists(texts, max_size=5).map(tuple),
    ),
    demo_line_up=line_ups,
    real_line_up=line_ups,
)


def contents(draft: Draft) -> tuple[Any, ...]:
    entries = [
        None if line_up is None else line_up.entries
        for line_up in (draft.demo_line_up, draft.real_line_up)
    ]
    return draft.prompt, draft.system_prompt, draft.sampling, entries


@given(drafts)
def test_any_draft_comes_back_as_it_was(draft: Draft) -> None:
    again = draft_from_json(json.loads(json.dumps(draft_to_json(draft))))
    assert contents(again) == contents(draft)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"form": 99},
        {"form": 1},
        draft_to_json(first_draft()) | {"prompt": 7},
        draft_to_json(first_draft()) | {"demo_line_up": "acme"},
        draft_to_json(first_draft()) | {"demo_line_up": ["acme"]},
        draft_to_json(first_draft()) | {"demo_line_up": [{"model": "a/b"}]},
        draft_to_json(first_draft()) | {"sampling": {"temperature": "hot", "stop": []}},
        draft_to_json(first_draft()) | {"sampling": {"temperature": True, "stop": []}},
        draft_to_json(first_draft()) | {"sampling": {"temperature": float("nan"), "stop": []}},
        draft_to_json(first_draft()) | {"sampling": {"max_tokens": 1.5, "stop": []}},
        draft_to_json(first_draft()) | {"sampling": {"seed": 2**53, "stop": []}},
        draft_to_json(first_draft()) | {"sampling": {"top_p": 10**400, "stop": []}},
    ],
)
def test_a_file_that_holds_no_draft_of_ours_gives_none(value: Any) -> None:
    with pytest.raises(ValueError, match="it"):
        draft_from_json(value)
