"""The command `compare`: checks, sends, follows, writes the files, prints the table."""

import sys

from rich.text import Text

from bakeoff.cli.arguments import CompareArguments
from bakeoff.cli.cells import result_table
from bakeoff.cli.console import Console
from bakeoff.cli.interrupt import INTERRUPTED, Interruption
from bakeoff.cli.output_file import check_distinct, check_writable, write
from bakeoff.cli.plain_text import plain, plain_line
from bakeoff.cli.progress import follow
from bakeoff.comparison import request_for, start
from bakeoff.demo import DEMO_MODELS
from bakeoff.errors import InvalidRequestError, OutputFileError
from bakeoff.record import RunRecord
from bakeoff.request import ComparisonRequest
from bakeoff.run import Run


def compare(arguments: CompareArguments) -> int:
    """Do what was asked and return the exit code.

    Raises:
        BakeoffError: nothing was sent; or a file could not be written, and the rest was done.
    """
    request = _request(arguments)
    _check_files(arguments)
    notes = Console(is_error=True)
    if not arguments.models:
        notes.print(f"Asking the demo's {', '.join(DEMO_MODELS)}.", soft_wrap=True)
    with Interruption() as interruption:
        run = interruption.run = start(request, demo=arguments.is_demo)
        follow(run, notes)
        unwritten = _write_files(run, arguments)
        results = Console()
        _print_results(run.record, results, shows_answers=arguments.shows_answers)
        _print_failures(run.record, notes)
    if results.fault is not None:
        unwritten.append(OutputFileError(f"The table can't be printed ({results.fault})."))
    if unwritten:
        raise OutputFileError(" ".join(map(str, unwritten)))
    if interruption.was_asked:
        return INTERRUPTED
    return 0 if all(one.status == "completed" for one in run.record.completions) else 1


def _request(arguments: CompareArguments) -> ComparisonRequest:
    models = arguments.models or (DEMO_MODELS if arguments.is_demo else ())
    if not models:
        raise InvalidRequestError(
            {"entries": "No model is named. Add --model author/slug, or try --demo."}
        )
    prompt = _standard_input() if arguments.prompt == "-" else arguments.prompt
    return request_for(prompt, models, arguments.system_prompt, arguments.sampling)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as fault:
        raise InvalidRequestError(
            {"prompt": f"The prompt on standard input is not UTF-8 at byte {fault.start}."}
        ) from fault


def _check_files(arguments: CompareArguments) -> None:
    if arguments.csv is not None and arguments.json is not None:
        check_distinct(arguments.csv, arguments.json)
    for path in (arguments.csv, arguments.json):
        if path is not None:
            check_writable(path)


def _write_files(run: Run, arguments: CompareArguments) -> list[OutputFileError]:
    unwritten = []
    for path, content in ((arguments.csv, _csv), (arguments.json, _json)):
        if path is None:
            continue
        try:
            write(path, content(run))
        except OutputFileError as fault:
            # The other file, and the table, may still take what was paid for.
            unwritten.append(fault)
    return unwritten


def _csv(run: Run) -> bytes:
    from bakeoff.table.csv import write_csv

    return write_csv(run.to_frame())


def _json(run: Run) -> bytes:
    from bakeoff.table.json import write_json

    return write_json([run.record])


def _print_results(record: RunRecord, results: Console, *, shows_answers: bool) -> None:
    results.print(result_table(record, width=results.width))
    for completion in record.completions if shows_answers else ():
        results.print(Text(f"\n── {plain_line(completion.entry.label)} ──", style="bold"))
        results.print(Text(plain(completion.text or completion.refusal)), soft_wrap=True)


def _print_failures(record: RunRecord, notes: Console) -> None:
    for completion in record.completions:
        if completion.failure is not None:
            message = plain_line(completion.failure.message)
            if message[-1:].isalnum():
                # It ends with a server's words, which may lack the full stop.
                message += "."
            reason = f"{completion.entry.label}: {message} {completion.failure.advice}"
            notes.print(plain_line(reason), soft_wrap=True)
