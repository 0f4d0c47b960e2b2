"""What may be settled: text that no later text can change the meaning of."""

import re
from dataclasses import dataclass
from typing import Protocol

from bakeoff.render.operations import Operation

_TEXT = r"[^\s\d\-+*_=#>`~|:$\\\[]"
_EMPHASIS = r"[*_]{1,3}[^\s*_]"
_CODE_SPAN = r"`{1,2}[^`]"
_NUMBER = r"\d+[^\d.)]"
_HEADING = r"#{1,6}[ \t]"
# A line of hyphens or stars is a rule, however many spaces are between them.
_LIST_ITEM = r"(?:[-+*]|\d{1,9}[.)])[ \t]+[-*_ \t]*[^-*_\s]"
_FORMULA_END = re.compile(r"\$\$|\\\]")
_CERTAIN = re.compile("|".join((_TEXT, _EMPHASIS, _CODE_SPAN, _NUMBER, _HEADING, _LIST_ITEM)))


@dataclass(frozen=True, slots=True)
class Settled:
    """What one look at the unsettled text decided."""

    length: int
    """How many characters of it are settled."""

    operations: list[Operation]
    """What builds them."""

    state: "State"
    """The state the rest is in."""


class State(Protocol):
    """Where in an answer the unsettled text begins."""

    def settle(self, lines: str, partial: str) -> Settled:
        """Settle what whole lines, and the beginning of the next, leave no doubt about."""

    def conclude(self, rest: str) -> list[Operation]:
        """Settle all of the rest, which is whole lines, and close what is open."""

    def preview(self, rest: str) -> str:
        """Return the rest as it looks now."""


def is_certain(partial: str) -> bool:
    """Whether a line that begins so is, to the blocks before it, what it will be when whole."""
    # The end of a formula counts only when nothing follows it on its line.
    return not _FORMULA_END.search(partial) and _CERTAIN.match(partial) is not None


def ends_blank(lines: str) -> bool:
    """Whether the last of the lines is blank."""
    return not lines[lines.rfind("\n", 0, -1) + 1 :].strip(" \t\n")


def line_offset(text: str, line: int) -> int:
    """Return where a line begins."""
    position = 0
    for _ in range(line):
        position = text.index("\n", position) + 1
    return position
