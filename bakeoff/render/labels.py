"""Short hostile strings, such as model names and error messages, as one safe line of HTML."""

import html
import re
import unicodedata

from bakeoff.render.text import normalise

_SPACES = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"


def plain_label(text: str) -> str:
    """Return the text as one line, safe as HTML content and as a quoted attribute value.

    White space folds into single spaces, control characters become their visible
    pictures, and invisible formatting characters, those that turn the direction
    of writing among them, are removed. Joiners stay: scripts and emoji need them.
    """
    line = _SPACES.sub(" ", normalise(text)).strip()
    if not line.isprintable():
        line = "".join(_visible(character) for character in line)
    return html.escape(line)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return character if character in _JOINERS else ""
    if category != "Cc":
        return character
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else "\ufffd"
