"""One completion's answer as HTML while it grows, shared by all who follow it."""

from bakeoff.record import CompletionRecord
from bakeoff.render import LiveRendering, render_markdown
from bakeoff.render.operations import Operation

MOST_RENDERED = 1_000_000
"""Characters of an answer that are rendered; more than any model writes."""

REST_LEFT_OUT = "\n\n*The rest is too long to be shown. Copy and the CSV have all of it.*\n"


class RenderedAnswer:
    """The rendering of one completion; its operations are counted from 0 and never renumbered."""

    def __init__(self, completion: CompletionRecord) -> None:
        self._completion = completion
        self._rendering: LiveRendering | None = None
        self._final: tuple[str, int] | None = None
        self._fed = 0
        self._room = MOST_RENDERED
        self.stepped_at_s = float("-inf")
        """When it was last rendered, by the view's clock."""

    @property
    def fed(self) -> int:
        """Pieces of the text that have been taken in."""
        return self._fed

    @property
    def is_finished(self) -> bool:
        """Whether the whole answer has been rendered exactly."""
        return self._final is not None

    @property
    def count(self) -> int:
        """Operations so far."""
        if self._final is not None:
            return self._final[1]
        return len(self._rendering.operations) if self._rendering else 0

    @property
    def open_html(self) -> str:
        """HTML of the block that is still open."""
        return self._rendering.open_html if self._rendering else ""

    def has_news(self) -> bool:
        """Whether a step would change anything."""
        if self.is_finished:
            return False
        return len(self._completion.text_parts) > self._fed or not self._completion.is_live

    def step(self) -> None:
        """Render what has arrived since the last step; exactly and for good once it has ended."""
        # Read before the text: a completion seen as ended has all of its text already.
        has_ended = not self._completion.is_live
        text = self._take()
        if has_ended and self._rendering is None:
            self._final = (render_markdown(text), 1) if text else ("", 0)
            return
        rendering = self._rendering = self._rendering or LiveRendering()
        rendering.feed(text)
        if has_ended:
            rendering.finish()
            self._final = rendering.snapshot()
        else:
            rendering.step()

    def _take(self) -> str:
        parts = self._completion.text_parts[self._fed :]
        self._fed += len(parts)
        text = "".join(parts)
        room, self._room = self._room, self._room - len(text)
        if len(text) <= room:
            return text
        return text[:room] + REST_LEFT_OUT if room >= 0 else ""

    def after(self, count: int) -> list[Operation] | None:
        """Return the operations after the first `count`; `None` if only a snapshot can tell."""
        if count == self.count:
            return []
        if self._rendering is None or not 0 <= count < self.count:
            return None
        return self._rendering.operations[count:]

    def snapshot(self) -> tuple[str, int]:
        """Return the HTML of all operations so far, and how many they are."""
        if self._final is not None:
            return self._final
        return self._rendering.snapshot() if self._rendering else ("", 0)

    def compact(self) -> None:
        """Keep only the final HTML of a finished answer; nobody needs its operations."""
        if self.is_finished:
            self._rendering = None


def backlog(completion: CompletionRecord, rendered: RenderedAnswer | None) -> int:
    """Return how many characters the next step of a completion reads, the whole at its end."""
    if rendered is not None and rendered.is_finished:
        return 0
    first = rendered.fed if rendered is not None and completion.is_live else 0
    return sum(map(len, completion.text_parts[first:]))
