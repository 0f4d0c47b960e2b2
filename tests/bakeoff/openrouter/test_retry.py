import pytest

from bakeoff.failure import Failure, failure_of
from bakeoff.openrouter.failures import AttemptError
from bakeoff.openrouter.retry import RetryPolicy, with_retries

SERVER_ERROR = failure_of("server_error")


def hinted(seconds: float) -> Failure:
    return failure_of("rate_limited", retry_after_s=seconds)


def test_the_defaults_are_those_that_are_documented() -> None:
    policy = RetryPolicy()
    assert (policy.attempts, policy.longest_hint_s, policy.longest_waiting_s) == (4, 10, 15)


@pytest.mark.parametrize(("attempt_number", "base_s"), [(1, 0.5), (2, 1.0), (3, 2.0)])
def test_waits_double_and_are_spread(attempt_number: int, base_s: float) -> None:
    waits = [RetryPolicy().wait_s(attempt_number, SERVER_ERROR) for _ in range(200)]
    assert base_s * 0.75 <= min(waits) < base_s < max(waits) <= base_s * 1.25


def test_a_hint_is_waited_for_as_it_is() -> None:
    assert RetryPolicy().wait_s(1, hinted(7)) == 7


@pytest.mark.parametrize(
    ("attempt_number", "failure", "waited_s", "wait_s", "gives_up"),
    [
        (1, SERVER_ERROR, 0, 0.5, False),
        (3, SERVER_ERROR, 1.5, 2, False),
        (4, SERVER_ERROR, 3.5, 4, True),
        (1, hinted(10), 0, 10, False),
        (1, hinted(10.1), 0, 10.1, True),
        (2, hinted(5), 10, 5, False),
        (2, hinted(6), 10, 6, True),
    ],
)
def test_it_gives_up_after_four_attempts_or_too_much_waiting(
    attempt_number: int, failure: Failure, waited_s: float, wait_s: float, gives_up: bool
) -> None:
    assert (
        RetryPolicy().gives_up(attempt_number, failure, waited_s=waited_s, wait_s=wait_s)
        is gives_up
    )


class Attempts:
    """Attempts that fail as told, then succeed."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.made = 0
        self.waits: list[tuple[Failure, float]] = []

    async def attempt(self) -> None:
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)

    def before_wait(self, failure: Failure, wait_s: float) -> None:
        self.waits.append((failure, wait_s))

    async def run(self) -> None:
        await with_retries(self.attempt, RetryPolicy(first_wait_s=0.0), self.before_wait)


async def test_each_failure_that_is_mended_is_told_with_its_wait() -> None:
    attempts = Attempts(AttemptError(SERVER_ERROR), AttemptError(hinted(0)))
    await attempts.run()
    assert attempts.made == 3
    assert attempts.waits == [(SERVER_ERROR, 0.0), (hinted(0), 0)]


async def test_the_last_failure_is_raised_and_not_told() -> None:
    attempts = Attempts(*[AttemptError(SERVER_ERROR) for _ in range(4)])
    with pytest.raises(AttemptError) as raised:
        await attempts.run()
    assert raised.value.failure == SERVER_ERROR
    assert (attempts.made, len(attempts.waits)) == (4, 3)


@pytest.mark.parametrize(
    "error",
    [
        AttemptError(failure_of("invalid_key")),
        AttemptError(SERVER_ERROR, can_retry=False),
        ValueError("a bug"),
    ],
)
async def test_what_can_not_be_mended_is_raised_at_once(error: Exception) -> None:
    attempts = Attempts(error)
    with pytest.raises(type(error)):
        await attempts.run()
    assert (attempts.made, attempts.waits) == (1, [])
