"""What the script keeps of a grid that polls, between two of its questions."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from bakeoff import Follower


@dataclass(slots=True)
class Polled:
    """One grid's conversation through the page's own connection."""

    follower: Follower
    """What its browser has been sent."""

    sequence: int
    """Number of the question answered last."""

    reply: dict[str, Any]
    """The answer to it; a rerun of the script gives it again."""


def said(key: str) -> dict[str, Any]:
    """Return what the grid of this key has told the script; empty before it is first drawn."""
    return dict(st.session_state.get(key) or {})


def polled(key: str) -> Polled | None:
    """Return the conversation with the grid of this key; `None` if there is none."""
    found: Polled | None = st.session_state.get(_place(key))
    return found


def keep_polled(key: str, conversation: Polled | None) -> None:
    """Keep the conversation, or end it."""
    before = polled(key)
    if before is not None and (
        conversation is None or before.follower is not conversation.follower
    ):
        before.follower.close()
    if conversation is None:
        st.session_state.pop(_place(key), None)
    else:
        st.session_state[_place(key)] = conversation


def _place(key: str) -> str:
    return f"{key}.polled"
