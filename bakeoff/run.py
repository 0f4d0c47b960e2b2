"""One comparison while it runs and after: followed, stopped, repeated, waited for."""

import asyncio
import logging
import secrets
import threading
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import wait as wait_for_futures
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bakeoff import events
from bakeoff.connection import Connection
from bakeoff.failure import failure_of
from bakeoff.fan_out import Terms
from bakeoff.openrouter.failures import plain
from bakeoff.openrouter.retry import RetryPolicy
from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.redaction import redacted
from bakeoff.request import ComparisonRequest
from bakeoff.settings import Deadlines
from bakeoff.usage import Price, Prices

if TYPE_CHECKING:
    from os import PathLike

    from pandas import DataFrame

    from bakeoff.live import RunView


LOG = logging.getLogger("bakeoff")
Complete = Callable[[CompletionRecord, Terms, "Run"], Coroutine[Any, Any, None]]
"""What the engine does for one completion of a run."""


class Run:
    """One submitted comparison.

    Made by `Engine.start`. Its record is written by the engine's thread alone; everything here
    may be used from any thread.
    """

    def __init__(  # noqa: PLR0913 -- the engine's own, which passes what its caller gave
        self,
        request: ComparisonRequest,
        connection: Connection,
        *,
        deadlines: Deadlines,
        retries: RetryPolicy,
        owner: str,
        prices: Prices | None,
        loop: asyncio.AbstractEventLoop,
        complete: Complete,
        on_live: Callable[["Run"], None],
        on_ended: Callable[["Run"], None],
    ) -> None:
        self.run_id = secrets.token_urlsafe(16)
        """Unguessable id."""

        self.owner = owner
        """Who may see it; empty when there is no login."""

        self.connection = connection
        """Where it was sent, and who paid."""

        self.record = RunRecord(self.run_id, request, datetime.now(UTC))
        """What is known so far."""

        self._terms = Terms(
            request=request,
            connection=connection,
            deadlines=deadlines,
            retries=retries,
            started_at=perf_counter(),
        )
        self._prices = prices or {}
        self._loop = loop
        self._complete = complete
        self._on_live = on_live
        self._on_ended = on_ended
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._stop_status: events.EndStatus = "cancelled"
        self._ended: Future[None] = Future()
        self._view: RunView | None = None
        self._lock = threading.Lock()

    @property
    def request(self) -> ComparisonRequest:
        """What was asked."""
        return self.record.request

    @property
    def started_at(self) -> datetime:
        """When it was submitted, UTC."""
        return self.record.started_at

    @property
    def is_live(self) -> bool:
        """Whether any completion may still change."""
        return not self._ended.done()

    @property
    def elapsed_s(self) -> float:
        """Seconds since it was submitted, until it ended."""
        ended_at_s = self.record.ended_at_s
        return self.now_s() if ended_at_s is None else ended_at_s

    def now_s(self) -> float:
        """Return the seconds since it was submitted, by the clock of every `at_s`."""
        return perf_counter() - self._terms.started_at

    @property
    def view(self) -> "RunView":
        """Its answers as rendered for all who follow it; made when first asked for."""
        from bakeoff.live import RunView

        with self._lock:
            if self._view is None:
                self._view = RunView(self.record, self.now_s)
            return self._view

    def stop(self, index: int | None = None) -> None:
        """Cancel one completion, or all that are live; what had arrived is kept.

        Returns at once; the HTTP streams close on the engine's thread. Does nothing to what has
        ended.
        """
        if self.is_live:
            self._loop.call_soon_threadsafe(self._stop, index)

    def retry(self, index: int) -> int:
        """Ask a completion that has ended again, and return the new one's index.

        While its model is being asked again already, as from another tab, that one's.

        Raises:
            ValueError: the completion still runs.
            IndexError: there is no such completion.
            RuntimeError: the engine is closed.
        """
        if self._loop.is_closed():
            raise RuntimeError("the engine is closed")
        return asyncio.run_coroutine_threadsafe(self._retry(index), self._loop).result()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until nothing of it is live, and return whether that came in time."""
        ended = self._ended
        return ended in wait_for_futures([ended], timeout_s).done

    async def finished(self) -> None:
        """Wait, on any event loop, until nothing of it is live."""
        # Shielded, because whoever stops waiting must not cancel it for all others.
        await asyncio.shield(asyncio.wrap_future(self._ended))

    def to_frame(self) -> "DataFrame":
        """Return its table: one row a completion, retries too."""
        from bakeoff.table.frame import to_frame

        return to_frame([self.record])

    def to_csv(self, path: "str | PathLike[str]") -> None:
        """Write its table as a CSV that is safe to open in a spreadsheet."""
        from pathlib import Path

        from bakeoff.table.csv import write_csv

        Path(path).write_bytes(write_csv(self.to_frame()))

    def launch(self) -> None:
        """Start every completion; on the engine's thread."""
        for completion in self.record.completions:
            self._launch(completion)

    def emit(self, event: events.CompletionEvent) -> None:
        """Fold one event into the record; on the engine's thread."""
        if type(event) is events.UsageReported:
            event.usage = event.usage.priced(self._price(self.record.completions[event.index]))
        self.record.apply(event)

    async def interrupt(self) -> None:
        """Stop everything because the engine closes, and wait for it; on the engine's thread."""
        self._stop_status = "interrupted"
        tasks = list(self._tasks.values())
        self._stop(None)
        await asyncio.gather(*tasks, return_exceptions=True)

    def _price(self, completion: CompletionRecord) -> Price | None:
        served = self._prices.get(completion.response_model or "")
        return served or self._prices.get(completion.entry.model)

    def _launch(self, completion: CompletionRecord) -> None:
        task = self._loop.create_task(self._complete(completion, self._terms, self))
        self._tasks[completion.index] = task
        task.add_done_callback(partial(self._task_ended, completion))

    def _stop(self, index: int | None) -> None:
        for at, task in list(self._tasks.items()):
            if index is None or at == index:
                task.cancel()

    async def _retry(self, index: int) -> int:
        if index < 0:
            raise IndexError(f"no completion {index}")
        again = self.record.completions[index]
        if again.is_live:
            raise ValueError(f"completion {index} still runs; stop it first")
        for other in self.record.completions[index + 1 :]:
            if other.is_live and other.entry_index == again.entry_index:
                return other.index
        if self._ended.done():
            self._ended = Future()
        self.record.apply(events.RetryQueued(index))
        self._on_live(self)
        completion = self.record.completions[-1]
        self._launch(completion)
        return completion.index

    def _task_ended(self, completion: CompletionRecord, task: asyncio.Task[None]) -> None:
        del self._tasks[completion.index]
        failure = None
        status = self._stop_status
        if not task.cancelled() and (error := task.exception()) is not None:
            key = self.connection.api_key
            LOG.error(
                "A completion failed inside Bakeoff:\n%s",
                redacted("".join(traceback.format_exception(error)), key),
            )
            status = "failed"
            what = plain(f"({type(error).__name__}: {error})", 300)
            failure = failure_of("internal", redacted(what, key))
        if completion.is_live:
            self.emit(events.CompletionEnded(completion.index, self.now_s(), status, failure))
        if not self._tasks:
            self._end()

    def _end(self) -> None:
        ended_at_s = max(completion.ended_at_s or 0.0 for completion in self.record.completions)
        self.record.apply(events.RunEnded(ended_at_s))
        self._on_ended(self)
        self._ended.set_result(None)
