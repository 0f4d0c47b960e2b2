"""What is known of a run so far: events folded by one reducer, for the screen and the store alike.

The engine's thread alone applies events. Text is kept as append-only parts, so that a reader in
another thread may remember how many it has seen and take the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bakeoff import events
from bakeoff.failure import Failure
from bakeoff.request import ComparisonRequest, Entry, Sampling
from bakeoff.usage import Usage

Status = Literal["queued", "running", "completed", "failed", "cancelled", "interrupted"]
LIVE_STATUSES = frozenset({"queued", "running"})


@dataclass(slots=True)
class Attempt:
    """One request sent for a completion."""

    started_at_s: float
    """Seconds since the run started."""

    ended_at_s: float | None = None
    """Seconds since the run started; `None` while it goes on."""

    failure: Failure | None = None
    """Why it did not answer; `None` while it goes on, or if it answered."""

    wait_s: float | None = None
    """Seconds waited after it before the next one; `None` if it was the last."""


@dataclass(slots=True)
class ToolCall:
    """A tool the model asked for; nothing is ever run."""

    call_id: str | None = None
    """The provider's id of the call; `None` when it gave none."""

    name: str = ""
    """The function's name."""

    arguments: str = ""
    """Its arguments, as the JSON text the model wrote."""


@dataclass(slots=True)
class CompletionRecord:
    """What one entry has answered so far, and how it went."""

    index: int
    """Its place in the run."""

    entry_index: int
    """The entry's place in the request; a retry shares its predecessor's."""

    entry: Entry
    """The model asked, with its label."""

    sampling: Sampling
    """The settings that were sent."""

    retry_of: int | None = None
    """The `index` of the completion that this one repeats; `None` for the first of its entry."""

    status: Status = "queued"
    """Where it stands."""

    text_parts: list[str] = field(default_factory=list)
    """The answer's text in pieces as they arrived; append-only."""

    reasoning_parts: list[str] = field(default_factory=list)
    """The reasoning's text in pieces as they arrived; append-only."""

    refusal: str = ""
    """The refusal's text; empty when the model did not refuse."""

    tool_calls: list[ToolCall] = field(default_factory=list)
    """The tools it asked for, in order."""

    images: list[str] = field(default_factory=list)
    """The images it returned, as data URLs; append-only."""

    response_model: str | None = None
    """The model that answered, as reported."""

    provider: str | None = None
    """The upstream that served it, as OpenRouter names it."""

    generation_id: str | None = None
    """OpenRouter's id of this completion."""

    finish_reason: str | None = None
    """Why it ended, in OpenRouter's words; unknown words pass through."""

    native_finish_reason: str | None = None
    """Why it ended, in the provider's own word."""

    usage: Usage = field(default_factory=Usage)
    """Tokens and cost; all `None` until reported."""

    attempts: list[Attempt] = field(default_factory=list)
    """Every request that was sent for it, in order."""

    first_token_at_s: float | None = None
    """When the first text, reasoning, refusal, tool call or image came, in seconds since the run
    started."""

    ended_at_s: float | None = None
    """When it ended, in seconds since the run started."""

    failure: Failure | None = None
    """Why it failed; `None` unless `status` is `failed`, or `cancelled` by a limit."""

    chunks: int = 0
    """Pieces of text and reasoning received; not tokens."""

    version: int = 0
    """Grows with every event, so that a reader can tell whether anything changed."""

    @property
    def text(self) -> str:
        """The answer's text so far."""
        return "".join(self.text_parts)

    @property
    def reasoning(self) -> str:
        """The reasoning's text so far."""
        return "".join(self.reasoning_parts)

    @property
    def is_live(self) -> bool:
        """Whether more may come."""
        return self.status in LIVE_STATUSES

    @property
    def ttft_s(self) -> float | None:
        """Seconds from the answering request to its first token; `None` if none arrived."""
        if self.first_token_at_s is None or not self.attempts:
            return None
        return self.first_token_at_s - self.attempts[-1].started_at_s

    @property
    def duration_s(self) -> float | None:
        """Seconds from the last request to the end; `None` until it ended."""
        if self.ended_at_s is None or not self.attempts:
            return None
        return self.ended_at_s - self.attempts[-1].started_at_s

    @property
    def waited_s(self) -> float | None:
        """Seconds spent on earlier attempts before the last request; `None` if none was sent."""
        if not self.attempts:
            return None
        return self.attempts[-1].started_at_s - self.attempts[0].started_at_s

    @property
    def tokens_per_second(self) -> float | None:
        """Completion tokens per second after the first token.

        `None` while any part is unknown, or when all came at once: a rate over no time is not fast.
        """
        tokens, ttft_s, duration_s = self.usage.completion_tokens, self.ttft_s, self.duration_s
        if tokens is None or ttft_s is None or duration_s is None or duration_s <= ttft_s:
            return None
        return tokens / (duration_s - ttft_s)


