from hypothesis import given, settings
from hypothesis import strategies as st

from bakeoff.render.text import NormalisedStream, escape_text, normalise, utf16_length

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\0\ud83d\ude00")), max_size=12)


def test_line_ends_become_one_kind() -> None:
    assert normalise("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"


def test_nul_and_lone_surrogates_become_replacement_characters() -> None:
    assert normalise("\0 \ud83d \ude00") == "\ufffd \ufffd \ufffd"


def test_two_halves_that_meet_become_one_character() -> None:
    assert normalise("\ud83d\ude00") == "😀"


@settings(deadline=None, database=None)
@given(st.lists(ANY_TEXT, max_size=8))
def test_a_stream_gives_what_the_whole_would(pieces: list[str]) -> None:
    stream = NormalisedStream()
    taken = []
    for piece in pieces:
        stream.feed(piece)
        taken.append(stream.take())
    taken.append(stream.take(is_complete=True))
    assert "".join(taken) == normalise("".join(pieces))


def test_text_is_escaped_as_a_browser_serialises_it() -> None:
    assert escape_text('<a href="x">\'&amp;\xa0') == '&lt;a href="x"&gt;\'&amp;amp;&nbsp;'


def test_length_is_counted_as_a_browser_counts() -> None:
    assert [utf16_length(text) for text in ("", "abc", "é", "😀a")] == [0, 3, 1, 3]
