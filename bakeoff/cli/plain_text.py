"""Model text on a terminal: shown, never obeyed.

An answer may hold escape sequences that move the cursor, rewrite the window's title, or turn the
reading direction around.
"""

import unicodedata

from bakeoff.table.row import encodable

KEPT = frozenset("\n\t")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
CONTROL_PICTURES = 0x2400
DELETE = 0x7F
BIDI_CONTROLS = frozenset(
    "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
)


def plain(text: str) -> str:
    """Return the text with every control character made visible, line ends and tabs apart."""
    lines = str(encodable(text)).replace("\r\n", "\n")
    return "".join(
        character if _is_harmless(character) else _shown(character) for character in lines
    )


def plain_line(text: str) -> str:
    """Return the text on one line, with every control character made visible."""
    return " ".join(plain(text).split())


def _is_harmless(character: str) -> bool:
    if character in KEPT:
        return True
    return unicodedata.category(character) != "Cc" and character not in BIDI_CONTROLS


def _shown(character: str) -> str:
    code = ord(character)
    if code == DELETE:
        return "\N{SYMBOL FOR DELETE}"
    return chr(CONTROL_PICTURES + code) if code < ord(" ") else REPLACEMENT
