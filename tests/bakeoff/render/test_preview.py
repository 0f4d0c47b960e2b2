import pytest

from bakeoff.render.preview import completed, without_closing_tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b", "a **b**"),
        ("a **b*", "a **b**"),
        ("a **b** c", "a **b** c"),
        ("a *b", "a *b*"),
        ("a *b* and 2 * 3", "a *b* and 2 * 3"),
        ("* item **b", "* item **b**"),
        ("a `b", "a `b`"),
        ("a `b** c` d", "a `b** c` d"),
        ("a `", "a "),
        ("see [x](http", "see x"),
        ("see [x](http://e) y", "see [x](http://e) y"),
        ("a\n-", "a\n"),
        ("| a |\n|--", "| a |\n"),
        ("a\n12.", "a\n"),
        ("```\na **b", "```\na **b"),
        ("**a** first line\nand **b", "**a** first line\nand **b**"),
    ],
)
def test_what_the_last_line_leaves_open_is_closed_or_left_out(text: str, shown: str) -> None:
    assert completed(text) == shown


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a <strong>b</strong></p>", "<p>a <strong>b"),
        ("<p>a</p><hr>", "<p>a</p><hr>"),
        ("<p>a &gt;</p>", "<p>a &gt;"),
        ("", ""),
    ],
)
def test_closing_tags_at_the_end_are_left_to_the_browser(html: str, kept: str) -> None:
    assert without_closing_tags(html) == kept
