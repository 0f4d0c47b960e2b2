"""What all followers of one run share: its renderings, and the pace at which they are made."""

import secrets
import time
from collections.abc import Callable
from threading import Lock

from bakeoff.live.rendered import RenderedAnswer, backlog
from bakeoff.live.warm_up import warm_up
from bakeoff.record import CompletionRecord, RunRecord

STEP_INTERVAL_S = 0.045
"""Least time between two renderings of one answer; at the socket's pace, 20 a second at most."""

PASS_BUDGET_S = 0.012
"""Longest that one pass renders before it leaves the rest to the next: others share the loop."""

SLOW_STEP_S = 0.03
"""A rendering that took longer has more such ahead of it."""

LONG_TEXT = 30_000
"""Characters that may take longer than that to render at once."""

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
        self._slowest_s = 0.0
        self._followers = 0
        # Not `lock`: who comes or goes on an event loop must not wait for a rendering.
        self._counting = Lock()

    def join(self) -> None:
        """Count a follower in."""
        with self._counting:
            self._followers += 1

    def leave(self) -> None:
        """Count a follower out; the last one lets finished answers be kept as HTML alone."""
        with self._counting:
            self._followers -= 1
            is_last = not self._followers
        # A rendering that is under way keeps what it has until the next follower leaves.
        if is_last and self.lock.acquire(blocking=False):
            try:
                for rendered in self._rendered.values():
                    rendered.compact()
            finally:
                self.lock.release()

    def may_take_long(self) -> bool:
        """Whether a batch may hold its thread for longer than an event loop can spare."""
        if self.lock.locked() or self._slowest_s > SLOW_STEP_S:
            return True
        return any(
            backlog(completion, self._rendered.get(completion.index)) > LONG_TEXT
            for completion in self.record.shown()
        )

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
        slowest_s = 0.0
        for rendered in due:
            now_s = self._clock()
            if now_s - began_s > PASS_BUDGET_S or now_s - rendered.stepped_at_s < STEP_INTERVAL_S:
                break
            rendered.step()
            rendered.stepped_at_s = now_s
            slowest_s = max(slowest_s, self._clock() - now_s)
            left -= 1
        self._slowest_s = slowest_s
        now_s = self._clock()
        self._next_pass_at_s = now_s + (now_s - began_s) * (1 / LARGEST_SHARE - 1)
        return left > 0
