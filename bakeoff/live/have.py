"""What a browser says it already has of a run, checked before anything is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

MOST_CARDS = 10_000


class Held(NamedTuple):
    """How far one card of a browser has come; each is a count that the server sent with it."""

    operations: int = 0
    """Operations applied to the answer's sealed part."""

    reasoning: int = 0
    """Pieces of reasoning shown."""

    refusal: int = 0
    """Characters of refusal shown."""

    images: int = 0
    """Images shown."""

    text: int = -1
    """Pieces of raw text held; negative when the raw text is not wanted."""


@dataclass(frozen=True, slots=True)
class Have:
    """All that one browser has of one run."""

    epoch: str = ""
    """The `RunView` whose counts these are; counts of another one mean nothing."""

    cards: Mapping[int, Held] = field(default_factory=dict)
    """Per completion index, how far its card has come; a card it lacks is absent."""

    @classmethod
    def read(cls, said: Any) -> Self:
        """Return what a browser's message says it has.

        Raises:
            ValueError: it is not a message of ours.
        """
        if not isinstance(said, dict) or not isinstance(said.get("epoch", ""), str):
            raise ValueError("not what a browser has")  # noqa: TRY004 - one error for all bad input
        cards = said.get("cards", {})
        if not isinstance(cards, dict) or len(cards) > MOST_CARDS:
            raise ValueError("not a map of cards")
        return cls(
            said.get("epoch", ""), {int(index): _held(counts) for index, counts in cards.items()}
        )


def _held(counts: Any) -> Held:
    if not isinstance(counts, list) or len(counts) != len(Held._fields):
        raise ValueError("not the counts of a card")
    if not all(type(count) is int for count in counts):
        raise ValueError("a count that is no whole number")
    return Held(*counts)
