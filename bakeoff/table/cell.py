"""One CSV cell: written so that no spreadsheet runs it, and read back as it was."""

import re
from datetime import UTC, datetime
from typing import Any

from bakeoff.table.columns import Column
from bakeoff.table.format import is_unknown
from bakeoff.table.row import encodable

INT64_MAX = 2**63 - 1

# One spreadsheet or another skips these before it decides whether a cell is a formula: Unicode's
# spaces, what has no width, and control characters, which an import may drop.
_SKIPPED = (
    "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\n-\x0c\x0e-\x1f\x7f\u0085\u2028\u2029]*"
)
# Full-width forms too: with an East Asian locale a spreadsheet may read them as the narrow ones.
_FORMULA = rf"{_SKIPPED}[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
# With any apostrophes already before it, so that the one we add can always be told from them.
_TO_GUARD = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")


def guard(text: str) -> str:
    """Return text that a spreadsheet shows instead of running; `unguard` undoes it."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def written(declared: Column, value: Any) -> str:
    """Return the cell as it stands in the file."""
    if is_unknown(value):
        return ""
    match declared.dtype:
        case "string" | "category":
            return '"' + guard(encodable(str(value))).replace('"', '""') + '"'
        case "Int64":
            return str(int(value))
        case "Float64":
            return repr(float(value))
        case "datetime64[us, UTC]":
            moment = value.astimezone(UTC).isoformat(timespec="microseconds")
            return str(moment).replace("+00:00", "Z")


def parse(declared: Column, text: str, *, is_quoted: bool) -> Any:
    """Return the value that `written` was given, `None` where it was unknown.

    Raises:
        ValueError: the text is no value of this column.
    """
    if declared.is_text:
        return unguard(text) if text or is_quoted else None
    if not text:
        return None
    match declared.dtype:
        case "Int64":
            return _int64(text)
        case "Float64":
            return float(text)
        case _:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _int64(text: str) -> int:
    number = int(text)
    if abs(number) > INT64_MAX:
        raise ValueError(f"{text} does not fit 64 bits")
    return number
