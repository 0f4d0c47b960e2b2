"""The one CSV of Bakeoff: RFC 4180, safe to open in a spreadsheet, and read back without loss.

UTF-8 with a byte order mark, so that Excel reads it as UTF-8, and CRLF after each row. Text is
always quoted and nothing else is, so that `""` is empty text and a cell without anything is NA.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pandas as pd

from bakeoff.errors import UnreadableCsvError
from bakeoff.table.cell import parse, written
from bakeoff.table.columns import COLUMNS, Column
from bakeoff.table.frame import frame_of

END_OF_ROW = "\r\n"
LONGEST_PATH = 200
HEADER = [declared.name for declared in COLUMNS]
_CELL = re.compile(
    r'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"|(?P<bare>[^",\r\n]*+))(?P<end>,|\r\n?|\n|\Z)'
)


class Cell(NamedTuple):
    """A cell's text, and whether quotes stood around it."""

    text: str
    is_quoted: bool


def write_csv(frame: pd.DataFrame) -> bytes:
    """Return the frame, as `to_frame` makes it, as a CSV file's bytes."""
    cells = [
        [written(declared, value) for value in frame[declared.name].tolist()]
        for declared in COLUMNS
    ]
    lines = [",".join(HEADER), *(",".join(row) for row in zip(*cells, strict=True)), ""]
    return END_OF_ROW.join(lines).encode("utf-8-sig")


def read_csv(source: bytes | str | Path | BinaryIO) -> pd.DataFrame:
    """Return the frame that `write_csv` was given: same dtypes, unknowns and empty text.

    Args:
        source: the file's bytes, its path, or the file opened in binary.

    Raises:
        UnreadableCsvError: it is not such a file, or was damaged on the way.
    """
    lines = _lines(_text(source))
    header = [cell.text for cell in next(lines, [])]
    if header != HEADER:
        raise UnreadableCsvError(_why_not_ours(header))
    values: dict[str, list[Any]] = {name: [] for name in HEADER}
    for number, line in enumerate(lines, start=1):
        if len(line) != len(COLUMNS):
            raise UnreadableCsvError(
                f"Row {number} has {len(line)} cells instead of {len(COLUMNS)}. "
                "The file was damaged; export it again."
            )
        for declared, cell in zip(COLUMNS, line, strict=True):
            values[declared.name].append(_value(declared, cell, number))
    return frame_of(values)


def _why_not_ours(header: list[str]) -> str:
    first = "\t".join(header).replace(";", "\t").replace('"', "")
    if first.split("\t") == HEADER:
        return (
            "The columns of this CSV are not separated by commas: a spreadsheet saved it again. "
            "Export it again, or save it with commas."
        )
    return (
        "This is not a CSV of Bakeoff: its first line does not name Bakeoff's columns. "
        "Choose a file that Bakeoff wrote."
    )


def _text(source: bytes | str | Path | BinaryIO) -> str:
    try:
        if isinstance(source, (str, Path)):
            content = Path(source).read_bytes()
        else:
            content = source if isinstance(source, bytes) else source.read()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableCsvError(
            f"The CSV is not UTF-8 at byte {fault.start}. Export it again, or save it as CSV UTF-8."
        ) from fault
    except (OSError, ValueError) as fault:
        # A path with NUL in it is a ValueError; one that is very long may be the text of a file.
        why = getattr(fault, "strerror", None) or str(fault)
        raise UnreadableCsvError(
            f"{str(source)[:LONGEST_PATH]} can't be read ({why}). Check the path."
        ) from fault


def _lines(text: str) -> Iterator[list[Cell]]:
    line: list[Cell] = []
    position, number = 0, 0
    while position < len(text) or line:
        found = _CELL.match(text, position)
        if found is None:
            raise UnreadableCsvError(
                f"Row {number} has a quote out of place, or ends inside one. "
                "The file was damaged; export it again."
            )
        position = found.end()
        line.append(_cell(found))
        if found["end"] != ",":
            if line != [Cell("", is_quoted=False)]:
                yield line
            line, number = [], number + 1


def _cell(found: re.Match[str]) -> Cell:
    if found["quoted"] is None:
        return Cell(found["bare"], is_quoted=False)
    return Cell(found["quoted"].replace('""', '"'), is_quoted=True)


def _value(declared: Column, cell: Cell, number: int) -> Any:
    try:
        return parse(declared, cell.text, is_quoted=cell.is_quoted)
    except (ValueError, OverflowError) as fault:
        raise UnreadableCsvError(
            f"Row {number}, column {declared.name}: {cell.text[:40]!r} is no {declared.dtype}. "
            "The file was changed; export it again."
        ) from fault
