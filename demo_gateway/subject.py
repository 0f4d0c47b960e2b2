"""What one known subject is made of."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known about one subject."""

    named_by: re.Pattern[str]
    """Finds it in a prompt."""

    short: str
    """The answer in one sentence."""

    facts: tuple[str, ...]
    """True sentences, in the order in which they are best told."""

    aside: str
    """A lighter way to say it."""

    formula: str
    """How it looks as mathematics, in TeX."""

    head: tuple[str, str]
    """The two headings of the table."""

    rows: tuple[tuple[str, str], ...]
    """The rows of the table, the best first."""


def named(pattern: str) -> re.Pattern[str]:
    """Return the pattern that finds a subject in a prompt, whatever the case of its letters."""
    return re.compile(pattern, re.IGNORECASE)
