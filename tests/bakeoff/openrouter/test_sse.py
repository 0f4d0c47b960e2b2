import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff.openrouter.sse import EventTooLargeError, SseDecoder

LINE_ENDS = ("\n", "\r\n", "\r")
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


def decoded(pieces: list[bytes]) -> list[bytes]:
    decoder = SseDecoder()
    events = [event for piece in pieces for event in decoder.feed(piece)]
    return events + decoder.close()


def cut_at(body: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(body) + 1) for place in places), len(body)]
    return [body[start:end] for start, end in pairwise(bounds)]


@st.composite
def streams(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """A stream in any of the forms the standard allows, and the data of its events."""
    body, wanted = draw(st.sampled_from(["", "\ufeff"])), []
    for text in draw(st.lists(texts, max_size=6)):
        end = draw(st.sampled_from(LINE_ENDS))
        for noise in draw(st.lists(st.sampled_from([": OPENROUTER PROCESSING", ":", "id: 7"]))):
            body += noise + end + draw(st.sampled_from(["", end]))
        data = json.dumps(text, ensure_ascii=False)
        if draw(st.booleans()):
            body += f"event: message{end}"
        body += f"data:{draw(st.sampled_from(['', ' ']))}{data}{end}"
        if draw(st.booleans()):
            body += f"data: more{end}"
            data += "\nmore"
        body += end
        wanted.append(data.encode())
    return body.encode(), wanted


@given(streams(), st.lists(st.integers(min_value=0), max_size=8))
def test_any_cut_of_the_bytes_gives_the_same_events(
    stream: tuple[bytes, list[bytes]], places: list[int]
) -> None:
    body, wanted = stream
    assert decoded(cut_at(body, places)) == wanted


@given(st.binary(max_size=60), st.lists(st.integers(min_value=0), max_size=8))
def test_garbage_gives_the_same_events_however_it_is_cut(body: bytes, places: list[int]) -> None:
    assert decoded(cut_at(body, places)) == decoded([body])


@given(st.lists(texts, min_size=1, max_size=5))
def test_whole_events_in_one_read_are_all_found(data: list[str]) -> None:
    lines = [json.dumps(text) for text in data]
    body = "".join(f"data: {line}\n\n" for line in lines).encode()
    assert SseDecoder().feed(body) == [line.encode() for line in lines]


def test_comments_are_counted_and_are_no_events() -> None:
    decoder = SseDecoder()
    assert decoder.feed(b": OPENROUTER PROCESSING\n\n: \n\ndata: 1\n\n") == [b"1"]
    assert decoder.comments == 2


def test_an_event_without_its_blank_line_is_given_at_the_end() -> None:
    decoder = SseDecoder()
    assert decoder.feed(b"data: [DONE]") == []
    assert decoder.close() == [b"[DONE]"]


def test_an_event_is_given_as_soon_as_its_blank_line_came() -> None:
    decoder = SseDecoder()
    assert decoder.feed(b"data: 1\r\n\r") == [b"1"]
    assert decoder.feed(b"\ndata: 2\r\n\r\n") == [b"2"]


@pytest.mark.parametrize("piece", [b"x" * 1000, b"data: " + b"x" * 1000 + b"\n"])
def test_an_endless_event_is_given_up(piece: bytes) -> None:
    decoder = SseDecoder(max_event_bytes=5000)
    for _ in range(4):
        assert decoder.feed(piece) == []
    with pytest.raises(EventTooLargeError):
        decoder.feed(piece * 2)
