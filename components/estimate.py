"""What Compare may cost, in one line beside it; the particulars open from there."""

from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal
from typing import TYPE_CHECKING

import streamlit as st

import bakeoff
from bakeoff import LineUp, Route, Settings
from components import state
from components.plain import plain
from components.services import listing

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from bakeoff import EntryEstimate, Estimate

LEAST_TOLD_USD = Decimal("0.0001")
SIGNIFICANT_DIGITS = 2
# Outwards, so that the rounded range still holds what the exact one held.
_LOWER = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_DOWN)
_UPPER = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_UP)

REASONS = {
    "not_listed": "the model is not listed",
    "price_unknown": "its price varies or is not told",
    "not_by_token": "it is charged for more than tokens",
}


def estimate_line(place: "DeltaGenerator", route: Route, settings: Settings) -> None:
    """Put what the draft may cost into its place, once there is a list of models with prices.

    Both halves of the form change it and each is redrawn alone, so the place belongs to neither.
    What is drawn has no key: a full run draws it twice, and a key may be used once.
    """
    form, models = state.form(), listing(route, settings)
    line_up = form.draft.line_up(is_demo=route.is_demo) or LineUp()
    is_known = models.catalogue is not None or models.fault is not None
    if not is_known or not line_up or not form.draft.prompt.strip():
        # As high as the line, so that nothing below moves when it comes.
        place.space("medium")
        return
    estimate = bakeoff.estimate_cost(
        form.draft.prompt,
        line_up.entries,
        {} if models.catalogue is None else models.catalogue.by_id,
        system_prompt=form.draft.system_prompt,
        sampling=form.draft.sampling,
    )
    label = f":small[:grey[{summary(estimate, is_demo=route.is_demo)}]]"
    with place.popover(label, type="tertiary", wrap=True):
        st.markdown(table(estimate))
        st.caption(explanation(estimate, is_demo=route.is_demo))


def summary(estimate: "Estimate", *, is_demo: bool) -> str:
    """Return the estimate in one line, as markdown."""
    low, high = estimate.low_usd, estimate.high_usd
    if low is None or high is None:
        return "Estimate: none, as no price is known"
    number = len(estimate.known)
    is_free = all(entry.basis == "free" for entry in estimate.known)
    told = "free" if is_free else _range(low, high)
    text = f"Estimate: {told} for {number} model{'' if number == 1 else 's'}"
    if estimate.unknown:
        text += f", not counting {len(estimate.unknown)} of unknown price"
    return f"{text}, simulated" if is_demo else text


def table(estimate: "Estimate") -> str:
    """Return what each entry may cost, as a markdown table."""
    rows = [f"| {plain(entry.model)} | {_cost(entry)} |" for entry in estimate.entries]
    return "\n".join(["| Model | May cost |", "|---|---|", *rows])


def explanation(estimate: "Estimate", *, is_demo: bool) -> str:
    """Return how the range came about and what it leaves out, as markdown."""
    tokens = estimate.prompt_tokens
    text = (
        f"The prompt counts as {tokens.low:,} to {tokens.high:,} tokens: one is about four letters "
        "of English, and models differ. An answer counts as nothing at least, and as its max "
        "tokens at most, reasoning included. Prices are those of the list. Not counted: a dearer "
        "provider, a higher price for very long prompts, a fee on your own provider key, a "
        "discount for a cached prompt."
    )
    return f"{text} In the demo nothing is charged." if is_demo else text


def _cost(entry: "EntryEstimate") -> str:
    if entry.basis == "free":
        return "free"
    if entry.low_usd is None or entry.high_usd is None:
        return f"unknown: {REASONS[entry.basis]}"
    return _range(entry.low_usd, entry.high_usd)


def _range(low: Decimal, high: Decimal) -> str:
    if high < LEAST_TOLD_USD:
        return f"under {_usd(LEAST_TOLD_USD)}"
    least = f"under {_usd(LEAST_TOLD_USD)}" if 0 < low < LEAST_TOLD_USD else _usd(_LOWER.plus(low))
    return f"{least} to {_usd(_UPPER.plus(high))}"


def _usd(amount: Decimal) -> str:
    return plain(bakeoff.column("cost_usd").format(amount))
