"""Text before it is parsed: one kind of line end, no NUL, no broken surrogates.

Streams are normalised piece by piece and give exactly what the whole would.
"""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_HELD_BACK = re.compile("[\r\ud800-\udbff]$")


def normalise(text: str) -> str:
    r"""Return the text with ``\n`` line ends, NUL and unpaired surrogates as U+FFFD.

    JSON escapes cut between two chunks arrive as two surrogates; a pair that
    stands together is joined.
    """
    if _LONE_SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _LINE_END.sub("\n", text).replace("\0", "\ufffd")


def escape_text(text: str) -> str:
    """Return the text as an HTML serialiser writes a text node."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\xa0", "&nbsp;")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, which is how a browser counts."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class NormalisedStream:
    """Text that arrives in pieces, normalised.

    A character whose meaning the next piece decides (a carriage return, half a
    surrogate pair) is held back until then.
    """

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def feed(self, text: str) -> None:
        """Append a piece."""
        self._pieces.append(text)

    def take(self, *, is_complete: bool = False) -> str:
        """Return what has been fed since the last call, as far as it is certain."""
        if not self._pieces:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not is_complete and _HELD_BACK.search(text[-1:]):
            self._pieces.append(text[-1])
            text = text[:-1]
        return normalise(text)
