"""The engine as the tests of it use it."""

from collections.abc import Iterator

import pytest

from bakeoff.engine import Engine
from bakeoff.openrouter.retry import RetryPolicy

AT_ONCE = RetryPolicy(first_wait_s=0.0)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An engine that waits for nothing between attempts."""
    running = Engine(retries=AT_ONCE)
    yield running
    running.close()
