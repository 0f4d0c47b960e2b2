"""The engine: one thread and one event loop for every comparison of this process.

Runs belong to it, not to a page: they go on when whoever started them is gone.
"""

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TypeVar

from bakeoff.connection import Connection
from bakeoff.fan_out import Terms, complete
from bakeoff.openrouter.client import ClientPool
from bakeoff.openrouter.retry import RetryPolicy
from bakeoff.openrouter.warm_up import freeze, import_sdk, rehearse
from bakeoff.record import CompletionRecord
from bakeoff.registry import RunRegistry
from bakeoff.request import ComparisonRequest
from bakeoff.run import Run
from bakeoff.settings import Deadlines
from bakeoff.usage import Prices

T = TypeVar("T")
KEEP_RUNS = 200
KEEP_BYTES = 256 * 1024 * 1024
CLOSE_TIMEOUT_S = 10.0
MOST_TURNS = 64
"""Completions up to which a run's requests take turns; beyond, the last would start too late."""


class Engine:
    """Runs comparisons; may be used from any thread.

    Args:
        keep_runs: finished runs that stay reachable, together with `keep_bytes`.
        keep_bytes: about how much memory those may take.
        retries: how often and after which waits an attempt is made again.
    """

    def __init__(
        self,
        keep_runs: int = KEEP_RUNS,
        keep_bytes: int = KEEP_BYTES,
        *,
        retries: RetryPolicy | None = None,
    ) -> None:
        self._retries = retries or RetryPolicy()
        self._registry = RunRegistry(keep_runs, keep_bytes)
        self._pool = ClientPool()
        self._loop = _new_loop()
        self._warming: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._lock = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="bakeoff-engine", daemon=True)
        self._thread.start()

    def start(
        self,
        request: ComparisonRequest,
        connection: Connection,
        *,
        deadlines: Deadlines | None = None,
        owner: str = "",
        prices: Prices | None = None,
    ) -> Run:
        """Start a comparison and return at once."""
        with self._lock:
            self._check_open()
            run = Run(
                request,
                connection,
                deadlines=deadlines or Deadlines(),
                retries=self._retries,
                owner=owner,
                prices=prices,
                loop=self._loop,
                complete=self._complete,
                on_live=self._registry.add,
                on_ended=self._registry.ended,
            )
            self._registry.add(run)
            self._loop.call_soon_threadsafe(run.launch)
        return run

    def get(self, run_id: str, owner: str) -> Run | None:
        """Return the owner's run; `None` when there is none of that id, or it is another's."""
        return self._registry.get(run_id, owner)

    def runs(self, owner: str) -> list[Run]:
        """Return the owner's runs, the newest first."""
        return self._registry.runs(owner)

    def submit(self, make: Callable[[ClientPool], Coroutine[object, object, T]]) -> Future[T]:
        """Run a short call on the engine's loop and through its clients."""
        with self._lock:
            self._check_open()
            return asyncio.run_coroutine_threadsafe(self._call(make), self._loop)

    def warm(self) -> None:
        """Load and rehearse what the first request needs; returns when that is done."""
        with self._lock:
            self._check_open()
            warmed = asyncio.run_coroutine_threadsafe(self._warmed(), self._loop)
        warmed.result()

    def close(self) -> None:
        """Interrupt every live run, close the clients and end the thread; may be called again."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            closed = asyncio.run_coroutine_threadsafe(self._shut_down(), self._loop)
        try:
            closed.result(CLOSE_TIMEOUT_S)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_TIMEOUT_S)

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("the engine is closed")

    async def _complete(self, completion: CompletionRecord, terms: Terms, run: Run) -> None:
        await self._warmed()
        await self._pool.prune()
        if len(run.record.completions) <= MOST_TURNS:
            # One request a turn of the loop: those already sent get on while the rest are built,
            # or the building of the others would be counted into the first ones' latency.
            async with self._turn:
                await asyncio.sleep(0)
        await complete(completion, terms, self._pool, run.emit)

    async def _call(self, make: Callable[[ClientPool], Coroutine[object, object, T]]) -> T:
        await self._warmed()
        return await make(self._pool)

    async def _warmed(self) -> None:
        if self._warming is None:
            self._warming = self._loop.create_task(self._warm())
        if not self._warming.done():
            await asyncio.shield(self._warming)

    async def _warm(self) -> None:
        await asyncio.to_thread(import_sdk)
        await rehearse()
        freeze()

    async def _shut_down(self) -> None:
        for run in self._registry.runs():
            if run.is_live:
                await run.interrupt()
        this = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not this]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._pool.close()

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


_engine: Engine | None = None
_engine_lock = threading.Lock()


def get_engine() -> Engine:
    """Return the process's engine, started at its first use."""
    global _engine  # noqa: PLW0603 -- one engine a process is the point
    with _engine_lock:
        if _engine is None:
            _engine = Engine()
            atexit.register(close_engine)
        return _engine


def close_engine() -> None:
    """Close the process's engine, if there is one; the next use starts another."""
    global _engine
    with _engine_lock:
        engine, _engine = _engine, None
    atexit.unregister(close_engine)
    if engine is not None:
        engine.close()
