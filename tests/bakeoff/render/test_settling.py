import pytest

from bakeoff.render.settling import ends_blank, is_certain

TEXT = ["word", "Ünd", "“quoted", "(a", "**Bold", "*em", "`code", "42 apples", "é", "😀"]
ITEMS = ["- item", "1. item", "* **Item", "- `a", "## "]
MARKERS = ["-", "- ", "--", "- -", "* *", "* ** ", "*", "**", "+", "1", "12.", "1. ", "#", "###"]
OTHERS = ["", " ", "  word", "=", "==", "`", "``", "```", "~~~", "|", "| a", ":", ">", "> a"]
MATHS = ["$$", "\\[", "\t- a", "* \\]", "word $$", "[a]: x"]


@pytest.mark.parametrize("partial", [*TEXT, *ITEMS])
def test_a_beginning_that_can_only_be_one_thing_is_certain(partial: str) -> None:
    assert is_certain(partial)


@pytest.mark.parametrize("partial", [*MARKERS, *OTHERS, *MATHS])
def test_a_beginning_that_may_become_another_thing_is_not(partial: str) -> None:
    assert not is_certain(partial)


def test_lines_end_blank_when_their_last_holds_nothing_but_space() -> None:
    assert [ends_blank(lines) for lines in ("\n", "a\n\n", "a\n \t\n", "a\n", "\na\n")] == [
        True, True, True, False, False,
    ]  # fmt: skip
