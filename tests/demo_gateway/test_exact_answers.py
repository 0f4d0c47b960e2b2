import pytest

from demo_gateway.exact_answers import exact_answer


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What is 17*23?", "**391**"),
        ("12 divided by 5", "**2.4**"),
        ("0.1 + 0.2", "**0.3**"),
        ("7 − 10", "**-3**"),
        ("What is 15% of 240?", "**36**"),
        ("square root of 2", "**1.414213562**"),
        ("Solve x^2 - 5x + 6 = 0", "**x = 2** or **x = 3**"),
        ("Solve 2x² = 8 for me, that is 2x² - 8 = 0", "**x = -2** or **x = 2**"),
        ("x^2 + x + 1 = 0", "**no real solution**"),
        ("Solve 2x + 3 = 11", "**x = 4**"),
        ("5 / 0", "undefined"),
        ("How many 's' in mississippi?", "**4**"),
        ("What is the capital of the United States?", "Washington"),
    ],
)
def test_what_can_be_worked_out_is_right(prompt: str, answer: str) -> None:
    found = exact_answer(prompt)
    assert found is not None
    assert answer in found.answer


@pytest.mark.parametrize(
    "prompt",
    [
        "Why?",
        "",
        "version 1.2.3-4",
        "a-1",
        "the capital of Atlantis",
        "2024-01-15",
        "1/2/2024",
        "2 + 3 * 4",
    ],
)
def test_what_is_no_sum_is_left_alone(prompt: str) -> None:
    assert exact_answer(prompt) is None


def test_the_working_is_shown() -> None:
    found = exact_answer("17 x 23")
    assert found is not None
    assert "340 + 51" in found.working
