"""What all followers of one run share: its renderings, and the pace at which they are made."""

import secrets
import time
from collections.abc import Callable
from threading import Lock

from bakeoff.live.rendered import RenderedAnswer
from bakeoff.live.warm_up import warm_up
from bakeoff.record import CompletionRecord, RunRecord

STEP_INTERVAL_S = 0.045
"""Least time between two renderings of one answer; at the socket's pace, 20 a second at most."""

PASS_BUDGET_S = 0.012
"""Longest that one pass renders before it leaves the rest to the next: others share the loop."""

LARGEST_SHARE = 0.25
"""Of a core's time, spent on rendering one run; beyond it, passes come less often."""


class RunView:
    """The renderings of one run, made only when a follower asks, once however many follow."""

    def __init__(
        self,
        record: RunRecord,
        now_s: Callable[[], float],
        *,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Show `record`; `now_s` is the run's own clock, `clock` paces the rendering."""
        self.record = record
        self.now_s = now_s
        self.epoch = secrets.token_hex(8)
        """Tells this view's counts from those of another one, in another process."""
        self.lock = Lock()
        """Held while rendering and while a follower reads: sockets and scripts may both follow."""
        self._clock = clock
        warm_up()
        self._rendered: dict[int, RenderedAnswer] = {}
        self._next_pass_at_s = float("-inf")
        self._followers = 0

    def join(self) -> None:
        """Count a follower in."""
        with self.lock:
            self._followers += 1

    def leave(self) -> None:
        """Count a follower out; the last one lets finished answers be kept as HTML alone."""
        with self.lock:
            self._followers -= 1
            if not self._followers:
                for rendered in self._rendered.values():
                    rendered.compact()

    def rendered(self, completion: CompletionRecord) -> RenderedAnswer:
        """Return the rendering of one completion."""
        if completion.index not in self._rendered:
            self._rendered[completion.index] = RenderedAnswer(completion)
        return self._rendered[completion.index]

    def advance(self, completions: list[CompletionRecord]) -> bool:
        """Render what is due, the longest unserved first; return whether some is still left."""
        began_s = self._clock()
        due = [r for r in map(self.rendered, completions) if r.has_news()]
        if not due or began_s < self._next_pass_at_s:
            return bool(due)
        due.sort(key=lambda rendered: rendered.stepped_at_s)
        left = len(due)
        for rendered in due:
            now_s = self._clock()
            if now_s - began_s > PASS_BUDGET_S or now_s - rendered.stepped_at_s < STEP_INTERVAL_S:
                break
            rendered.step()
            rendered.stepped_at_s = now_s
            left -= 1
        now_s = self._clock()
        self._next_pass_at_s = now_s + (now_s - began_s) * (1 / LARGEST_SHARE - 1)
        return left > 0
