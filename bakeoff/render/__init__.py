"""Everything that turns model text into HTML: the one renderer.

Nothing a model wrote reaches a page except through here. Heavy parsers load on
the first rendering, so importing this package is cheap.
"""

from bakeoff.render.labels import plain_label
from bakeoff.render.live import LiveRendering
from bakeoff.render.operations import assemble
from bakeoff.render.patches import abridge, patch
from bakeoff.render.styles import stylesheet
from bakeoff.render.typesetter import render_markdown

__all__ = [
    "LiveRendering",
    "abridge",
    "assemble",
    "patch",
    "plain_label",
    "render_markdown",
    "stylesheet",
]
