from random import Random
from typing import get_args

import pytest

from demo_gateway.answers import write_answer
from demo_gateway.persona import Style
from demo_gateway.subjects import SUBJECTS, subject_of
from demo_gateway.tokens import count_tokens

STYLES: tuple[Style, ...] = get_args(Style)


def told(prompt: str, *, style: Style = "concise", tokens: tuple[int, int] = (80, 200)) -> str:
    return write_answer(prompt, style=style, tokens=tokens, random=Random(1))


@pytest.mark.parametrize(
    ("prompt", "says"),
    [
        ("Why is the sky blue?", "scatters blue light"),
        ("What causes the tides?", "Moon"),
        ("How do vaccines work?", "immune system"),
        ("Explain photosynthesis", "carbon dioxide"),
        ("How does a large language model work?", "token"),
    ],
)
def test_what_everybody_asks_is_answered_truly(prompt: str, says: str) -> None:
    assert says in told(prompt)


@pytest.mark.parametrize("style", STYLES)
def test_a_table_with_as_many_rows_as_asked_comes_last(style: Style) -> None:
    prompt = "Explain why the sky is blue. End with a table of two everyday things."
    table = told(prompt, style=style).rpartition("\n\n")[2].splitlines()
    assert len(table) == 2 + 2
    assert table[1] == "|:--|:--|"


def test_every_style_tells_a_subject_in_its_own_way() -> None:
    assert len({told("Why is the sky blue?", style=style) for style in STYLES}) == len(STYLES)


def test_a_short_model_tells_less_than_a_long_one() -> None:
    short = told("Why is the sky blue?", tokens=(60, 60))
    assert count_tokens(short) < count_tokens(told("Why is the sky blue?", tokens=(300, 300)))


def test_an_unknown_subject_is_nobodys() -> None:
    assert subject_of("How do I choose a bicycle?") is None
    assert all(len(subject.rows) >= 4 for subject in SUBJECTS)
