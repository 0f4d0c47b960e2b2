"""The runs that can still be reached: every live one, and the newest of the finished."""

import sys
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from bakeoff.record import CompletionRecord, RunRecord

if TYPE_CHECKING:
    from bakeoff.run import Run


class RunRegistry:
    """Keeps runs by id, bounded by count and bytes; may be used from any thread."""

    def __init__(self, keep_runs: int, keep_bytes: int) -> None:
        self._keep_runs = keep_runs
        self._keep_bytes = keep_bytes
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._bytes: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(self, run: "Run") -> None:
        """Keep a run that is about to start, or to go on."""
        with self._lock:
            self._runs[run.run_id] = run
            self._bytes.pop(run.run_id, None)
            self._evict()

    def ended(self, run: "Run") -> None:
        """Weigh a run that has ended, and let go of what no longer fits."""
        with self._lock:
            if run.run_id in self._runs:
                self._bytes[run.run_id] = size_of(run.record)
                self._evict()

    def get(self, run_id: str, owner: str) -> "Run | None":
        """Return the owner's run; `None` when there is none of that id, or it is another's."""
        with self._lock:
            run = self._runs.get(run_id)
        return run if run is not None and run.owner == owner else None

    def runs(self, owner: str | None = None) -> "list[Run]":
        """Return the owner's runs, the newest first; everybody's for `None`."""
        with self._lock:
            kept = list(self._runs.values())
        return [run for run in reversed(kept) if owner is None or run.owner == owner]

    def _evict(self) -> None:
        # A run that is being weighed anew has no weight and counts as live.
        for run_id in list(self._runs):
            is_few = len(self._runs) <= self._keep_runs
            if is_few and sum(self._bytes.values()) <= self._keep_bytes:
                return
            if run_id in self._bytes:
                del self._runs[run_id], self._bytes[run_id]


def size_of(record: RunRecord) -> int:
    """Return about how many bytes a run takes, its answers foremost."""
    return sys.getsizeof(record.request.prompt) + sum(
        _size_of_completion(completion) for completion in record.completions
    )


def _size_of_completion(completion: CompletionRecord) -> int:
    parts = (completion.text_parts, completion.reasoning_parts, completion.images)
    size = sum(sys.getsizeof(part) for some in parts for part in some)
    return size + sum(sys.getsizeof(call.arguments) for call in completion.tool_calls)
