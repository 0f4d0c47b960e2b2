"""Colours for code: runs of equal colour, worked out by Pygments.

A run list is compact text such as ``3k1_4nf`` (a length in UTF-16 code units and
a class, ``_`` for none), so a browser that has the code needs only the runs.
"""

import re
import time
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from bakeoff.render.text import escape_text, utf16_length

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

CLASSES = {
    "Comment": "c",
    "Generic.Deleted": "gd",
    "Generic.Heading": "gh",
    "Generic.Inserted": "gi",
    "Generic.Subheading": "gh",
    "Keyword": "k",
    "Keyword.Constant": "m",
    "Literal.Number": "m",
    "Literal.String": "s",
    "Name.Attribute": "na",
    "Name.Builtin": "nb",
    "Name.Class": "nc",
    "Name.Decorator": "na",
    "Name.Exception": "nc",
    "Name.Function": "nf",
    "Name.Tag": "nt",
    "Operator.Word": "k",
}
"""Pygments token types that have a colour, and its class; a subtype has its parent's."""

_PLAIN = "_"
_RUN = re.compile(r"(\d+)([a-z]+|_)")
_MAX_CODE_LENGTH = 50_000
_NO_CODE = re.compile(r"[^\n]{1000}|\s{300}")
"""Over such a line or gap, one regular expression of a lexer can take half a minute."""

_MAX_CPU_S = 0.25
_TOKENS_BETWEEN_LOOKS = 32


class _TooSlowError(Exception):
    """A lexer takes longer over some code than colours are worth."""


@lru_cache(maxsize=128)
def highlight_runs(code: str, language: str) -> str:
    """Return the runs of the code, or "" when nothing in it has a colour, or it takes too long.

    Some lexers need a time that grows with the square of the code, and hold the interpreter all
    that time; no ordinary code comes near the bounds.

    Args:
        code: The code, without the line end before the closing fence.
        language: A name among `LANGUAGES`' values; "" for none.
    """
    if not language or not code or len(code) > _MAX_CODE_LENGTH or _NO_CODE.search(code):
        return ""
    try:
        runs = _merged(_coloured(code, language))
    except _TooSlowError:
        return ""
    if all(style == _PLAIN for _, style in runs):
        return ""
    return "".join(f"{utf16_length(text)}{style}" for text, style in runs)


def coloured_html(code: str, runs: str) -> str:
    """Return the code as HTML with a span around each run that has a class."""
    if not runs:
        return escape_text(code)
    units = code.encode("utf-16-le")
    html: list[str] = []
    position = 0
    for length, style in _RUN.findall(runs):
        end = position + 2 * int(length)
        text = escape_text(units[position:end].decode("utf-16-le"))
        html.append(text if style == _PLAIN else f'<span class="{style}">{text}</span>')
        position = end
    return "".join(html)


def _coloured(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each token's text and class; the texts together are exactly the code."""
    left = len(code)
    # Lexers expect the last line to end; what they say about that line end is dropped.
    tokens = _lexer(language).get_tokens_unprocessed(code + "\n")
    latest_s = time.thread_time() + _MAX_CPU_S
    for count, (_, kind, text) in enumerate(tokens):
        if left <= 0:
            return
        if count % _TOKENS_BETWEEN_LOOKS == 0 and time.thread_time() > latest_s:
            raise _TooSlowError
        yield text[:left], _class_of(kind)
        left -= len(text)


def _merged(tokens: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join neighbours of one class, and give white space to the run before it."""
    runs: list[tuple[str, str]] = []
    for style, group in groupby(tokens, key=lambda token: token[1]):
        text = "".join(part for part, _ in group)
        if not text:
            continue
        if runs and (style == runs[-1][1] or _is_gap(text, style)):
            runs[-1] = (runs[-1][0] + text, runs[-1][1])
        else:
            runs.append((text, style))
    return runs


def _is_gap(text: str, style: str) -> bool:
    return style == _PLAIN and text.isspace()


@lru_cache(maxsize=1024)
def _class_of(kind: "_TokenType") -> str:
    names = list(kind)
    while names:
        if style := CLASSES.get(".".join(names)):
            return style
        names.pop()
    return _PLAIN


@lru_cache(maxsize=64)
def _lexer(language: str) -> "Lexer":
    from pygments.lexers import get_lexer_by_name

    options = {"startinline": True} if language == "php" else {}
    return get_lexer_by_name(language, **options)
