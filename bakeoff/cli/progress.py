"""A run's progress while it goes on: a live table on a terminal, plain lines anywhere else."""

from collections.abc import Callable

from rich.live import Live

from bakeoff.cli.cells import chunks, live_table, waiting
from bakeoff.cli.console import Console
from bakeoff.cli.plain_text import plain_line
from bakeoff.record import CompletionRecord
from bakeoff.run import Run
from bakeoff.table.columns import column

REFRESH_S = 0.1


def follow(run: Run, console: Console) -> None:
    """Show the run's progress until it has ended."""
    if console.is_live:
        _follow_live(run, console)
    else:
        _follow_in_lines(run, lambda line: console.print(line, soft_wrap=True))


def _follow_live(run: Run, console: Console) -> None:
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while not run.wait(REFRESH_S):
            live.update(live_table(run.record, run.now_s(), width=console.width), refresh=True)


def _follow_in_lines(run: Run, say: Callable[[str], None]) -> None:
    said: dict[int, str] = {}
    has_ended = False
    while not has_ended:
        # One more look after the end, for what came with it.
        has_ended = run.wait(REFRESH_S)
        for completion in tuple(run.record.completions):
            news = describe(completion)
            if news and said.get(completion.index) != news:
                said[completion.index] = news
                say(f"{plain_line(completion.entry.label)}: {news}")


def describe(completion: CompletionRecord) -> str:
    """Return the last thing worth telling of it; empty before anything happened."""
    if not completion.is_live:
        return _ended(completion)
    wait = waiting(completion)
    if wait:
        return f"trying again in {wait}"
    if completion.ttft_s is not None:
        return f"first token after {column('ttft_s').format(completion.ttft_s)}"
    return "asked" if completion.attempts else ""


def _ended(completion: CompletionRecord) -> str:
    usage = completion.usage
    tokens = column("completion_tokens").format(usage.completion_tokens)
    parts = (
        column("duration_s").format(completion.duration_s),
        f"{tokens} tokens" if tokens else chunks(completion),
        column("cost_usd").format(usage.cost_usd),
    )
    return ", ".join(part for part in (completion.status, *parts) if part)
