"""The state between blocks, and the ways into a long one."""

from bakeoff.render.containers import HEADER_LINES, OpenFence, OpenList, OpenTable
from bakeoff.render.languages import code_open, fence_language
from bakeoff.render.operations import Operation
from bakeoff.render.settling import Settled, State, ends_blank, is_certain, line_offset
from bakeoff.render.typesetter import Block, Outline, Typesetter

_CLOSED_AT_ONCE = frozenset({"heading_open", "hr", "math_block"})
_CLOSED_BY_BLANK_LINE = frozenset({"paragraph_open", "blockquote_open", "table_open"})


class Flow:
    """Between blocks: whole blocks settle one after the other."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter

    def settle(self, lines: str, partial: str) -> Settled:
        """Settle whole blocks, and enter the last when it is long."""
        if not lines:
            return Settled(0, [], self)
        is_partial_certain = is_certain(partial)
        outline = self._typesetter.outline(lines + partial if is_partial_certain else lines)
        if not is_partial_certain and _is_closed(outline, lines):
            return Settled(len(lines), self._block(lines), self)
        length = _start_of_last(outline, lines)
        entered = self._enter(outline, lines[length:])
        if entered is None:
            return Settled(length, self._block(lines[:length]), self)
        skipped, opening, state = entered
        return Settled(length + skipped, [*self._block(lines[:length]), ["o", opening]], state)

    def conclude(self, rest: str) -> list[Operation]:
        """Settle the rest as blocks."""
        return self._block(rest)

    def preview(self, rest: str) -> str:
        """Return the open blocks."""
        return self._typesetter.blocks(rest, is_settled=False)

    def _block(self, text: str) -> list[Operation]:
        html = self._typesetter.blocks(text) if text else ""
        return [["b", html]] if html else []

    def _enter(self, outline: Outline, text: str) -> tuple[int, str, State] | None:
        """Return what of the text opens the last block, its opening HTML, and the state inside."""
        if not outline.blocks or outline.open_maths_line is not None:
            return None
        block = outline.blocks[-1]
        if block.is_list and len(block.item_lines()) > 1:
            return 0, _list_opening(block), OpenList(self, self._typesetter, block)
        if block.kind == "fence" and text[:1] in ("`", "~"):
            token = block.tokens[0]
            language = fence_language(token.info)
            opening = f"{code_open(language)[:-1]} data-slot></code></pre>"
            return text.index("\n") + 1, opening, OpenFence(self, token.markup, language)
        if block.kind == "table_open" and block.end_line - block.first_line > HEADER_LINES:
            header = text[: line_offset(text, HEADER_LINES)]
            opening = self._typesetter.blocks(header).removesuffix("</table>")
            opening += "<tbody data-slot></tbody></table>"
            return len(header), opening, OpenTable(self, self._typesetter, header)
        return None


def _is_closed(outline: Outline, lines: str) -> bool:
    """Whether whole lines leave no block open."""
    if outline.open_maths_line is not None:
        return False
    if not outline.blocks:
        return ends_blank(lines)
    kind = outline.blocks[-1].kind
    return kind in _CLOSED_AT_ONCE or (kind in _CLOSED_BY_BLANK_LINE and ends_blank(lines))


def _start_of_last(outline: Outline, lines: str) -> int:
    """Return where the first block begins that later text may change."""
    if not outline.blocks:
        return 0
    line = outline.blocks[-1].first_line
    if outline.open_maths_line is not None:
        # Should the formula be closed, what now looks like blocks will be inside it.
        starts = (block.first_line for block in outline.blocks)
        line = max((s for s in starts if s <= outline.open_maths_line), default=0)
    return line_offset(lines, line)


def _list_opening(block: Block) -> str:
    tag = block.tokens[0].tag
    start = block.tokens[0].attrs.get("start")
    number = "" if start is None else f' start="{start}"'
    return f"<{tag}{number} data-slot></{tag}>"
