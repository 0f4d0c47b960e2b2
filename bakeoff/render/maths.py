r"""Formulas: where Markdown holds one, and its TeX as MathML.

Read are ``$x$``, ``$$x$$``, ``\(x\)`` and ``\[x\]``. A sum of money is no formula.
"""

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_TOKEN_ATTRIBUTES = frozenset({"mathvariant"})
_OPERATOR_ATTRIBUTES = _TOKEN_ATTRIBUTES | frozenset(
    {
        "accent",
        "fence",
        "form",
        "largeop",
        "lspace",
        "maxsize",
        "minsize",
        "movablelimits",
        "rspace",
        "separator",
        "stretchy",
    }
)
MATHML: dict[str, frozenset[str]] = {
    "math": frozenset({"display"}),
    "menclose": frozenset({"notation"}),
    "mfrac": frozenset({"linethickness"}),
    "mi": _TOKEN_ATTRIBUTES,
    "mmultiscripts": frozenset(),
    "mn": _TOKEN_ATTRIBUTES,
    "mo": _OPERATOR_ATTRIBUTES,
    "mover": frozenset({"accent"}),
    "mpadded": frozenset({"width"}),
    "mphantom": frozenset(),
    "mprescripts": frozenset(),
    "mroot": frozenset(),
    "mrow": frozenset(),
    "mspace": frozenset({"width"}),
    "msqrt": frozenset(),
    "mstyle": frozenset({"displaystyle", "scriptlevel"}),
    "msub": frozenset(),
    "msubsup": frozenset(),
    "msup": frozenset(),
    "mtable": frozenset({"columnalign", "columnlines", "rowlines"}),
    "mtd": frozenset({"columnalign"}),
    "mtext": _TOKEN_ATTRIBUTES,
    "mtr": frozenset(),
    "munder": frozenset({"accent"}),
    "munderover": frozenset(),
}
"""The MathML elements that leave, and the attributes each may have.

None carries an address, a class, a style or a colour, and none a height.
"""

_LENGTHS = frozenset({"linethickness", "lspace", "maxsize", "minsize", "rspace", "width"})
_SMALL_LENGTH = re.compile(r"-?\.?\d(\.\d+)?(em|ex|mu|pt|px)?|\d{2}(\.\d+)?(mu|pt|px)")
_MAX_TEX_LENGTH = 2_000
_CLOSERS = {"$$": "$$", r"\[": r"\]", r"\(": r"\)"}
_SIGN_OF_MATHS = re.compile(r"[\\^_=+\-*/<>{}|]")
_MONEY = re.compile(r"\d[\d.,]*[kKmMbB]?\s+[A-Za-z]{2}")


@lru_cache(maxsize=512)
def mathml(tex: str, *, is_display: bool) -> str | None:
    """Return the formula as MathML, or None when the TeX can't be read."""
    if len(tex) > _MAX_TEX_LENGTH:
        return None
    from latex2mathml.converter import convert_to_element

    try:
        element = convert_to_element(tex, display="block" if is_display else "inline")
    except Exception:  # noqa: BLE001 - malformed TeX raises anything from KeyError to RecursionError
        return None
    for node in element.iter():
        _make_plain(node)
    return tostring(element, encoding="unicode")


def _make_plain(node: Element) -> None:
    """Take away what the allow-list does not name, and lengths that could reach over the page."""
    # The converter writes text as character references and expects it to be unescaped raw.
    node.text = html.unescape(node.text) if node.text else None
    allowed = MATHML.get(node.tag, frozenset())
    for name, value in list(node.attrib.items()):
        is_far = name in _LENGTHS and not _SMALL_LENGTH.fullmatch(value)
        if name not in allowed or is_far:
            del node.attrib[name]


def add_maths(parser: "MarkdownIt") -> None:
    """Teach the parser to find formulas."""
    parser.block.ruler.before(
        "fence", "math_block", _math_block, {"alt": ["paragraph", "reference"]}
    )
    parser.inline.ruler.before("escape", "math_inline", _math_inline)


def _math_block(state: "StateBlock", first: int, end: int, silent: bool) -> bool:
    if state.is_code_block(first):
        return False
    start = state.bMarks[first] + state.tShift[first]
    opener = state.src[start : start + 2]
    if opener not in ("$$", r"\["):
        return False
    closer = _CLOSERS[opener]
    lines: list[str] = []
    for line in range(first, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if line == first:
            text = text[2:]
        elif not text or state.sCount[line] < state.blkIndent:
            return False
        before, found, after = text.partition(closer)
        lines.append(before)
        if found:
            return _push_block(state, first, opener, lines, after, silent)
    if state.level == 0:
        state.env["open_maths"] = min(first, state.env.get("open_maths", first))
    return False


def _push_block(
    state: "StateBlock", first: int, opener: str, lines: list[str], after: str, silent: bool
) -> bool:
    last = first + len(lines) - 1
    tex = "\n".join(lines).strip()
    if not tex or after.strip():
        return False
    if first == last and opener == r"\[" and not _SIGN_OF_MATHS.search(tex):
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.block = True
    token.content = tex
    token.map = [first, last + 1]
    state.line = last + 1
    return True


def _math_inline(state: "StateInline", silent: bool) -> bool:
    start = state.pos
    opener = state.src[start : start + 2]
    if opener not in _CLOSERS:
        opener = opener[:1]
    if opener != "$" and opener not in _CLOSERS:
        return False
    body_start = start + len(opener)
    closer = _CLOSERS.get(opener, "$")
    end = _unescaped(state.src, closer, body_start)
    if end < 0:
        return False
    tex = state.src[body_start:end]
    if not _is_formula(state.src, start, end, opener, tex):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = tex.strip()
        token.meta = {"is_display": opener in ("$$", r"\[")}
    state.pos = end + len(closer)
    return True


def _unescaped(text: str, closer: str, start: int) -> int:
    """Return where the closer stands with no backslash before it, or -1."""
    limit = start + _MAX_TEX_LENGTH
    position = text.find(closer, start, limit)
    while position > start and text[position - 1] == "\\" and closer[0] == "$":
        position = text.find(closer, position + 1, limit)
    return position


def _is_formula(text: str, start: int, end: int, opener: str, tex: str) -> bool:
    if not tex.strip() or "`" in tex:
        return False
    if opener == r"\[":
        return bool(_SIGN_OF_MATHS.search(tex))
    if opener != "$":
        return True
    if tex[0].isspace() or tex[-1].isspace() or _MONEY.match(tex):
        return False
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    return not (before.isalnum() or after.isalnum())
