"""Runs as JSON, with what has no place in a table: attempts, advice, tool calls, images.

Lossless: money is text, so that no reader rounds it, and times are ISO 8601.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.table.row import encodable, row


def write_json(runs: Iterable[RunRecord]) -> bytes:
    """Return a JSON list with an object for every completion, as UTF-8."""
    found = [
        {**row(run, completion), **_more(completion)}
        for run in runs
        for completion in tuple(run.completions)
    ]
    text = json.dumps(found, ensure_ascii=False, indent=2, default=_plain) + "\n"
    return str(encodable(text)).encode()


def _more(completion: CompletionRecord) -> dict[str, Any]:
    return {
        "stop": list(completion.sampling.stop),
        "refusal": completion.refusal or None,
        "tool_calls": [asdict(call) for call in completion.tool_calls],
        "images": list(completion.images),
        "failure": asdict(completion.failure) if completion.failure else None,
        "attempt_log": [asdict(attempt) for attempt in completion.attempts],
        "index": completion.index,
        "retry_of": completion.retry_of,
    }


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
