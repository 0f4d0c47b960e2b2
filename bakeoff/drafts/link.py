"""A form filled by a link, `?models=a,b&prompt=…`, whoever wrote it; it sends nothing."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bakeoff.drafts.line_up import LineUp

MOST_MODELS = 64
MOST_ID_CHARACTERS = 200
MOST_PROMPT_CHARACTERS = 20_000
LINK_PARAMETERS = ("models", "prompt")
HARMLESS = "\n\t\u200c\u200d"
"""Kept although they are control or format characters: emoji and some scripts need the joiners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link puts into the form."""

    prompt: str | None
    """The prompt it brings; `None` leaves the form's."""

    line_up: LineUp | None
    """The models it brings; `None` leaves the form's."""

    is_cut: bool
    """Whether it asked for more than a link may bring."""


def read_link(parameters: Mapping[str, str]) -> Link | None:
    """Return what an address's parameters fill in; `None` if they fill in nothing."""
    prompt = _printable(parameters.get("prompt", ""))
    named = (_printable(name).strip() for name in parameters.get("models", "").split(","))
    models = [name for name in named if name]
    if not prompt.strip() and not models:
        return None
    kept = [name for name in models if len(name) <= MOST_ID_CHARACTERS][:MOST_MODELS]
    return Link(
        prompt=prompt[:MOST_PROMPT_CHARACTERS] if prompt.strip() else None,
        line_up=LineUp.of(kept) if kept else None,
        is_cut=len(prompt) > MOST_PROMPT_CHARACTERS or kept != models,
    )


def _printable(text: str) -> str:
    """Return the text without what can't be seen: a link must not hide words in a prompt."""
    return "".join(
        character
        for character in text
        if character in HARMLESS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
