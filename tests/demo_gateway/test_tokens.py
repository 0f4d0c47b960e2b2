from hypothesis import given
from hypothesis import strategies as st

from demo_gateway.tokens import count_tokens, split_tokens


@given(st.text())
def test_tokens_joined_are_the_text_again(text: str) -> None:
    assert "".join(split_tokens(text)) == text


@given(st.text())
def test_the_count_is_the_number_of_tokens(text: str) -> None:
    assert count_tokens(text) == len(split_tokens(text))


def test_a_token_of_ordinary_prose_is_about_four_characters() -> None:
    prose = "The first thing to notice is that several effects act at once, and not all alike. " * 9
    assert 3.0 < len(prose) / count_tokens(prose) < 5.0