@dataclass(slots=True)
class RunRecord:
    """One submitted comparison and what its models have answered so far."""

    run_id: str
    """Unguessable id of the run."""

    request: ComparisonRequest
    """What was asked."""

    started_at: datetime
    """When it was submitted, UTC."""

    completions: list[CompletionRecord] = field(init=False)
    """One for each entry, in the request's order, then the retries as they were asked for."""

    ended_at_s: float | None = None
    """Seconds from submission until the last completion ended; `None` while it is live."""

    def __post_init__(self) -> None:
        """Queue a completion for every entry."""
        self.completions = [
            CompletionRecord(index, index, entry, self.request.sampling_of(index))
            for index, entry in enumerate(self.request.entries)
        ]

    @property
    def is_live(self) -> bool:
        """Whether any completion may still change."""
        return self.ended_at_s is None

    def apply(self, event: events.Event) -> None:
        """Fold one event into the record."""
        if isinstance(event, events.RunEnded):
            self.ended_at_s = event.at_s
            return
        if isinstance(event, events.RetryQueued):
            self._queue_retry(self.completions[event.retry_of])
            return
        completion = self.completions[event.index]
        _REDUCERS[type(event)](completion, event)
        completion.version += 1

    def shown(self) -> list[CompletionRecord]:
        """Return the newest completion of each entry, in the request's order."""
        newest = {completion.entry_index: completion for completion in self.completions}
        return [newest[entry_index] for entry_index in sorted(newest)]

    def _queue_retry(self, again: CompletionRecord) -> None:
        self.ended_at_s = None
        self.completions.append(
            CompletionRecord(
                len(self.completions),
                again.entry_index,
                again.entry,
                again.sampling,
                retry_of=again.index,
            )
        )


def _attempt_started(completion: CompletionRecord, event: events.AttemptStarted) -> None:
    completion.status = "running"
    completion.attempts.append(Attempt(event.at_s))


def _attempt_failed(completion: CompletionRecord, event: events.AttemptFailed) -> None:
    attempt = completion.attempts[-1]
    attempt.ended_at_s = event.at_s
    attempt.failure = event.failure
    attempt.wait_s = event.wait_s
    completion.response_model = completion.provider = completion.generation_id = None
    completion.finish_reason = completion.native_finish_reason = None


def _identified(completion: CompletionRecord, event: events.Identified) -> None:
    completion.generation_id = event.generation_id or completion.generation_id
    completion.response_model = event.response_model or completion.response_model
    completion.provider = event.provider or completion.provider


def _arrived(completion: CompletionRecord, at_s: float) -> None:
    completion.chunks += 1
    if completion.first_token_at_s is None:
        completion.first_token_at_s = at_s


def _content(completion: CompletionRecord, event: events.ContentDelta) -> None:
    _arrived(completion, event.at_s)
    completion.text_parts.append(event.text)


def _reasoning(completion: CompletionRecord, event: events.ReasoningDelta) -> None:
    _arrived(completion, event.at_s)
    completion.reasoning_parts.append(event.text)


def _refusal(completion: CompletionRecord, event: events.RefusalDelta) -> None:
    _arrived(completion, event.at_s)
    completion.refusal += event.text


def _tool_call(completion: CompletionRecord, event: events.ToolCallDelta) -> None:
    _arrived(completion, event.at_s)
    while len(completion.tool_calls) <= event.position:
        completion.tool_calls.append(ToolCall())
    call = completion.tool_calls[event.position]
    call.call_id = call.call_id or event.call_id
    call.name = call.name or event.name or ""
    call.arguments += event.arguments


def _image(completion: CompletionRecord, event: events.ImageReceived) -> None:
    _arrived(completion, event.at_s)
    completion.images.append(event.url)


def _finish(completion: CompletionRecord, event: events.FinishReported) -> None:
    completion.finish_reason = event.finish_reason
    completion.native_finish_reason = event.native_finish_reason or completion.native_finish_reason


def _usage(completion: CompletionRecord, event: events.UsageReported) -> None:
    completion.usage = event.usage


def _ended(completion: CompletionRecord, event: events.CompletionEnded) -> None:
    completion.status = event.status
    completion.failure = event.failure
    completion.ended_at_s = event.at_s
    if event.failure is not None and event.failure.generation_id is not None:
        completion.generation_id = completion.generation_id or event.failure.generation_id
    if event.failure is not None and event.failure.provider is not None:
        completion.provider = completion.provider or event.failure.provider
    if completion.attempts and completion.attempts[-1].ended_at_s is None:
        completion.attempts[-1].ended_at_s = event.at_s
        completion.attempts[-1].failure = event.failure


_REDUCERS: dict[type, Callable[[CompletionRecord, Any], None]] = {
    events.AttemptStarted: _attempt_started,
    events.AttemptFailed: _attempt_failed,
    events.Identified: _identified,
    events.ContentDelta: _content,
    events.ReasoningDelta: _reasoning,
    events.RefusalDelta: _refusal,
    events.ToolCallDelta: _tool_call,
    events.ImageReceived: _image,
    events.FinishReported: _finish,
    events.UsageReported: _usage,
    events.CompletionEnded: _ended,
}
