"""One completion from its first request to its end; as many run at once as there are entries.

Each is a task of its own and shares nothing with the others but the client.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bakeoff import events
from bakeoff.connection import Connection
from bakeoff.deadline import PHASE_SETTINGS, DeadlineExpiredError, Watchdog
from bakeoff.errors import SettingsError
from bakeoff.failure import Failure, failure_of
from bakeoff.openrouter.body import chat_body
from bakeoff.openrouter.client import ClientPool
from bakeoff.openrouter.failures import AttemptError
from bakeoff.openrouter.retry import RetryPolicy, with_retries
from bakeoff.openrouter.stream import Answering, Attempt
from bakeoff.record import CompletionRecord
from bakeoff.redaction import redacted
from bakeoff.request import ComparisonRequest
from bakeoff.settings import Deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What all completions of a run have in common."""

    request: ComparisonRequest
    """What is asked."""

    connection: Connection
    """Where it is asked, and who pays."""

    deadlines: Deadlines
    """How long a completion may take."""

    retries: RetryPolicy
    """How often and after which waits an attempt is made again."""

    started_at: float
    """When the run started, by `perf_counter`."""


async def complete(
    completion: CompletionRecord,
    terms: Terms,
    pool: ClientPool,
    emit: Callable[[events.CompletionEvent], None],
) -> None:
    """Ask one model and emit all that happens, the end included, unless it is cancelled."""
    await _Asking(completion, terms, emit).run(pool)


class _Asking:
    """One completion while it runs."""

    def __init__(
        self,
        completion: CompletionRecord,
        terms: Terms,
        emit: Callable[[events.CompletionEvent], None],
    ) -> None:
        request = terms.request
        self._body = chat_body(
            completion.entry.model, request.prompt, request.system_prompt, completion.sampling
        )
        self._terms = terms
        self._watchdog = Watchdog(terms.deadlines)
        self._to = Answering(
            index=completion.index,
            started_at=terms.started_at,
            emit=emit,
            watchdog=self._watchdog,
            connect_s=terms.deadlines.connect_s,
        )
        self._attempt: Attempt | None = None

    async def run(self, pool: ClientPool) -> None:
        failure: Failure | None = None
        try:
            with pool.lease(self._terms.connection) as client:

                async def attempt() -> None:
                    self._attempt = Attempt(self._to)
                    self._to.emit(events.AttemptStarted(self._to.index, self._to.at_s()))
                    self._watchdog.sent()
                    await self._attempt.ask(client, self._body)

                async with self._watchdog:
                    await with_retries(attempt, self._terms.retries, self._before_wait)
        except AttemptError as error:
            failure = error.failure
        except SettingsError as error:
            failure = failure_of("invalid_settings", str(error))
        except DeadlineExpiredError as error:
            # After the finish_reason nothing of the answer is missing, only its bill.
            if self._attempt is None or not self._attempt.is_complete:
                keep_alives = self._attempt.keep_alives if self._attempt else 0
                failure = _deadline_failure(error, keep_alives)
        self._end(failure)

    def _before_wait(self, failure: Failure, wait_s: float) -> None:
        self._watchdog.waiting()
        self._to.emit(
            events.AttemptFailed(self._to.index, self._to.at_s(), self._redacted(failure), wait_s)
        )

    def _end(self, failure: Failure | None) -> None:
        at_s = self._attempt.ended_at_s if self._attempt else None
        self._to.emit(
            events.CompletionEnded(
                self._to.index,
                self._to.at_s() if at_s is None else at_s,
                "completed" if failure is None else "failed",
                None if failure is None else self._redacted(failure),
            )
        )

    def _redacted(self, failure: Failure) -> Failure:
        key = self._terms.connection.api_key
        return replace(
            failure,
            message=redacted(failure.message, key),
            advice=redacted(failure.advice, key),
            provider=failure.provider and redacted(failure.provider, key),
        )


def _deadline_failure(error: DeadlineExpiredError, keep_alives: int) -> Failure:
    detail = f"The deadline is {error.seconds:g} s ({PHASE_SETTINGS[error.phase]})."
    if error.phase == "first_token" and keep_alives:
        detail += f" Only {keep_alives} keep-alives came."
    return failure_of(f"{error.phase}_timeout", detail)
