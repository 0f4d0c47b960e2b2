"""One completion's answer as HTML while it grows, shared by all who follow it."""

from bakeoff.record import CompletionRecord
from bakeoff.render import LiveRendering, render_markdown
from bakeoff.render.operations import Operation


class RenderedAnswer:
    """The rendering of one completion; its operations are counted from 0 and never renumbered."""

    def __init__(self, completion: CompletionRecord) -> None:
        self._completion = completion
        self._rendering: LiveRendering | None = None
        self._final: tuple[str, int] | None = None
        self._fed = 0
        self.stepped_at_s = float("-inf")
        """When it was last rendered, by the view's clock."""

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
        parts = self._completion.text_parts[self._fed :]
        if has_ended and self._rendering is None:
            text = "".join(parts)
            self._final = (render_markdown(text), 1) if text else ("", 0)
            return
        rendering = self._rendering = self._rendering or LiveRendering()
        rendering.feed("".join(parts))
        self._fed += len(parts)
        if has_ended:
            rendering.finish()
            self._final = rendering.snapshot()
        else:
            rendering.step()

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
