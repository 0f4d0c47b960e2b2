"""Whether a key can pay for a comparison, in words that say what to do and never hold the key."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from bakeoff.connection import Connection
from bakeoff.errors import SettingsError
from bakeoff.openrouter.call import CallError, get_json
from bakeoff.redaction import redacted
from bakeoff.table.columns import column

if TYPE_CHECKING:
    import openai

KEYS_PAGE = "https://openrouter.ai/settings/keys"
CREDITS_PAGE = "https://openrouter.ai/settings/credits"
KeyState = Literal["valid", "missing", "invalid", "out_of_credit", "unreachable", "unchecked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatus:
    """What the server says of a key."""

    state: KeyState
    """`valid`; `missing`: there is none; `invalid`: the server does not know it; `out_of_credit`:
    it has nothing left to spend; `unreachable`: nobody answered; `unchecked`: this server has no
    way to ask."""

    message: str
    """What that means and what to do, for a person."""

    label: str | None = None
    """The key's name at the server; `None` if not said."""

    limit_usd: Decimal | None = None
    """Most that the key may spend; `None` if it has no limit or that was not said."""

    limit_remaining_usd: Decimal | None = None
    """What is left of the limit; `None` if it has none or that was not said."""

    usage_usd: Decimal | None = None
    """What the key has spent so far; `None` if not said."""

    balance_usd: Decimal | None = None
    """What is left of the account's credits; `None` if not said."""

    is_free_tier: bool = False
    """Whether the account has never bought credits, so that free models alone answer it."""

    @property
    def is_valid(self) -> bool:
        """Whether a comparison with it can be sent, as far as anybody can tell."""
        return self.state in {"valid", "unchecked"}


async def fetch_key_status(client: "openai.AsyncOpenAI", api_key: str) -> KeyStatus:
    """Return what the server says of the client's key."""
    try:
        answer = await get_json(client, "/key")
    except CallError as fault:
        return _refused(fault)
    told = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(told, dict):
        return _unreachable("The server answered with something that is not about a key.")
    return _status(told, await _balance_usd(client), api_key)


async def _balance_usd(client: "openai.AsyncOpenAI") -> Decimal | None:
    try:
        answer = await get_json(client, "/credits")
    except CallError:
        # Some keys may not ask; then the balance is simply not known.
        return None
    told = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(told, dict):
        return None
    bought, spent = _usd(told.get("total_credits")), _usd(told.get("total_usage"))
    return None if bought is None or spent is None else bought - spent


def _status(told: dict[str, Any], balance_usd: Decimal | None, api_key: str) -> KeyStatus:
    remaining = _usd(told.get("limit_remaining"))
    is_free_tier = told.get("is_free_tier") is True
    state, message = _judged(remaining, balance_usd, is_free_tier=is_free_tier)
    label = told.get("label")
    return KeyStatus(
        state=state,
        message=message,
        label=redacted(label, api_key) if isinstance(label, str) else None,
        limit_usd=_usd(told.get("limit")),
        limit_remaining_usd=remaining,
        usage_usd=_usd(told.get("usage")),
        balance_usd=balance_usd,
        is_free_tier=is_free_tier,
    )


def _judged(
    remaining: Decimal | None, balance: Decimal | None, *, is_free_tier: bool
) -> tuple[KeyState, str]:
    if remaining is not None and remaining <= 0:
        return (
            "out_of_credit",
            "This key has reached its spending limit. "
            f"Raise the limit at {KEYS_PAGE} or use another key.",
        )
    if is_free_tier and (balance is None or balance <= 0):
        return (
            "valid",
            "This key works, but its account has no credits: only free models will answer. "
            f"Add credits at {CREDITS_PAGE} for the others.",
        )
    if balance is not None and balance <= 0:
        return (
            "out_of_credit",
            f"The account of this key has no credits left. Add some at {CREDITS_PAGE}.",
        )
    left = [amount for amount in (remaining, balance) if amount is not None]
    can_spend = f" It can spend {column('cost_usd').format(min(left))}." if left else ""
    return "valid", f"This key works.{can_spend}"


def _refused(fault: CallError) -> KeyStatus:
    if fault.status_code in {401, 403}:
        return KeyStatus(
            state="invalid",
            message=(
                f"The server does not accept this key. {fault} "
                f"Copy it again, or make a new one at {KEYS_PAGE}."
            ),
        )
    if fault.status_code == 402:
        return KeyStatus(
            state="out_of_credit",
            message=f"This key has no credits left. Add some at {CREDITS_PAGE}.",
        )
    if fault.status_code in {404, 405, 501}:
        return KeyStatus(
            state="unchecked",
            message="This server can't check keys; the first comparison will show if it works.",
        )
    return _unreachable(str(fault))


def _unreachable(reason: str) -> KeyStatus:
    return KeyStatus(
        state="unreachable",
        message=f"The key could not be checked. {reason} Check the connection and try again.",
    )


def _usd(value: Any) -> Decimal | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    # By way of its text: 0.1 is meant to be 0.1, not the binary fraction nearest to it.
    usd = Decimal(str(value))
    return usd if usd.is_finite() else None


def check_key(connection: Connection) -> KeyStatus:
    """Return whether the connection's key can pay, as its server says; waits for the answer."""
    from bakeoff.engine import get_engine

    api_key = connection.api_key
    if not api_key:
        return KeyStatus(
            state="missing",
            message=f"There is no key. Make one at {KEYS_PAGE} and set OPENROUTER_API_KEY.",
        )
    try:
        return (
            get_engine()
            .submit(lambda pool: fetch_key_status(pool.client(connection), api_key))
            .result()
        )
    except SettingsError as fault:
        # A key that no request can carry, such as one copied with a line break in it.
        return KeyStatus(state="invalid", message=str(fault))
