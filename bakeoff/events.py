"""What can happen to a run, one value each; `record.py` folds them.

`at_s` is seconds since the run started, by a monotonic clock, taken where the chunk was read.
`index` is the completion's place in the run.
"""

from dataclasses import dataclass
from typing import Literal

from bakeoff.failure import Failure
from bakeoff.usage import Usage

EndStatus = Literal["completed", "failed", "cancelled", "interrupted"]


@dataclass(slots=True)
class AttemptStarted:
    """A request is about to be handed to the client."""

    index: int
    at_s: float


@dataclass(slots=True)
class AttemptFailed:
    """An attempt failed before its first token and will be made again after `wait_s`."""

    index: int
    at_s: float
    failure: Failure
    wait_s: float


@dataclass(slots=True)
class Identified:
    """The answer said who it is; a field that it did not say is `None`."""

    index: int
    generation_id: str | None = None
    response_model: str | None = None
    provider: str | None = None


@dataclass(slots=True)
class ContentDelta:
    """More text of the answer; never empty."""

    index: int
    at_s: float
    text: str


@dataclass(slots=True)
class ReasoningDelta:
    """More text of the reasoning; never empty."""

    index: int
    at_s: float
    text: str


@dataclass(slots=True)
class RefusalDelta:
    """More text of a refusal; never empty."""

    index: int
    at_s: float
    text: str


@dataclass(slots=True)
class ToolCallDelta:
    """A piece of the `position`-th tool call: its id and name, and more of its arguments."""

    index: int
    at_s: float
    position: int
    call_id: str | None
    name: str | None
    arguments: str


@dataclass(slots=True)
class ImageReceived:
    """An image of the answer, as a data URL."""

    index: int
    at_s: float
    url: str


@dataclass(slots=True)
class FinishReported:
    """The stream named its finish_reason; it may do so more than once."""

    index: int
    finish_reason: str
    native_finish_reason: str | None


@dataclass(slots=True)
class UsageReported:
    """The stream reported what it used and cost."""

    index: int
    usage: Usage


@dataclass(slots=True)
class CompletionEnded:
    """Nothing more will come of this completion."""

    index: int
    at_s: float
    status: EndStatus
    failure: Failure | None = None


@dataclass(slots=True)
class RetryQueued:
    """A person asked for a completion again; the new one follows all others of the run."""

    retry_of: int


@dataclass(slots=True)
class RunEnded:
    """Every completion of the run has ended; a retry makes it live again."""

    at_s: float


CompletionEvent = (
    AttemptStarted
    | AttemptFailed
    | Identified
    | ContentDelta
    | ReasoningDelta
    | RefusalDelta
    | ToolCallDelta
    | ImageReceived
    | FinishReported
    | UsageReported
    | CompletionEnded
)
Event = CompletionEvent | RetryQueued | RunEnded
