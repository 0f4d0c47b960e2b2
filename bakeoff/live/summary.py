"""How far a run has come, in numbers for the bar above its cards."""

from decimal import Decimal
from typing import Any

from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.table.columns import column


def summary(record: RunRecord, shown: list[CompletionRecord], now_s: float) -> dict[str, Any]:
    """Return the state of the whole run: its shown completions, and what all of them cost."""
    statuses = [completion.status for completion in shown]
    live = sum(completion.is_live for completion in shown)
    costs = [completion.usage.cost_usd for completion in record.completions]
    known = [cost for cost in costs if cost is not None]
    unknown = any(
        completion.usage.cost_usd is None and completion.attempts
        for completion in record.completions
        if not completion.is_live
    )
    return {
        "live": record.is_live,
        "total": len(shown),
        "ended": len(shown) - live,
        "running": statuses.count("running"),
        "queued": statuses.count("queued"),
        "failed": statuses.count("failed") + statuses.count("interrupted"),
        "cancelled": statuses.count("cancelled"),
        "cost": column("cost_usd").format(sum(known, Decimal(0))) if known else "",
        "cost_is_partial": unknown,
        # The table has a row for each completion, repeated ones too: this tells it to fill again.
        "rows": len(record.completions),
        "rows_ended": sum(not completion.is_live for completion in record.completions),
        "elapsed_s": None if record.is_live else _longest_s(shown, now_s),
        "clock_s": _longest_s([c for c in shown if c.is_live], now_s) if record.is_live else None,
    }


def _longest_s(completions: list[CompletionRecord], now_s: float) -> float:
    """Return the seconds that the longest of them took or has been taking, all attempts together.

    Not the time since the run was submitted: one that is repeated an hour later takes no hour.
    """
    spans = [
        (now_s if c.ended_at_s is None else c.ended_at_s) - c.attempts[0].started_at_s
        for c in completions
        if c.attempts
    ]
    return round(max(0.0, *spans), 3) if spans else 0.0
