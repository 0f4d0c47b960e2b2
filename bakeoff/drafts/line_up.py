"""The line-up being put together: its entries in order, and what can be done to it."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bakeoff.request import Entry

LABEL_CHARACTERS = 80


def _new_id() -> str:
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a line-up; it keeps its id while the line-up around it changes."""

    entry: Entry
    """Who is to answer here, with which settings."""

    slot_id: str = field(default_factory=_new_id)
    """Tells apart two places with equal entries; means nothing outside the line-up."""


@dataclass(frozen=True, slots=True)
class LineUp:
    """Who is to answer, in order.

    Every change returns a new line-up, so that the one before it can be put back; a slot that is
    gone (a click that came late) changes nothing.
    """

    slots: tuple[Slot, ...] = ()
    """The places, in the order in which the answers will be shown."""

    @classmethod
    def of(cls, models: Iterable[str]) -> "LineUp":
        """Return a line-up of these models, each with the common settings."""
        return cls(tuple(Slot(Entry(model)) for model in models))

    def __iter__(self) -> Iterator[Slot]:
        return iter(self.slots)

    def __len__(self) -> int:
        return len(self.slots)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in order."""
        return tuple(slot.entry for slot in self.slots)

    def with_models(self, models: Iterable[str]) -> "LineUp":
        """Return it with these models after the others."""
        return LineUp(self.slots + LineUp.of(models).slots)

    def without(self, slot_id: str) -> "LineUp":
        """Return it without one slot."""
        return LineUp(tuple(slot for slot in self.slots if slot.slot_id != slot_id))

    def with_duplicate(self, slot_id: str) -> "LineUp":
        """Return it with a slot's entry a second time, right after the first."""
        place = self._place(slot_id)
        if place is None:
            return self
        again = Slot(self.slots[place].entry)
        return LineUp((*self.slots[: place + 1], again, *self.slots[place + 1 :]))

    def with_move(self, slot_id: str, by: int) -> "LineUp":
        """Return it with a slot some places later (below 0: earlier), within its ends."""
        place = self._place(slot_id)
        if place is None:
            return self
        others = self.without(slot_id).slots
        target = min(max(place + by, 0), len(others))
        return LineUp((*others[:target], self.slots[place], *others[target:]))

    def with_entry(self, slot_id: str, entry: Entry) -> "LineUp":
        """Return it with another entry in one slot."""
        return LineUp(
            tuple(
                replace(slot, entry=entry) if slot.slot_id == slot_id else slot
                for slot in self.slots
            )
        )

    def with_labels(self, names: Mapping[str, str]) -> "LineUp":
        """Return it with a model's name for people as the label of each entry that has none."""
        return LineUp(
            tuple(
                slot
                if slot.entry.label.strip()
                else replace(slot, entry=replace(slot.entry, label=_label(names, slot.entry)))
                for slot in self.slots
            )
        )

    def _place(self, slot_id: str) -> int | None:
        places = (place for place, slot in enumerate(self.slots) if slot.slot_id == slot_id)
        return next(places, None)


def _label(names: Mapping[str, str], entry: Entry) -> str:
    """Return a name as one line of bounded length: a server writes it as it likes."""
    name = names.get(entry.model.strip(), "")
    line = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return line if len(line) <= LABEL_CHARACTERS else f"{line[: LABEL_CHARACTERS - 1].rstrip()}…"
