"""Values as a person reads them, the same on cards, in tables and on the command line.

Unknown is blank and never zero; a cost above nothing never rounds to nothing.
"""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

SIGNIFICANT_DIGITS = 3
_ROUNDED = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)


def is_unknown(value: Any) -> bool:
    """Return whether this is no value: `None`, not-a-number, or one of pandas' own blanks."""
    try:
        return value is None or bool(value != value)  # noqa: PLR0124 - only NaN and NaT differ
    except TypeError:
        # pandas' NA can't say whether it equals itself.
        return True


def as_text(value: Any) -> str:
    """Return the value's own text."""
    return str(value)


def as_count(value: int) -> str:
    """Return a whole number with its thousands apart, such as `1,234`."""
    return f"{int(value):,}"


def as_number(value: float) -> str:
    """Return a setting's number without trailing zeros, such as `0.7`."""
    return f"{value:g}"


def as_seconds(value: float) -> str:
    """Return seconds to the hundredth, such as `1.23 s`."""
    return f"{value:,.2f} s"


def as_rate(value: float) -> str:
    """Return tokens per second to the tenth, such as `98.7 tok/s`."""
    return f"{value:,.1f} tok/s"


def as_usd(value: Decimal | float) -> str:
    """Return US dollars: cents from one dollar up, else three significant digits."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if not amount:
        return "$0"
    if not amount.is_finite():
        return ""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= 1:
        return f"{sign}${size:,.2f}"
    digits = format(_ROUNDED.plus(size), "f").rstrip("0")
    whole, _, fraction = digits.partition(".")
    return f"{sign}${whole}.{fraction:0<2}"


def as_time(value: datetime) -> str:
    """Return a moment in UTC to the second."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
