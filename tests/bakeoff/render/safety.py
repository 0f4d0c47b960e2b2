"""What may stand in HTML made from model text: an allow-list of its own, read by a parser."""

from html.parser import HTMLParser

TEXT = "a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre s span strong ul"
TABLES = "table tbody td th thead tr"
MATHS = (
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow"
    " mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover"
)
TAGS = set(f"{TEXT} {TABLES} {MATHS}".split())
ATTRIBUTES = {
    "a": {"href", "title", "target", "rel"},
    "code": {"class"},
    "ol": {"start"},
    "span": {"class"},
    "td": {"align"},
    "th": {"align"},
}
FORBIDDEN_IN_MATHS = {"href", "class", "id", "style", "src", "altimg", "xlink:href", "mathcolor"}
SLOTS = {"ul", "ol", "tbody", "code"}


class _Checker(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"element {tag}"
        for name, value in attrs:
            self._check(tag, name, value)
        if tag == "a":
            given = dict(attrs)
            assert given["rel"] == "noopener noreferrer nofollow"
            assert given["target"] == "_blank"

    def _check(self, tag: str, name: str, value: str | None) -> None:
        if name == "data-slot":
            assert tag in SLOTS
        elif tag in MATHS.split():
            assert name not in FORBIDDEN_IN_MATHS
            assert not name.startswith("on")
            assert value is not None
            assert "(" not in value
        else:
            assert name in ATTRIBUTES.get(tag, set()), f"{name} on {tag}"
        if name == "href":
            assert value is not None
            assert value.lower().startswith(("http://", "https://", "mailto:")), value
        if name == "class":
            assert value is not None
            assert value.isascii()
            assert value.replace("language-", "").replace("-", "").isalnum()

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"instruction {data!r}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"declaration {data!r}")


def assert_safe(html: str) -> None:
    checker = _Checker(convert_charrefs=True)
    checker.feed(html)
    checker.close()
