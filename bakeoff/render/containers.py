"""The states inside a long block: a list settles by item, a table by row, a fence by text."""

import re
from collections.abc import Sequence

from bakeoff.render.highlighting import highlight_runs
from bakeoff.render.operations import Operation
from bakeoff.render.settling import Settled, State, is_certain, line_offset
from bakeoff.render.typesetter import Block, Typesetter

HEADER_LINES = 2
"""The lines of a table before its body."""


class OpenList:
    """Inside a list: items settle when the next one begins."""

    def __init__(self, flow: State, typesetter: Typesetter, block: Block) -> None:
        self._flow = flow
        self._typesetter = typesetter
        self._kind = block.kind
        self._marker = block.tokens[0].markup
        self._is_tight = block.is_tight()

    def settle(self, lines: str, partial: str) -> Settled:
        """Settle the items before the last, and the last when the list is over."""
        if not lines:
            return Settled(0, [], self)
        outline = self._typesetter.outline(lines + partial if is_certain(partial) else lines)
        block = outline.blocks[0]
        if not self._continues(block):
            return Settled(0, [["c"]], self._flow)
        self._is_tight = self._is_tight and block.is_tight()
        if len(outline.blocks) > 1:
            length = line_offset(lines, outline.blocks[1].first_line)
            return Settled(length, [*self._items(lines[:length]), ["c"]], self._flow)
        length = line_offset(lines, block.item_lines()[-1])
        return Settled(length, self._items(lines[:length]), self)

    def conclude(self, rest: str) -> list[Operation]:
        """Settle the last item."""
        return [*self._items(rest), ["c"]]

    def preview(self, rest: str) -> str:
        """Return the open item; what follows the list waits until it is certain."""
        return self._typesetter.items(rest, is_tight=self._is_tight, is_settled=False)

    def _continues(self, block: Block) -> bool:
        return block.kind == self._kind and block.tokens[0].markup == self._marker

    def _items(self, text: str) -> list[Operation]:
        html = self._typesetter.items(text, is_tight=self._is_tight)
        return [["i", html]] if html else []


class OpenTable:
    """Inside a table's body: a row settles with its line."""

    def __init__(self, flow: State, typesetter: Typesetter, header: str) -> None:
        self._flow = flow
        self._typesetter = typesetter
        self._header = header

    def settle(self, lines: str, partial: str) -> Settled:
        """Settle the rows, and the table when something else follows."""
        if not lines:
            return Settled(0, [], self)
        table = self._typesetter.outline(self._header + lines).blocks[0]
        length = line_offset(lines, table.end_line - HEADER_LINES)
        operations = self._rows(lines[:length])
        if length == len(lines):
            return Settled(length, operations, self)
        return Settled(length, [*operations, ["c"]], self._flow)

    def conclude(self, rest: str) -> list[Operation]:
        """Settle the last row."""
        return [*self._rows(rest), ["c"]]

    def preview(self, rest: str) -> str:
        """Return the open row."""
        return self._typesetter.rows(self._header + rest, is_settled=False) if rest else ""

    def _rows(self, text: str) -> list[Operation]:
        html = self._typesetter.rows(self._header + text) if text else ""
        return [["i", html]] if html else []


class OpenFence:
    """Inside fenced code: text settles as it comes, and is coloured at the end."""

    def __init__(self, flow: State, markup: str, language: str) -> None:
        marker = re.escape(markup[0])
        self._flow = flow
        self._language = language
        self._closer = re.compile(rf" {{0,3}}{marker}{{{len(markup)},}}[ \t]*")
        self._may_close = re.compile(rf" {{0,3}}{marker}*[ \t]*")
        self._code: list[str] = []
        self._is_within_line = False

    def settle(self, lines: str, partial: str) -> Settled:
        """Settle the code, but for a line that may turn out to close it."""
        pieces: list[str] = []
        length = 0
        for line in lines.split("\n")[:-1]:
            length += len(line) + 1
            if not self._is_within_line and self._closer.fullmatch(line):
                return Settled(length, [*self._text(pieces), *self._end()], self._flow)
            pieces.append(self._piece(line))
            self._is_within_line = False
        if partial and (self._is_within_line or not self._may_close.fullmatch(partial)):
            pieces.append(self._piece(partial))
            self._is_within_line = True
            length += len(partial)
        return Settled(length, self._text(pieces), self)

    def conclude(self, rest: str) -> list[Operation]:
        """Colour the code; whole lines are settled by now."""
        return self._end()

    def preview(self, rest: str) -> str:
        """Return nothing: what is certain is settled, and the rest may close the code."""
        return ""

    def _piece(self, line: str) -> str:
        """Keep the line, after the line end that separates it from the one before."""
        is_joined = self._is_within_line or not self._code
        self._code.append(line if is_joined else "\n" + line)
        return self._code[-1]

    def _text(self, pieces: Sequence[str]) -> list[Operation]:
        text = "".join(pieces)
        return [["t", text]] if text else []

    def _end(self) -> list[Operation]:
        runs = highlight_runs("".join(self._code), self._language)
        return [["h", runs], ["c"]] if runs else [["c"]]
