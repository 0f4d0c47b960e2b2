"""The renderer's parsers, loaded while the first answer is still on its way."""

from functools import cache
from threading import Thread

from bakeoff.render import render_markdown

SAMPLE = "Some `code`:\n\n```python\npass\n```\n\n$$x^2$$\n\n| a | b |\n|---|---|\n| c | d |\n"


@cache
def warm_up() -> None:
    """Render a sample on a thread of its own, the first time that this is called.

    Loading the parsers takes some tenths of a second, and the first code block would wait for it
    with every answer on every screen.
    """
    Thread(
        target=render_markdown, args=(SAMPLE,), name="bakeoff-render-warm-up", daemon=True
    ).start()
