"""How half-written Markdown is shown: as it will probably look, for the moment only."""

import re

_MARKERS_ONLY = re.compile(r"(?:[-=*_+#>~|:$`\s]+|\s*\d{1,9}[.)]?\s*)")
_HALF_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*$")
_CODE_SPAN = re.compile(r"`[^`]*`")
_OPENING_STAR = re.compile(r"(?<![\w*])\*(?=[^\s*])")
_CLOSING_STAR = re.compile(r"(?<=[^\s*])\*(?![\w*])")


def completed(text: str) -> str:
    """Return the text with what its last line leaves open closed, or left out.

    A line of nothing but markers is left out: a hyphen alone would turn the
    paragraph above into a heading until the next character comes.
    """
    start = text.rfind("\n") + 1
    line = text[start:]
    if _MARKERS_ONLY.fullmatch(line):
        return text[:start]
    if text.count("```") % 2 or text.count("~~~") % 2:
        return text
    return text[:start] + _completed_line(line)


def without_closing_tags(html: str) -> str:
    """Return the HTML without the closing tags at its end, which a browser adds by itself.

    What grows then only ever appends to what a follower has.
    """
    while html.endswith(">"):
        start = html.rfind("<")
        if html[start + 1] != "/":
            break
        html = html[:start]
    return html


def _completed_line(line: str) -> str:
    line = _HALF_LINK.sub(r"\1", line)
    if line.count("`") % 2:
        return line[:-1] if line.endswith("`") else line + "`"
    if line.endswith("`"):
        return line
    line = line.rstrip().rstrip("*")
    text = _CODE_SPAN.sub("", line)
    if text.count("**") % 2:
        line += "**"
    single = text.replace("**", "")
    if len(_OPENING_STAR.findall(single)) > len(_CLOSING_STAR.findall(single)):
        line += "*"
    return line
