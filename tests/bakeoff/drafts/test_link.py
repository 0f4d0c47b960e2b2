import pytest

from bakeoff import read_link
from bakeoff.drafts.link import MOST_MODELS, MOST_PROMPT_CHARACTERS


def test_a_link_names_models_and_a_prompt() -> None:
    link = read_link({"models": "a/b, c/d:free,,a/b", "prompt": "Why?\nBecause."})
    assert link is not None
    assert link.line_up is not None
    assert [entry.model for entry in link.line_up.entries] == ["a/b", "c/d:free", "a/b"]
    assert link.prompt == "Why?\nBecause."
    assert not link.is_cut


@pytest.mark.parametrize(
    "parameters", [{}, {"run": "x"}, {"models": " , ,"}, {"prompt": "  "}, {"prompt": "\x00"}]
)
def test_an_address_that_fills_in_nothing_is_no_link(parameters: dict[str, str]) -> None:
    assert read_link(parameters) is None


def test_what_a_link_does_not_name_is_left_alone() -> None:
    link = read_link({"prompt": "Hi"})
    assert link is not None
    assert link.line_up is None


@pytest.mark.parametrize(
    "parameters",
    [
        {"models": ",".join(f"a/{number}" for number in range(MOST_MODELS + 1))},
        {"models": "a/b," + "x" * 500},
        {"prompt": "x" * (MOST_PROMPT_CHARACTERS + 1)},
    ],
)
def test_a_link_brings_only_so_much_and_says_so(parameters: dict[str, str]) -> None:
    link = read_link(parameters)
    assert link is not None
    assert link.is_cut
    assert len(link.prompt or "") <= MOST_PROMPT_CHARACTERS
    assert len(link.line_up or ()) <= MOST_MODELS


def test_a_link_cannot_hide_words_in_a_prompt() -> None:
    link = read_link({"prompt": "Hi\u202e\U000e0041\u200b there 👩\u200d💻\x1b[2J"})
    assert link is not None
    assert link.prompt == "Hi there 👩\u200d💻[2J"
