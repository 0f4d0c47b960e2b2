import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from bakeoff.cli.plain_text import BIDI_CONTROLS, plain, plain_line


@given(st.text(st.characters() | st.sampled_from(["\x1b", "\r", "\x9b", "\u202e"])))
@example("\ud800")
def test_no_control_character_is_left_but_line_ends_and_tabs(text: str) -> None:
    left = set(plain(text)) - {"\n", "\t"}
    assert not left & BIDI_CONTROLS
    assert {unicodedata.category(character) for character in left}.isdisjoint({"Cc", "Cs"})


def test_an_escape_sequence_is_shown_instead_of_obeyed() -> None:
    assert plain("\x1b]0;gotcha\x07\x9b2J\x7f") == "␛]0;gotcha␇\N{REPLACEMENT CHARACTER}2J␡"


def test_the_reading_direction_cannot_be_turned_around() -> None:
    assert plain("a\u202eb") == "a\N{REPLACEMENT CHARACTER}b"


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "Grüße, 世界!\n\tمرحبا 🙂 [bold]:smile:"
    assert plain(text) == text


def test_a_line_ends_the_same_way_everywhere() -> None:
    assert plain("a\r\nb") == "a\nb"


def test_one_line_stays_one_line() -> None:
    assert plain_line("a\n\n  b\tc ") == "a b c"
