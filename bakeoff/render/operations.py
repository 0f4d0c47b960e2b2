"""What a follower is sent, and the HTML it builds.

An operation is a list whose first element is its code: ``b`` appends a block,
``o`` opens a container with a slot, ``i`` and ``t`` append HTML and text to the
slot, ``h`` colours the slot's text, ``c`` closes the slot, ``w`` replaces all.
"""

from collections.abc import Iterable, Sequence

from bakeoff.render.highlighting import coloured_html
from bakeoff.render.text import escape_text

Operation = list[str]
"""One step of building an answer; ready to be written as JSON."""

_SLOT = " data-slot>"


class Assembly:
    """The HTML that operations build, kept as they come."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._slot: list[str] = []
        self._text: list[str] = []
        self._before: str | None = None
        self._after = ""

    def apply(self, operation: Sequence[str]) -> None:
        """Build on."""
        match operation:
            case ["b", html]:
                self._html.append(html)
            case ["o", html]:
                # The slot is the last element and empty, so the last mark is its own,
                # whatever the attributes of the elements before it say.
                self._before, _, self._after = html.rpartition(_SLOT)
            case ["i", html]:
                self._slot.append(html)
            case ["t", text]:
                self._text.append(text)
                self._slot.append(escape_text(text))
            case ["h", runs]:
                self._slot = [coloured_html("".join(self._text), runs)]
            case ["c"]:
                self._close(">")
            case ["w", html]:
                assert self._before is None, "a slot is closed before all is replaced"
                self._html = [html]
            case _:
                raise ValueError(f"not an operation: {operation!r}")

    def html(self) -> str:
        """Return what has been built; an open slot keeps its mark, so it can be built on."""
        if self._before is None:
            return "".join(self._html)
        return "".join((*self._html, self._before, _SLOT, *self._slot, self._after))

    def _close(self, mark: str) -> None:
        assert self._before is not None, "only an open slot is closed"
        self._html.extend((self._before, mark, *self._slot, self._after))
        self._before = None
        self._slot.clear()
        self._text.clear()


def assemble(operations: Iterable[Sequence[str]]) -> str:
    """Return the HTML that the operations build."""
    assembly = Assembly()
    for operation in operations:
        assembly.apply(operation)
    return assembly.html()
