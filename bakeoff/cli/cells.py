"""What a run's completions look like on a terminal, live and at the end."""

from collections.abc import Callable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bakeoff.cli.plain_text import plain_line
from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.table.columns import column
from bakeoff.table.row import row

# Headings as short as their cells, which name the unit.
SHOWN = {
    "label": "Label",
    "status": "Status",
    "finish_reason": "Finish",
    "completion_tokens": "Tokens",
    "ttft_s": "TTFT",
    "duration_s": "Duration",
    "tokens_per_second": "Speed",
    "cost_usd": "Cost",
}
NEEDED_WIDTH = {
    "finish_reason": 100,
    "tokens_per_second": 100,
    "completion_tokens": 62,
    "ttft_s": 62,
    "duration_s": 46,
}
"""Narrowest terminal that a column is shown on; the others always are."""
LEAST_WIDTH = {"label": 10, "status": 9, "finish_reason": 6}
"""Columns that fold, and how narrow they may become."""
STATUS_WIDTH = 11
"""Where a finish reason stands in its column, the status folds before the label does."""
STYLES = {
    "completed": "green",
    "failed": "red",
    "cancelled": "yellow",
    "interrupted": "yellow",
    "running": "cyan",
    "queued": "dim",
}
Cells = Callable[[RunRecord, CompletionRecord], dict[str, str]]


def result_table(record: RunRecord, *, width: int) -> Table:
    """Return what each completion took, in as many columns as this width has room for."""
    return _table(record, _result_cells, width)


def live_table(record: RunRecord, now_s: float, *, width: int) -> Table:
    """Return the run as it stands now, the time so far where the duration will be."""
    return _table(record, lambda run, completion: _live_cells(run, completion, now_s), width)


def _result_cells(record: RunRecord, completion: CompletionRecord) -> dict[str, str]:
    values = row(record, completion)
    return {name: column(name).format(values[name]) for name in SHOWN}


def _live_cells(record: RunRecord, completion: CompletionRecord, now_s: float) -> dict[str, str]:
    cells = _result_cells(record, completion)
    cells["completion_tokens"] = cells["completion_tokens"] or chunks(completion)
    cells["status"] = "retrying" if waiting(completion) else completion.status
    if completion.is_live and completion.attempts:
        elapsed_s = max(0.0, now_s - completion.attempts[-1].started_at_s)
        cells["duration_s"] = column("duration_s").format(elapsed_s)
    return cells


def chunks(completion: CompletionRecord) -> str:
    """Return how much has come, while nobody has said how many tokens that is."""
    return f"≈{completion.chunks:,} chunks" if completion.chunks else ""


def waiting(completion: CompletionRecord) -> str:
    """Return why and how long it waits for another attempt; empty when it does not."""
    if not completion.is_live or not completion.attempts:
        return ""
    last = completion.attempts[-1]
    if last.wait_s is None or last.failure is None:
        return ""
    return f"{column('waited_s').format(last.wait_s)} after {last.failure.error_type}"


def _table(record: RunRecord, cells: Cells, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    names = [name for name in SHOWN if width >= NEEDED_WIDTH.get(name, 0)]
    for name in names:
        table.add_column(
            SHOWN[name],
            justify="left" if column(name).is_text else "right",
            overflow="fold",
            no_wrap=name not in LEAST_WIDTH,
            min_width=LEAST_WIDTH.get(name),
        )
    if "finish_reason" not in names:
        table.columns[names.index("status")].max_width = STATUS_WIDTH
    for completion in tuple(record.completions):
        shown = cells(record, completion)
        if "finish_reason" not in names and completion.finish_reason not in {None, "stop"}:
            # The one part of it that nobody may miss, such as an answer cut off at max_tokens.
            shown["status"] += f" ({completion.finish_reason})"
        table.add_row(
            *(Text(plain_line(shown[name]), style=_style(name, completion)) for name in names)
        )
    return table


def _style(name: str, completion: CompletionRecord) -> str:
    return STYLES[completion.status] if name == "status" else ""
