from hypothesis import given, settings
from hypothesis import strategies as st

from bakeoff.render import abridge, patch

HTML = st.text(st.sampled_from("<p>ab&é😀😁\U0001f680"), max_size=30)


def applied(previous: str, kept: int, rest: str) -> str:
    return previous.encode("utf-16-le")[: 2 * kept].decode("utf-16-le") + rest


@settings(deadline=None, database=None)
@given(HTML, HTML, HTML)
def test_a_patch_gives_the_current_text(start: str, one: str, other: str) -> None:
    kept, rest = patch(start + one, start + other)
    assert applied(start + one, kept, rest) == start + other


@settings(deadline=None, database=None)
@given(HTML, HTML)
def test_a_text_that_only_grew_costs_only_its_growth(start: str, more: str) -> None:
    assert patch(start, start + more)[1] == more


def test_all_that_is_common_is_kept() -> None:
    assert patch("abcd", "abXd") == (2, "Xd")
    assert patch("", "ab") == (0, "ab")
    assert patch("ab", "") == (0, "")
    assert patch("abc", "ab") == (2, "")


def test_characters_beyond_the_first_plane_count_twice() -> None:
    assert patch("😀a", "😀b") == (2, "b")


def test_a_surrogate_pair_is_never_cut() -> None:
    assert patch("😀", "😁") == (0, "😁")
    assert patch("a\ud83d\ude00", "a\ud83d\ude01") == (1, "\ud83d\ude01")


def test_a_settled_block_keeps_what_stood_open() -> None:
    operations = [
        ["b", "<p>one two three</p>"],
        ["o", "<ul data-slot></ul>"],
        ["t", "<p>one"],
        ["c"],
    ]
    assert abridge(operations, "<p>one two") == [
        ["b", 10, " three</p>"],
        ["o", "<ul data-slot></ul>"],
        ["t", "<p>one"],
        ["c"],
    ]
