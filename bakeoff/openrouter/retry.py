"""When an attempt is made again, and after which wait: the only retries there are."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bakeoff.failure import Failure
from bakeoff.openrouter.failures import AttemptError


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how long; the defaults are what people get."""

    attempts: int = 4
    """Most requests that are sent for one completion."""

    first_wait_s: float = 0.5
    """Seconds before the second attempt; doubled before each further one."""

    jitter: float = 0.25
    """Part by which a wait is made longer or shorter at random, so that models do not return in
    step."""

    longest_hint_s: float = 10.0
    """Longest Retry-After that is obeyed; a longer one fails at once."""

    longest_waiting_s: float = 15.0
    """Most seconds of waiting in all."""

    def wait_s(self, attempt_number: int, failure: Failure) -> float:
        """Return the seconds to wait after this attempt, the first being 1."""
        if failure.retry_after_s is not None:
            return failure.retry_after_s
        base_s = self.first_wait_s * 2.0 ** (attempt_number - 1)
        return base_s * random.uniform(1 - self.jitter, 1 + self.jitter)

    def gives_up(
        self, attempt_number: int, failure: Failure, *, waited_s: float, wait_s: float
    ) -> bool:
        """Return whether no further attempt follows this one."""
        return (
            attempt_number >= self.attempts
            or (failure.retry_after_s or 0.0) > self.longest_hint_s
            or waited_s + wait_s > self.longest_waiting_s
        )


async def with_retries(
    attempt: Callable[[], Awaitable[None]],
    policy: RetryPolicy,
    before_wait: Callable[[Failure, float], None],
) -> None:
    """Await attempts until one succeeds or the policy gives up.

    Args:
        attempt: one request; an `AttemptError` of it that can't be mended is raised again.
        policy: how often and how long.
        before_wait: told of each failure that another attempt follows, and of the wait before it.

    Raises:
        AttemptError: the last attempt's.
    """
    from tenacity import AsyncRetrying, RetryCallState

    def failure_of(state: RetryCallState) -> Failure:
        assert state.outcome is not None
        error = state.outcome.exception()
        assert isinstance(error, AttemptError)
        return error.failure

    def is_worth_another(state: RetryCallState) -> bool:
        assert state.outcome is not None
        error = state.outcome.exception()
        return isinstance(error, AttemptError) and error.can_retry

    await AsyncRetrying(
        retry=is_worth_another,
        wait=lambda state: policy.wait_s(state.attempt_number, failure_of(state)),
        stop=lambda state: policy.gives_up(
            state.attempt_number,
            failure_of(state),
            waited_s=state.idle_for,
            wait_s=state.upcoming_sleep,
        ),
        before_sleep=lambda state: before_wait(failure_of(state), state.upcoming_sleep),
        reraise=True,
    )(attempt)
