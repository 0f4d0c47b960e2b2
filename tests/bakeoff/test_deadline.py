import asyncio
from collections.abc import Callable

import pytest

from bakeoff.deadline import DeadlineExpiredError, Watchdog
from bakeoff.settings import Deadlines

LONG = Deadlines(first_token_s=60, between_tokens_s=60, total_s=60)


async def never() -> None:
    await asyncio.Event().wait()


async def expired(deadlines: Deadlines, steps: Callable[[Watchdog], None]) -> DeadlineExpiredError:
    """What ends a completion that takes these steps and then stalls."""

    async def stall() -> None:
        async with Watchdog(deadlines) as watchdog:
            steps(watchdog)
            await never()

    with pytest.raises(DeadlineExpiredError) as raised:
        await stall()
    return raised.value


async def test_no_first_token_ends_it() -> None:
    error = await expired(Deadlines(first_token_s=0.01), Watchdog.sent)
    assert (error.phase, error.seconds) == ("first_token", 0.01)


async def test_a_stall_after_a_token_ends_it_though_the_first_had_longer() -> None:
    def steps(watchdog: Watchdog) -> None:
        watchdog.sent()
        watchdog.token()

    error = await expired(Deadlines(first_token_s=60, between_tokens_s=0.01), steps)
    assert (error.phase, error.seconds) == ("between_tokens", 0.01)


async def test_tokens_that_keep_coming_meet_the_total_deadline_alone() -> None:
    def tokens(watchdog: Watchdog) -> None:
        watchdog.token()
        asyncio.get_running_loop().call_later(0.01, tokens, watchdog)

    error = await expired(Deadlines(between_tokens_s=0.2, total_s=0.3), tokens)
    assert (error.phase, error.seconds) == ("total", 0.3)


async def test_waiting_between_attempts_counts_for_the_total_alone() -> None:
    def steps(watchdog: Watchdog) -> None:
        watchdog.sent()
        watchdog.waiting()

    error = await expired(Deadlines(first_token_s=0.001, total_s=0.05), steps)
    assert error.phase == "total"


async def test_an_end_in_time_is_left_alone() -> None:
    async with Watchdog(LONG) as watchdog:
        watchdog.sent()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_a_cancellation_from_outside_passes_through() -> None:
    entered = asyncio.Event()

    async def watched() -> None:
        async with Watchdog(LONG):
            entered.set()
            await never()

    task = asyncio.ensure_future(watched())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_fault_inside_passes_through() -> None:
    async def fails() -> None:
        async with Watchdog(LONG):
            raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await fails()
