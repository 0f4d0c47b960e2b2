import time
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
        ("Make a table of animals", "| Animal |"),
        ("Make a table of our sales", "| finish_reason |"),
        ("Solve this equation", "$$"),
        ("What is 17 * 23?", "391"),
        ("What is 7 / 0?", "undefined"),
        ("Give me 5 tips", "\n5. "),
        ('Translate "thank you" into Spanish', "gracias"),
        ("Tell me a story", "Ines"),
        ("Write an e-mail to Ann", "**Subject:**"),
        ("Compare tea and coffee", "| tea | coffee |"),
        ("Compare REST and GraphQL in a table", "| REST | GraphQL |"),
        ("Compare owls and larks", "| owls | larks |"),
        ("Summarise my notes", "key"),
        ("List ten rivers of Europe", "Danube"),
        ("Plan a 2-day trip to Lisbon", "Day 2."),
        ("Plan a 3-day trip to Lisbon", "Sintra"),
        ("Write a haiku about autumn", "**Autumn**"),
        ("How many r's are in strawberry?", "**3**"),
        ("What is the capital of Australia?", "Canberra"),
        ("Who are you?", "odel"),
        ("Write an email to my boss asking for a day off", "ask for a day off"),
        ("Write a Python function that checks for primes", "def is_prime"),
        ("How do I say good night in German?", "gute Nacht"),
        ("Translate I love you into French", "je t'aime"),
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


TEXT = """Summarise this: The harbour froze early that year, and the ferries stayed in port for
nine weeks. Nobody had planned for it. The island's only shop began to write a list of who had
taken what, to be paid in spring. Most of it was paid by June. One page was missing, and still is.
"""


@pytest.mark.parametrize("style", STYLES)
def test_a_summary_is_made_of_the_text_itself(style: Style) -> None:
    told = answer(TEXT, style=style)
    assert "The harbour froze early that year" in told
    assert len(told) < len(TEXT)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("prompt", ["How do I choose a bicycle?", "Why?", "Our plans for 2031"])
def test_what_a_script_cannot_know_it_does_not_make_up(style: Style, prompt: str) -> None:
    told = answer(prompt, style=style)
    assert any(word in told for word in ("script", "simulat"))
    assert "key" in told


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_said_twice(style: Style) -> None:
    text = write_answer("Why?", style=style, tokens=(500, 500), random=Random(3))
    sentences = [line for line in text.replace("\n", ". ").split(". ") if len(line) > 20]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    "prompt",
    ["sky " * 100_000, "a " * 200_000, "hi" + "!" * 400_000 + "x", "compare " + "a and " * 90_000],
    ids=["subject", "topic", "greeting", "comparison"],
)
def test_a_prompt_of_any_length_is_answered_at_once(prompt: str) -> None:
    started = time.process_time()
    assert answer(prompt)
    assert time.process_time() - started < 1


def test_a_greeting_is_answered_in_a_line_or_two() -> None:
    assert count_tokens(answer("Hello!")) < 60
