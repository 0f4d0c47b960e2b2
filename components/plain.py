"""Words that others wrote, made safe to put where Streamlit reads markdown.

Names of models come from a server or a link; a button's label would fetch an image in them.
"""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&@\"'])")
_BREAKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return the text on one line, so that markdown shows it as it is."""
    return _MARKS.sub(r"\\\1", _BREAKS.sub(" ", text.strip()))


def shortened(text: str, characters: int) -> str:
    """Return the text on one line, cut with an ellipsis if it is longer than this."""
    line = _BREAKS.sub(" ", text.strip())
    return line if len(line) <= characters else f"{line[: characters - 1].rstrip()}…"
