"""Markdown to sanitised HTML: a whole text, or the parts of one that is still growing.

Whatever leaves this module has been through the sanitiser.
"""

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bakeoff.render.sanitiser import clean, clean_rows
from bakeoff.render.text import normalise

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LISTS = ("bullet_list_open", "ordered_list_open")


def render_markdown(text: str) -> str:
    """Return the whole text as sanitised HTML that loads nothing from anywhere."""
    return clean(str(_parser().render(normalise(text))))


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top level of a text."""

    tokens: Sequence["Token"]
    """Its tokens, the opening one first, inline content unparsed."""

    first_line: int
    """The line it begins on, counted from 0."""

    end_line: int
    """The line after its last."""

    @property
    def kind(self) -> str:
        """What the parser calls its opening token."""
        return self.tokens[0].type

    @property
    def is_list(self) -> bool:
        """Whether it is a list of either sort."""
        return self.kind in _LISTS

    def item_lines(self) -> list[int]:
        """Return the line each item of a list begins on."""
        items = (token for token in self.tokens if token.type == "list_item_open")
        return [token.map[0] for token in items if token.level == 1 and token.map]

    def is_tight(self) -> bool:
        """Return whether a list shows its items without paragraphs."""
        paragraphs = (token for token in self.tokens if token.type == "paragraph_open")
        return all(token.hidden for token in paragraphs if token.level == 2)


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a text."""

    blocks: Sequence[Block]
    """The top-level blocks, in order; link definitions are none."""

    open_maths_line: int | None
    """The first line that opens a formula which nothing closes yet; None without one."""


class Typesetter:
    """Renders pieces of one text, and remembers the link definitions in what is settled."""

    def __init__(self) -> None:
        self._references: dict[str, Any] = {}

    def outline(self, text: str) -> Outline:
        """Return the blocks of the text, without a look inside them."""
        environment = self._environment(is_settled=False)
        tokens: list[Token] = []
        _parser().block.parse(text, _parser(), environment, tokens)
        return Outline(_blocks(tokens), environment.get("open_maths"))

    def blocks(self, text: str, *, is_settled: bool = True) -> str:
        """Return the text's HTML."""
        return clean(self._html(self._parse(text, is_settled=is_settled), text, is_settled))

    def items(self, text: str, *, is_tight: bool, is_settled: bool = True) -> str:
        """Return the `li` elements of the list that begins the text, "" when none does."""
        blocks = _blocks(self._parse(text, is_settled=is_settled))
        if not blocks or not blocks[0].is_list:
            return ""
        tokens = blocks[0].tokens
        for token in tokens:
            if token.level == 2 and token.type in ("paragraph_open", "paragraph_close"):
                token.hidden = is_tight
        return clean(self._html(tokens[1:-1], text, is_settled))

    def rows(self, text: str, *, is_settled: bool = True) -> str:
        """Return the body rows of the table that begins the text."""
        tokens = self._parse(text, is_settled=is_settled)
        kinds = [token.type for token in tokens]
        if "tbody_open" not in kinds:
            return ""
        body = tokens[kinds.index("tbody_open") + 1 : kinds.index("tbody_close")]
        return clean_rows(self._html(body, text, is_settled))

    def _parse(self, text: str, *, is_settled: bool) -> "list[Token]":
        return _parser().parse(text, self._environment(is_settled=is_settled))

    def _html(self, tokens: "Sequence[Token]", text: str, is_settled: bool) -> str:
        # The last line of an open text may be inside a fence that is still written.
        environment = {} if is_settled else {"open_from_line": text.count("\n")}
        return str(_parser().renderer.render(tokens, _parser().options, environment))

    def _environment(self, *, is_settled: bool) -> dict[str, Any]:
        return {"references": self._references if is_settled else ChainMap({}, self._references)}


def _blocks(tokens: "Sequence[Token]") -> list[Block]:
    """Group tokens by the top-level block they belong to."""
    blocks: list[Block] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            lines = tokens[start].map
            assert lines is not None, "every top-level block knows its lines"
            blocks.append(Block(tokens[start : index + 1], lines[0], lines[1]))
            start = index + 1
    return blocks


@cache
def _parser() -> "MarkdownIt":
    from bakeoff.render.grammar import build_parser

    return build_parser()
