"""One browser that follows a run: what it has been sent, and so what to send next.

A batch's `cards` are lists `[index, operations, keep, tail, more]`: operations for the sealed part
(abridged against the open block that the browser has), then how much of the open block's HTML to
keep and what follows it; `more` holds the rest by name, and is left out when there is none.
"""

from dataclasses import dataclass, field
from typing import Any, Self

from bakeoff.live.card import card_state, elapsed_s, safe_images, words
from bakeoff.live.have import Have, Held
from bakeoff.live.rendered import RenderedAnswer
from bakeoff.live.summary import summary
from bakeoff.live.view import RunView
from bakeoff.record import CompletionRecord
from bakeoff.render import abridge, patch

HEAD_INTERVAL_S = 0.5
"""Least time between two updates of a card's head while only its count of chunks grows."""

Batch = dict[str, Any]
"""What one message tells a browser; ready for JSON."""


@dataclass(slots=True)
class _Sent:
    """What one card of this browser has been sent."""

    held: Held
    """Counts of what has been sent."""

    is_new: bool = True
    """Whether this follower has sent nothing to the card yet."""

    open_html: str = ""
    """The open block as last sent."""

    version: int = -1
    """The completion's version that was last looked at."""

    shape: tuple[object, ...] = ()
    """What the head was last made from, the count of chunks apart."""

    head_at_s: float = float("-inf")
    """When the head was last sent, by the run's clock."""

    head: dict[str, Any] = field(default_factory=dict)
    """The head as last sent."""

    owes_head: bool = True
    """Whether the head has changed since it was last sent."""

    attempts: int = 0
    """Attempts for which the card's clock was last set."""


