"""Remember what the gateway did: accounts by key, generations, stream clocks, failed attempts.

Keys are never kept, only their digests. Everything is bounded, oldest first out.
"""

import hashlib
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from demo_gateway.billing import Bill

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

VISIBLE_AFTER_S = 0.3
_KEPT_GENERATIONS = 20_000
_KEPT_STREAMS = 20_000
_KEPT_ATTEMPTS = 10_000
_KEPT_ACCOUNTS = 10_000


@dataclass(slots=True)
class Account:
    """What one key has used so far."""

    id: str
    """Digest of the key."""

    label: str
    """The key as it may be shown: both ends, or less for a short one."""

    usage: Decimal = Decimal(0)
    """Charged so far, in US dollars."""

    byok_usage: Decimal = Decimal(0)
    """Charged to the visitor's own provider keys so far, in US dollars."""

    free_requests: int = 0
    """Requests to `:free` models so far."""

    @property
    def user_id(self) -> str:
        """The id that error bodies carry."""
        return f"user_demo{self.id[:16]}"


@dataclass(slots=True, kw_only=True)
class StreamClock:
    """The gateway's own clock of one answer; times are Unix seconds."""

    generation_id: str
    """The answer's id."""

    model: str
    """The id asked for."""

    started: float
    """When the request had been read."""

    first_token: float | None = None
    """When the first token was sent; `None` before that."""

    ended: float | None = None
    """When it ended; `None` while it runs."""

    tokens: int = 0
    """Tokens sent so far."""

    text_bytes: int = 0
    """Bytes of answer text sent so far, as UTF-8, without the protocol around it."""

    late_max_s: float = 0.0
    """How far behind its schedule the latest token was, in seconds."""

    aborted: bool = False
    """Whether the client went away before the end."""

    def as_fields(self) -> dict[str, object]:
        """Return the clock as the JSON object that `/bench/streams` lists."""
        return {
            "generation_id": self.generation_id,
            "model": self.model,
            "started": self.started,
            "first_token": self.first_token,
            "ended": self.ended,
            "tokens": self.tokens,
            "text_bytes": self.text_bytes,
            "late_max_s": self.late_max_s,
            "aborted": self.aborted,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One finished answer, as `/generation` reports it."""

    clock: StreamClock
    """Its times and its id."""

    account_id: str
    """Whose it is; nobody else can read it."""

    bill: Bill
    """What it used and costs."""

    permaslug: str
    """The dated id of the model that answered."""

    provider: str
    """The upstream that served it."""

    router: str | None
    """The router's id; `None` when the model was asked for itself."""

    is_streamed: bool
    """Whether it was streamed."""

    finish_reason: str | None
    """Why it ended; `None` if it did not."""

    native_finish_reason: str | None
    """Why it ended, in the provider's words; `None` if it did not."""

    origin: str
    """The HTTP-Referer of the request; empty if it sent none."""

    user_agent: str | None
    """The User-Agent of the request; `None` if it sent none."""

    recorded_at: float
    """When it was recorded, by the monotonic clock, in seconds."""


class Ledger:
    """Everything the gateway remembers."""

    def __init__(self) -> None:
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        self._generations: OrderedDict[str, Generation] = OrderedDict()
        self._streams: deque[StreamClock] = deque(maxlen=_KEPT_STREAMS)
        self._failures: OrderedDict[tuple[str, str, str], int] = OrderedDict()

    def account_for(self, key: str) -> Account:
        """Return the account of a key."""
        digest = hashlib.sha256(key.encode(errors="replace")).hexdigest()
        account = self._accounts.get(digest)
        if account is None:
            label = f"{key[:14]}...{key[-3:]}" if len(key) > 24 else f"{key[:11]}..."
            account = self._accounts[digest] = Account(digest, label)
            _forget_beyond(self._accounts, _KEPT_ACCOUNTS)
        return account

    def open_stream(self, *, generation_id: str, model: str) -> StreamClock:
        """Start the clock of an answer."""
        clock = StreamClock(generation_id=generation_id, model=model, started=time.time())
        self._streams.append(clock)
        return clock

    def streams(self) -> list[dict[str, object]]:
        """Return the clocks of all answers since the last clearing, oldest first."""
        return [clock.as_fields() for clock in self._streams]

    def clear_streams(self) -> None:
        """Forget the clocks."""
        self._streams.clear()

    def record(self, generation: Generation, account: Account) -> None:
        """Keep a finished answer, and charge the account for it."""
        self._generations[generation.clock.generation_id] = generation
        _forget_beyond(self._generations, _KEPT_GENERATIONS)
        account.usage += generation.bill.cost
        if generation.bill.is_byok:
            account.byok_usage += generation.bill.upstream_cost

    def generation(self, generation_id: str, account: Account) -> Generation | None:
        """Return an answer of this account; `None` while it is too fresh, as with OpenRouter."""
        found = self._generations.get(generation_id)
        if found is None or found.account_id != account.id:
            return None
        return found if time.monotonic() - found.recorded_at >= VISIBLE_AFTER_S else None

    def fails_again(
        self, account: Account, *, model: str, conversation: str, failures: int
    ) -> bool:
        """Count an attempt at a flaky model; after enough failures one succeeds."""
        digest = hashlib.sha256(conversation.encode(errors="replace")).hexdigest()
        attempt = (account.id, model, digest)
        failed = self._failures.pop(attempt, 0)
        if failed >= failures:
            return False
        self._failures[attempt] = failed + 1
        _forget_beyond(self._failures, _KEPT_ATTEMPTS)
        return True


def _forget_beyond(kept: OrderedDict[_Key, _Value], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
