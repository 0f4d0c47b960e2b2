"""Write the parts of docs/ that come from the code: `python -m docs.generate [--check]`.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; `--check` writes nothing and
exits 1 when a part has drifted from the code.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bakeoff import COLUMNS, failure_table
from bakeoff.finish_reason import FINISH_REASONS

DOCS = Path(__file__).parent
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _rows(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"


def _columns() -> str:
    return _rows(
        ("column", "heading", "type", "unit", "meaning"),
        ((f"`{c.name}`", c.heading, c.dtype, c.unit or "", c.description) for c in COLUMNS),
    )


def _errors() -> str:
    return _rows(
        ("error_type", "seen as", "what happened", "what to do", "retried"),
        (
            (
                f"`{kind.error_type}`",
                kind.seen_as,
                kind.message,
                kind.advice,
                "yes" if kind.retryable else "no",
            )
            for kind in failure_table()
        ),
    )


def _finish_reasons() -> str:
    return _rows(
        ("finish_reason", "meaning"),
        ((f"`{reason}`", meaning) for reason, meaning in FINISH_REASONS.items()),
    )


PARTS: dict[str, Callable[[], str]] = {
    "columns": _columns,
    "errors": _errors,
    "finish_reasons": _finish_reasons,
}


def written_again(text: str) -> str:
    """Return the document with each generated part as the code now has it."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}{part[3]}", text)


def main() -> int:
    """Write the documents again, or with `--check` say which would change."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description=__doc__)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    drifted = []
    for path in sorted(DOCS.glob("*.md")):
        before = path.read_text(encoding="utf-8")
        after = written_again(before)
        if before == after:
            continue
        drifted.append(path.name)
        if not is_check:
            path.write_text(after, encoding="utf-8")
    if drifted and is_check:
        print(f"Not as the code has it: {', '.join(drifted)}. Run `make docs`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
