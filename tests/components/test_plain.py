import pytest

from components.plain import plain, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://a.b/c.png)", r"\!\[x\]\(http\:\/\/a\.b\/c\.png\)".replace(r"\/", "/")),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("$x$ :red[y] :material/home:", r"\$x\$ \:red\[y\] \:material/home\:"),
        ("<img src=x onerror=alert(1)>", r"\<img src\=x onerror\=alert\(1\)\>"),
        ("one\n\n# two\r\n", r"one \# two"),
        ("acme/swift 2", "acme/swift 2"),
    ],
)
def test_markdown_in_others_words_is_escaped(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_long_line_is_cut_and_a_short_one_is_not() -> None:
    assert shortened("twelve chars", 12) == "twelve chars"
    assert shortened("twelve  chars and\nmore", 12) == "twelve char…"
