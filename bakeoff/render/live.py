"""One growing answer as HTML that is appended to, never rendered again from the start."""

from bakeoff.render.flow import Flow
from bakeoff.render.operations import Assembly, Operation
from bakeoff.render.preview import completed, without_closing_tags
from bakeoff.render.settling import State
from bakeoff.render.text import NormalisedStream, escape_text
from bakeoff.render.typesetter import Typesetter, render_markdown

_LARGE_BLOCK = 2_000
_LARGE_BLOCK_GROWTH = 16


class LiveRendering:
    """The incremental rendering of one answer, for any number of followers.

    A follower keeps how many operations it has and is sent those after them, and
    `open_html` as a patch against the one it last got. Not thread-safe.
    """

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        """What builds the answer so far; only ever appended to."""

        self.open_html = ""
        """The block still being written. Closing tags at its end are left to the parser."""

        self._stream = NormalisedStream()
        self._text: list[str] = []
        self._rest = ""
        self._typesetter = Typesetter()
        self._state: State = Flow(self._typesetter)
        self._assembly = Assembly()
        self._seen_length = 0
        self._seen_html = ""
        self._is_finished = False

    def feed(self, text: str) -> None:
        """Append text; nothing is rendered before the next step."""
        assert not self._is_finished, "a finished answer does not grow"
        self._stream.feed(text)

    def step(self) -> None:
        """Render what has been fed since the last step."""
        if not self._take(self._stream.take()):
            return
        if self._is_large_and_little_changed():
            unseen = self._rest[self._seen_length :]
            # Closing tags are left out, so this goes on inside the innermost element.
            self.open_html = self._seen_html + escape_text(unseen)
            return
        self._settle()
        self.open_html = self._preview()

    def finish(self) -> None:
        """Render the rest, and the whole again: what differs from it is replaced by it."""
        if self._is_finished:
            return
        self._is_finished = True
        self._take(self._stream.take(is_complete=True))
        if self._rest and not self._rest.endswith("\n"):
            self._rest += "\n"
        self._settle()
        self._emit(self._state.conclude(self._rest))
        self._rest = self.open_html = self._seen_html = ""
        whole = render_markdown("".join(self._text))
        if self._assembly.html() != whole:
            self._emit([["w", whole]])

    def snapshot(self) -> tuple[str, int]:
        """Return the HTML built so far and how many operations it covers.

        An open slot carries a `data-slot` attribute, so that the operations
        after these can be applied to it.
        """
        return self._assembly.html(), len(self.operations)

    def _take(self, text: str) -> bool:
        self._text.append(text)
        self._rest += text
        return bool(text)

    def _is_large_and_little_changed(self) -> bool:
        """Whether to put off another look, so that one endless block costs no more than its length.

        A look reads the whole open block; each is made when it has grown by a fraction.
        """
        length = len(self._rest)
        grown = length - self._seen_length
        return length > _LARGE_BLOCK and 0 < grown < length // _LARGE_BLOCK_GROWTH

    def _settle(self) -> None:
        while True:
            end = self._rest.rfind("\n") + 1
            settled = self._state.settle(self._rest[:end], self._rest[end:])
            self._emit(settled.operations)
            self._rest = self._rest[settled.length :]
            if not settled.length and settled.state is self._state:
                return
            self._state = settled.state

    def _preview(self) -> str:
        self._seen_length = len(self._rest)
        text = completed(self._rest)
        self._seen_html = without_closing_tags(self._state.preview(text)) if text.strip() else ""
        return self._seen_html

    def _emit(self, operations: list[Operation]) -> None:
        for operation in operations:
            self._assembly.apply(operation)
        self.operations.extend(operations)
