"""A run that a test drives by events, and a browser that takes in what a follower sends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from bakeoff import events
from bakeoff.failure import Failure
from bakeoff.live import Follower, RunView
from bakeoff.record import RunRecord
from bakeoff.request import ComparisonRequest, Entry
from tests.bakeoff.render.page import Element, Page, parse

STEP_S = 0.05


class DrivenRun:
    """A record whose events and clock the test decides."""

    def __init__(self, *models: str) -> None:
        request = ComparisonRequest(
            prompt="Say hello", entries=tuple(map(Entry, models or ("acme/swift",)))
        )
        self.record = RunRecord("run", request, datetime(2026, 1, 2, tzinfo=UTC))
        self.at_s = 0.0
        self.view = RunView(self.record, lambda: self.at_s, clock=lambda: self.at_s)
        for index in range(len(self.record.completions)):
            self.record.apply(events.AttemptStarted(index, 0.0))

    def say(self, text: str, index: int = 0) -> None:
        self.at_s += STEP_S
        self.record.apply(events.ContentDelta(index, self.at_s, text))

    def think(self, text: str, index: int = 0) -> None:
        self.at_s += STEP_S
        self.record.apply(events.ReasoningDelta(index, self.at_s, text))

    def end(
        self,
        index: int = 0,
        status: events.EndStatus = "completed",
        failure: Failure | None = None,
    ) -> None:
        self.at_s += STEP_S
        self.record.apply(events.CompletionEnded(index, self.at_s, status, failure))
        if not any(completion.is_live for completion in self.record.completions):
            self.record.apply(events.RunEnded(self.at_s))


@dataclass
class SeenCard:
    """One card of the browser."""

    page: Page = field(default_factory=Page)
    operations: int = 0
    head: dict[str, Any] = field(default_factory=dict)
    reasoning: str = ""
    refusal: str = ""
    images: list[str] = field(default_factory=list)
    text: str = ""
    counts: dict[str, int] = field(
        default_factory=lambda: {"reasoning": 0, "refusal": 0, "images": 0, "text": -1}
    )

    def answer(self) -> Element:
        """What is on the screen: the sealed part with the open block at its end."""
        shown = parse(_html(self.page.root))
        slots = [element for element in shown.walk() if "data-slot" in element.attributes]
        for child in parse(self.page.open_html).children:
            (slots[0] if slots else shown).append(child)
        return shown

    def take(self, operations: list[Any], keep: int, tail: str, more: dict[str, Any]) -> None:
        if "snapshot" in more:
            self.page = Page(more["snapshot"])
            self.operations = more["operations"]
        self.page.apply(operations)
        self.operations += len(operations)
        self.page.patch(keep, tail)
        self.head |= more.get("head", {})
        for name in ("reasoning", "refusal"):
            if name in more:
                self.counts[name], added = more[name]
                setattr(self, name, getattr(self, name) + added)
        if "images" in more:
            self.counts["images"], urls = more["images"]
            self.images += urls
        if "text" in more:
            start, self.counts["text"], added = more["text"]
            self.text = added if start == 0 else self.text + added


class SeenRun:
    """A browser with one run on its screen."""

    def __init__(self) -> None:
        self.epoch = ""
        self.order: list[int] = []
        self.cards: dict[int, SeenCard] = {}
        self.run: dict[str, Any] = {}
        self.received_bytes = 0

    def take(self, batch: dict[str, Any] | None) -> None:
        if batch is None:
            return
        message = orjson.dumps(batch)
        self.received_bytes += len(message)
        batch = orjson.loads(message)
        if batch.get("epoch", self.epoch) != self.epoch:
            self.epoch = batch["epoch"]
            self.cards.clear()
        if "shown" in batch:
            self.order = batch["shown"]
            self.cards = {i: self.cards.get(i, SeenCard()) for i in self.order}
        for index, operations, keep, tail, *more in batch.get("cards", []):
            self.cards[index].take(operations, keep, tail, more[0] if more else {})
        self.run = batch.get("run", self.run)

    def hello(self) -> dict[str, Any]:
        cards = {
            str(index): [card.operations, *card.counts.values()]
            for index, card in self.cards.items()
        }
        return {"epoch": self.epoch, "cards": cards}


def take_all(run: DrivenRun, follower: Follower, seen: SeenRun) -> None:
    """Let the browser take in all that has happened so far."""
    for _ in range(3):
        run.at_s += 1.0
        seen.take(follower.batch())


def _html(element: Element) -> str:
    from html import escape

    inner = "".join(escape(c) if isinstance(c, str) else _html(c) for c in element.children)
    if element.tag == "root":
        return inner
    attributes = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in element.attributes.items()
    )
    end = "" if element.tag in {"br", "hr"} else f"</{element.tag}>"
    return f"<{element.tag}{attributes}>{inner}{end}"
