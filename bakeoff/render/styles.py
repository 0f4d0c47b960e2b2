"""The style sheet of rendered answers: what the renderer's own classes and attributes look like."""

LIGHT = {
    "code-background": "#f5f6f8",
    "code-text": "#1f2430",
    "c": "#5b6472",
    "gd": "#a3181f",
    "gh": "#1f4fa8",
    "gi": "#17692c",
    "k": "#a31860",
    "m": "#8a4b00",
    "na": "#6a4a00",
    "nb": "#0b6276",
    "nc": "#7a4100",
    "nf": "#1f4fa8",
    "nt": "#17692c",
    "s": "#17692c",
}
"""Colours on a light page, by class."""

DARK = {
    "code-background": "#171b24",
    "code-text": "#e3e7ee",
    "c": "#97a1b1",
    "gd": "#ff9a94",
    "gh": "#8fb8ff",
    "gi": "#86d998",
    "k": "#ff92c2",
    "m": "#f2b56b",
    "na": "#e0c070",
    "nb": "#6fd0e3",
    "nc": "#f2c283",
    "nf": "#8fb8ff",
    "nt": "#86d998",
    "s": "#86d998",
}
"""Colours on a dark page, by class."""

_RULES = """\
.answer pre{background:var(--answer-code-background);color:var(--answer-code-text);overflow-x:auto}
.answer math[display=block]{overflow-x:auto;overflow-y:hidden}
.answer th{text-align:left}
.answer [align=center]{text-align:center}
.answer [align=right]{text-align:right}
"""


def stylesheet() -> str:
    """Return the CSS for answers inside `.answer`, on light pages and under a dark theme."""
    colours = "".join(
        f".answer .{name}{{color:var(--answer-{name})}}\n"
        for name in LIGHT
        if not name.startswith("code-")
    )
    light = f".answer{{{_properties(LIGHT)}}}\n"
    dark = f'[data-theme="dark"] .answer,.answer[data-theme="dark"]{{{_properties(DARK)}}}\n'
    return light + dark + _RULES + colours


def _properties(palette: dict[str, str]) -> str:
    return ";".join(f"--answer-{name}:{colour}" for name, colour in palette.items())
