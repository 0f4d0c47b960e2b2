"""The usage object of an answer, read with nothing taken for granted."""

from decimal import Decimal, InvalidOperation

from bakeoff.usage import Usage

MAX_COUNT = 2**63 - 1
MAX_USD = Decimal(10**9)
"""More than any completion costs; what is above is a fault, and would not add up."""

MIN_USD = Decimal("1e-18")
"""Less than any price; a smaller amount has only an exponent to show."""


def read_usage(usage: dict[str, object]) -> Usage:
    """Return the counts and the cost that were reported; what can't be one is `None`."""
    cost_usd = _cost(usage)
    return Usage(
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
        total_tokens=_count(usage.get("total_tokens")),
        reasoning_tokens=_count(_inner(usage, "completion_tokens_details").get("reasoning_tokens")),
        cached_tokens=_count(_inner(usage, "prompt_tokens_details").get("cached_tokens")),
        cost_usd=cost_usd,
        cost_source="unknown" if cost_usd is None else "billed",
    )


def _cost(usage: dict[str, object]) -> Decimal | None:
    cost = _money(usage.get("cost"))
    if cost is None or usage.get("is_byok") is not True:
        return cost
    # With the customer's own provider key, `cost` is OpenRouter's fee and the provider's bill
    # comes on top; while nobody says how much that is, what was spent is unknown.
    upstream = _money(_inner(usage, "cost_details").get("upstream_inference_cost"))
    return None if upstream is None else cost + upstream


def _inner(usage: dict[str, object], name: str) -> dict[str, object]:
    value = usage.get(name)
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    # The range first: a number beyond it may be too large for the other questions.
    if not 0 <= value <= MAX_COUNT or value != int(value):
        return None
    return int(value)


def _money(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        # By way of the shortest text, so that 0.00001234 stays what was written.
        money = Decimal(str(value))
    except InvalidOperation:
        return None
    # A NaN must not be compared.
    is_amount = money.is_finite() and (money == 0 or MIN_USD <= money <= MAX_USD)
    return money if is_amount else None
