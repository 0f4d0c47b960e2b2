"""Commits what is being typed after a short pause, so that a reload loses no more than that.

Streamlit itself commits a text when its field loses focus. `view.js` tells it so; the field keeps
the focus and the cursor.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

PAUSE_MS = 500


def typing_keeper() -> None:
    """Watch the page's fields; draws nothing."""
    _component()(key="typing-keeper", data={"pause_ms": PAUSE_MS}, height=1)


@cache
def _component() -> Any:
    script = Path(__file__).with_name("view.js").read_text(encoding="utf-8")
    return st.components.v2.component("bakeoff_typing_keeper", js=script)
