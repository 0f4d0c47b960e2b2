import math

import pytest

from bakeoff.openrouter.lenient_json import BrokenJsonError, load_json


def test_right_json_is_read() -> None:
    assert load_json('{"a":[1,2.5,"é"]}'.encode()) == {"a": [1, 2.5, "é"]}


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert load_json(b'{"a":["x\\ud83d"]}') == {"a": ["x\ufffd"]}


def test_a_number_that_is_none_is_let_through() -> None:
    value = load_json(b'{"cost":NaN}')
    assert isinstance(value, dict)
    assert math.isnan(value["cost"])


@pytest.mark.parametrize("nothing", [b"", b"  ", b"null"])
def test_nothing_is_nothing(nothing: bytes) -> None:
    assert load_json(nothing) is None


@pytest.mark.parametrize(
    "broken",
    [
        b'{"a":',
        b"{'a':1}",
        b"oops",
        b"[" * 100000,
        b'{"a":NaN,"b":' + b"[" * 900 + b"]" * 900 + b"}",
    ],
)
def test_what_is_no_json_is_told_by_how_it_begins(broken: bytes) -> None:
    with pytest.raises(BrokenJsonError) as raised:
        load_json(broken)
    assert str(raised.value) == broken[:200].decode()


def test_broken_utf_8_is_told_apart() -> None:
    with pytest.raises(UnicodeDecodeError):
        load_json(b'{"a":"\xff"}')
