"""The Markdown that is read, and the HTML that each token becomes.

CommonMark with tables, strikethrough and formulas. Raw HTML is text, and an
image is a link, so that nothing remote loads. Imported on first use only.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from bakeoff.render.highlighting import coloured_html, highlight_runs
from bakeoff.render.languages import code_open, fence_language
from bakeoff.render.maths import add_maths, mathml
from bakeoff.render.text import escape_text

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType, OptionsDict

# The time that hostile brackets cost is proportional to this.
_MAX_NESTING = 20
# A list nests two levels at once, and at its limit the parser drops the rest of the text.
_MAX_BLOCK_NESTING = _MAX_NESTING - 2
_LINK = re.compile(r"(?i)(?:https?://[^/?#]|mailto:.)")
_HOST = re.compile(r"(?i)https?://(?:[^/?#]*@)?([^/?#:]+)")


def build_parser() -> MarkdownIt:
    """Return a parser with this project's rules."""
    options = {"html": False, "xhtmlOut": False, "maxNesting": _MAX_NESTING}
    parser = MarkdownIt("commonmark", options, renderer_cls=_AnswerHtml)
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.after("inline", "images_are_links", _replace_images)
    parser.block.ruler.before("table", "too_deep", _line_as_paragraph)
    add_maths(parser)
    # A MarkdownIt checks links with whatever function stands in this attribute.
    parser.validateLink = _is_safe_link  # type: ignore[method-assign]
    return parser


def _line_as_paragraph(state: "StateBlock", first: int, end: int, silent: bool) -> bool:
    """Read no more structure at the deepest level, so that its text is kept."""
    if state.level < _MAX_BLOCK_NESTING or silent:
        return False
    state.line = first + 1
    state.push("paragraph_open", "p", 1).map = [first, first + 1]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(first, first + 1, state.blkIndent, False).strip()
    inline.map = [first, first + 1]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _is_safe_link(url: str) -> bool:
    return _LINK.match(url.strip()) is not None


def _replace_images(state: "StateCore") -> None:
    for token in state.tokens:
        if token.children and any(child.type == "image" for child in token.children):
            token.children = _without_images(token.children)


def _without_images(tokens: Sequence[Token]) -> list[Token]:
    """Return the inline tokens with a link, or text inside a link, for each image."""
    replaced: list[Token] = []
    link_depth = 0
    for token in tokens:
        link_depth += token.nesting if token.type.startswith("link_") else 0
        if token.type != "image":
            replaced.append(token)
            continue
        address = str(token.attrs.get("src", ""))
        label = Token("text", "", 0, content=_image_label(token, address))
        if link_depth:
            replaced.append(label)
        else:
            link = Token("link_open", "a", 1, attrs={"href": address})
            replaced.extend((link, label, Token("link_close", "a", -1)))
    return replaced


def _image_label(image: Token, address: str) -> str:
    alt = " ".join(_plain_text(image.children or ()).split())
    host = _HOST.match(address)
    words = ["image:", alt, f"({host[1]})" if host else ""]
    return " ".join(word for word in words if word)


def _plain_text(tokens: Sequence[Token]) -> str:
    return "".join(
        _plain_text(token.children) if token.children else token.content or " "
        for token in tokens
        if token.nesting == 0
    )


class _AnswerHtml(RendererHTML):
    """Tokens as HTML with no white space between blocks.

    The parser collects every public method as the rule for the token it names.
    """

    def renderToken(  # noqa: N802 - the name is the parser's
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a tag, or nothing for the paragraphs of a tight list."""
        token = tokens[idx]
        if token.hidden:
            return ""
        return f"{'</' if token.nesting == -1 else '<'}{token.tag}{self.renderAttrs(token)}>"

    def th_open(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a cell's tag, with an attribute where the parser has a style."""
        align = str(tokens[idx].attrs.get("style", "")).removeprefix("text-align:")
        attribute = f' align="{align}"' if align in ("center", "right") else ""
        return f"<{tokens[idx].tag}{attribute}>"

    def td_open(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a cell's tag."""
        return self.th_open(tokens, idx, options, env)

    def fence(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return code, in colour unless it is still being written."""
        token = tokens[idx]
        language = fence_language(token.info)
        code = token.content.removesuffix("\n")
        is_open = token.map is not None and token.map[1] >= env.get("open_from_line", 1 << 60)
        runs = "" if is_open else highlight_runs(code, language)
        return f"{code_open(language)}{coloured_html(code, runs)}</code></pre>"

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return indented code."""
        return (
            f"{code_open('')}{escape_text(tokens[idx].content.removesuffix(chr(10)))}</code></pre>"
        )

    def hardbreak(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a line break."""
        return "<br>"

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a formula among text."""
        token = tokens[idx]
        formula = mathml(token.content, is_display=bool(token.meta["is_display"]))
        return formula or _tex(token.content)

    def math_block(
        self, tokens: Sequence[Token], idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """Return a formula on lines of its own."""
        tex = tokens[idx].content
        return mathml(tex, is_display=True) or f"<pre>{_tex(tex)}</pre>"


def _tex(tex: str) -> str:
    return f'<code class="tex">{escape_text(tex)}</code>'
