"""The live grid: a card for each answer of a run, filled by the browser's own socket.

Streamlit only carries ids to it. Where the socket can't be reached it carries the answers too, a
few times a second, on the component's own request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from bakeoff import Run
from components.live_grid.bundle import bundle
from components.live_grid.fallback import answer, obey

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAME = "bakeoff_live_grid"
LOADER = Path(__file__).with_name("loader.js")


@dataclass(frozen=True, slots=True)
class LiveGridResult:
    """What the browser told the script."""

    ended: int | None
    """Completions that had ended, if that is why the script runs; else `None`."""


@cache
def _component() -> "ComponentRenderer":
    return st.components.v2.component(NAME, js=LOADER.read_text(encoding="utf-8"))


def live_grid(
    run: Run, *, key: str, is_new: bool = False, on_ended: Callable[[], None] | None = None
) -> LiveGridResult:
    """Draw the cards of a run; the enclosing fragment runs again as completions end.

    Args:
        run: What to show; it may be live or over.
        key: Streamlit's key; one for each run.
        is_new: Whether this session started it; its cards then come into view, once.
        on_ended: Called, about once a second at most, before the script runs because completions
            have ended.
    """
    # Streamlit refuses a key with two underscores in a row, which one run id in 200 has.
    key = key.replace("_", ".")
    data: dict[str, Any] = {
        "run": run.run_id,
        "mark": _mark(run),
        "module": bundle().name,
        "isNew": is_new,
    }
    data |= answer(run, key)
    result = _component()(
        key=key,
        data=data,
        on_ended_change=on_ended or _nothing,
        on_act_change=_nothing,
        on_poll_change=_nothing,
        on_module_change=_nothing,
    )
    obey(run, result.get("act"))
    ended = result.get("ended")
    return LiveGridResult(ended if isinstance(ended, int) else None)


def _nothing() -> None:
    """Streamlit keeps only the values that have a callback."""


def _mark(run: Run) -> str:
    """Return how far the run is, in the browser's own form, so that it reports only what is new."""
    completions = run.record.completions
    ended = sum(not completion.is_live for completion in completions)
    return f"{len(completions)}/{ended}/{'live' if run.record.is_live else 'over'}"