class Follower:
    """One browser's place in a run."""

    def __init__(self, view: RunView, have: Have | None = None) -> None:
        """Follow `view` from what the browser has; counts of another epoch are worth nothing."""
        view.join()
        self._view = view
        held = have.cards if have is not None and have.epoch == view.epoch else {}
        self._sent = {index: _Sent(counts) for index, counts in held.items()}
        self._wants_text = {
            index for index, counts in (have.cards if have else {}).items() if counts.text >= 0
        }
        self._order: list[int] = []
        self._summary: dict[str, Any] = {}
        self._is_first = True
        self._is_open = True
        self.is_settled = False
        """Whether everything that has happened so far was in the batches, and nothing is live."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the run; the browser is gone."""
        if self._is_open:
            self._is_open = False
            self._view.leave()

    def want_text(self, index: int, *, wanted: bool) -> None:
        """Send the raw text of a completion too, from its start on; or stop doing so."""
        if not 0 <= index < len(self._view.record.completions):
            return
        sent = self._sent_to(index)
        sent.version = -1
        sent.held = sent.held._replace(text=0 if wanted else -1)

    def text(self, index: int) -> str | None:
        """Return the whole raw text of a completion; `None` if there is no such completion."""
        completions = self._view.record.completions
        return completions[index].text if 0 <= index < len(completions) else None

    def may_take_long(self) -> bool:
        """Whether the next batch is one to make away from an event loop."""
        return self._view.may_take_long()

    def batch(self) -> Batch | None:
        """Return what has changed since the last batch; `None` if nothing has."""
        view = self._view
        with view.lock:
            # Read first: what happens during the rest is left for the next batch.
            was_live = view.record.is_live
            shown = view.record.shown()
            is_left = view.advance(shown)
            cards = [card for card in map(self._card, shown) if card is not None]
            batch = self._frame(shown)
        if cards:
            batch["cards"] = cards
        self.is_settled = not was_live and not is_left
        return batch or None

    def _frame(self, shown: list[CompletionRecord]) -> Batch:
        """Return what concerns the run as a whole, as far as it has changed."""
        frame: Batch = {}
        view = self._view
        if self._is_first:
            self._is_first = False
            frame |= {"epoch": view.epoch, "words": words()}
        order = [completion.index for completion in shown]
        if order != self._order:
            self._order = frame["shown"] = order
        now = summary(view.record, shown, view.now_s())
        # The browser's own clock goes on from when the first of them was sent.
        if now["live"] and self._summary.get("live") and self._summary["running"]:
            now["clock_s"] = self._summary["clock_s"]
        if now != self._summary:
            frame["run"] = self._summary = now
        return frame

    def _sent_to(self, index: int) -> _Sent:
        if index not in self._sent:
            self._sent[index] = _Sent(Held(text=0 if index in self._wants_text else -1))
        return self._sent[index]

    def _card(self, completion: CompletionRecord) -> list[Any] | None:
        rendered = self._view.rendered(completion)
        sent = self._sent_to(completion.index)
        version = completion.version
        if (
            version == sent.version
            and not sent.owes_head
            and rendered.count == sent.held.operations
            and rendered.open_html == sent.open_html
        ):
            return None
        more = self._more(completion, sent)
        operations = self._operations(rendered, sent, more)
        keep, tail = patch(sent.open_html, rendered.open_html)
        is_patched = sent.is_new or sent.open_html != rendered.open_html
        sent.open_html, sent.version, sent.is_new = rendered.open_html, version, False
        if not (operations or is_patched or more):
            return None
        return [completion.index, operations, keep, tail, *([more] if more else [])]

    def _operations(
        self, rendered: RenderedAnswer, sent: _Sent, more: dict[str, Any]
    ) -> list[list[str | int]]:
        count = sent.held.operations
        operations = rendered.after(count)
        if operations is None or (sent.is_new and count == 0 and operations):
            html, covered = rendered.snapshot()
            more["snapshot"] = html
            more["operations"] = covered
            sent.held = sent.held._replace(operations=covered)
            # A snapshot replaces the open block too.
            sent.open_html = ""
            return []
        sent.held = sent.held._replace(operations=count + len(operations))
        return abridge(operations, sent.open_html)

    def _more(self, completion: CompletionRecord, sent: _Sent) -> dict[str, Any]:
        more: dict[str, Any] = {}
        held = sent.held
        reasoning = completion.reasoning_parts[held.reasoning :]
        if reasoning:
            held = held._replace(reasoning=held.reasoning + len(reasoning))
            more["reasoning"] = [held.reasoning, "".join(reasoning)]
        refusal = completion.refusal[held.refusal :]
        if refusal:
            held = held._replace(refusal=held.refusal + len(refusal))
            more["refusal"] = [held.refusal, refusal]
        images = completion.images[held.images :]
        if images:
            held = held._replace(images=held.images + len(images))
            more["images"] = [held.images, safe_images(images)]
        if held.text >= 0:
            parts = completion.text_parts[held.text :]
            if parts:
                more["text"] = [held.text, held.text + len(parts), "".join(parts)]
                held = held._replace(text=held.text + len(parts))
        sent.held = held
        head = self._head(completion, sent)
        return {**more, "head": head} if head else more

    def _head(self, completion: CompletionRecord, sent: _Sent) -> dict[str, Any]:
        now_s = self._view.now_s()
        shape = _shape(completion)
        is_due = now_s - sent.head_at_s >= HEAD_INTERVAL_S or not completion.is_live
        if shape == sent.shape and not is_due:
            sent.owes_head = True
            return {}
        sent.owes_head, sent.shape, sent.head_at_s = False, shape, now_s
        head = card_state(completion, _earlier(completion, self._view.record.completions))
        changed = {k: v for k, v in head.items() if k not in sent.head or sent.head[k] != v}
        if sent.attempts != len(completion.attempts) or sent.is_new:
            sent.attempts = len(completion.attempts)
            elapsed = elapsed_s(completion, now_s)
            if elapsed is not None:
                changed["clock_s"] = round(elapsed, 3)
        sent.head = head
        return changed


def _shape(completion: CompletionRecord) -> tuple[object, ...]:
    return (
        completion.status,
        completion.first_token_at_s,
        len(completion.attempts),
        completion.attempts[-1].wait_s if completion.attempts else None,
        completion.response_model,
        completion.provider,
        completion.finish_reason,
        completion.native_finish_reason,
        completion.usage,
        completion.failure,
        len(completion.tool_calls),
    )


def _earlier(completion: CompletionRecord, completions: list[CompletionRecord]) -> int:
    """Count the completions that this one repeats."""
    count = 0
    while completion.retry_of is not None:
        completion = completions[completion.retry_of]
        count += 1
    return count
