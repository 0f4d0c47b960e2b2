"""The live grid's JavaScript and styles as one module, named by its content.

One file, because a browser then keeps it for ever under one address, and because the fallback
hands the browser the same text where that address can't be reached.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bakeoff import stylesheet

FOLDER = Path(__file__).with_name("view")
MODULES = (
    "dom.js",
    "icons.js",
    "answer.js",
    "scroll.js",
    "tooltip.js",
    "clipboard.js",
    "cardmarkup.js",
    "card.js",
    "summary.js",
    "socket.js",
    "polling.js",
    "reveal.js",
    "link.js",
    "grid.js",
    "main.js",
)
"""In the order of their imports: a module comes after all that it uses."""

ENTRY_POINTS = "show, hide"
DIGEST_LENGTH = 16
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The module that a browser imports."""

    name: str
    """File name; it changes when the source does."""

    source: str
    """JavaScript; exports `show` and `hide` alone."""


@cache
def bundle() -> Bundle:
    """Return the module: every file once, with its styles and the renderer's in it."""
    style = (FOLDER / "view.css").read_text(encoding="utf-8") + stylesheet()
    parts = [f"const STYLE = {json.dumps(style)};"]
    parts += [_inlined((FOLDER / name).read_text(encoding="utf-8")) for name in MODULES]
    parts.append(f"export {{ {ENTRY_POINTS} }};\n")
    source = "\n".join(parts)
    digest = hashlib.sha256(source.encode()).hexdigest()[:DIGEST_LENGTH]
    return Bundle(f"grid.{digest}.js", source)


def _inlined(module: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", module))
