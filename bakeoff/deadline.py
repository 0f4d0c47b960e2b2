"""One alarm for a whole completion: first token, between tokens, and all of it together.

A token costs one attribute to write; the alarm looks whether it is due when it rings, and is set
again when it is not.
"""

import asyncio
from types import TracebackType
from typing import Literal, Self

from bakeoff.settings import Deadlines

Phase = Literal["first_token", "between_tokens", "total"]
PHASE_SETTINGS: dict[Phase, str] = {
    "first_token": "BAKEOFF_FIRST_TOKEN_TIMEOUT_S",
    "between_tokens": "BAKEOFF_BETWEEN_TOKENS_TIMEOUT_S",
    "total": "BAKEOFF_TOTAL_TIMEOUT_S",
}


class DeadlineExpiredError(Exception):
    """A completion took longer than it may."""

    def __init__(self, phase: Phase, seconds: float) -> None:
        super().__init__(f"the {phase} deadline of {seconds:g} s")
        self.phase = phase
        self.seconds = seconds


class Watchdog:
    """Cancels the task that enters it when a deadline passes, and says which one it was.

    Raises:
        DeadlineExpiredError: on leaving, in place of the cancellation that it caused itself.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines
        self._phase: Literal["waiting", "first_token", "between_tokens"] = "waiting"
        self._expired: Phase | None = None

    async def __aenter__(self) -> Self:
        """Start the total deadline."""
        self._loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._cancelling = task.cancelling()
        self._phase_at = self._loop.time()
        self._total_at = self._phase_at + self._deadlines.total_s
        self._handle = self._loop.call_at(self._total_at, self._ring)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the alarm, and turn a cancellation of its own into `DeadlineExpiredError`."""
        self._handle.cancel()
        if self._expired is None:
            return
        # A Stop may have come at the same moment; then the cancellation is not ours alone.
        if self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise DeadlineExpiredError(self._expired, self._seconds(self._expired)) from error

    def sent(self) -> None:
        """Await the first token of an attempt from now on."""
        self._enter_phase("first_token")

    def waiting(self) -> None:
        """Let only the total deadline run, as between attempts."""
        self._enter_phase("waiting")

    def token(self) -> None:
        """Note that a token came."""
        if self._phase == "between_tokens":
            self._phase_at = self._loop.time()
        else:
            self._enter_phase("between_tokens")

    def _enter_phase(self, phase: Literal["waiting", "first_token", "between_tokens"]) -> None:
        self._phase = phase
        self._phase_at = self._loop.time()
        self._handle.cancel()
        self._handle = self._loop.call_at(self._due()[0], self._ring)

    def _seconds(self, phase: Phase) -> float:
        if phase == "total":
            return self._deadlines.total_s
        if phase == "first_token":
            return self._deadlines.first_token_s
        return self._deadlines.between_tokens_s

    def _due(self) -> tuple[float, Phase]:
        if self._phase == "waiting":
            return self._total_at, "total"
        phase_at = self._phase_at + self._seconds(self._phase)
        if phase_at < self._total_at:
            return phase_at, self._phase
        return self._total_at, "total"

    def _ring(self) -> None:
        due_at, phase = self._due()
        if self._loop.time() < due_at:
            self._handle = self._loop.call_at(due_at, self._ring)
            return
        self._expired = phase
        self._task.cancel()
