from random import Random
from typing import get_args

import pytest

from demo_gateway.answers import write_answer
from demo_gateway.persona import Style
from demo_gateway.tokens import count_tokens

STYLES: tuple[Style, ...] = get_args(Style)


def answer(prompt: str, *, style: Style = "thorough", seed: int = 1) -> str:
    return write_answer(prompt, style=style, tokens=(120, 300), random=Random(seed))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("prompt", "shows"),
    [
        ("Write a Python function that sorts", "```python\n"),
        ("Write a bash script that zips logs", "```bash\n"),
        ("Make a table of animals", "|:-"),
        ("Solve this equation", "$$"),
        ("What is 17 * 23?", "391"),
        ("What is 7 / 0?", "undefined"),
        ("Give me 5 tips", "\n5. "),
        ('Translate "thank you" into Spanish', "gracias"),
        ("Tell me a story", "Ines"),
        ("Write an e-mail to Ann", "**Subject:**"),
        ("Compare tea and coffee", "| tea | coffee |"),
        ("Summarise my notes", "### Key points"),
    ],
)
def test_an_answer_fits_the_kind_of_prompt(style: Style, prompt: str, shows: str) -> None:
    assert shows in answer(prompt, style=style)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_random_source_gives_the_same_answer(style: Style) -> None:
    assert answer("Why is the sky blue?", style=style) == answer(
        "Why is the sky blue?", style=style
    )


def test_another_seed_gives_another_answer() -> None:
    assert len({answer("How do I choose a bicycle?", seed=seed) for seed in range(8)}) == 8
    assert len({answer("Why is the sky blue?", seed=seed) for seed in range(8)}) > 3


def test_every_style_answers_in_its_own_way() -> None:
    assert len({answer("Why is the sky blue?", style=style) for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_an_answer_to_a_question_is_about_as_long_as_asked(style: Style) -> None:
    text = write_answer("Why?", style=style, tokens=(400, 400), random=Random(3))
    assert 400 <= count_tokens(text) <= 520


def test_a_greeting_is_answered_in_a_line_or_two() -> None:
    assert count_tokens(answer("Hello!")) < 60
