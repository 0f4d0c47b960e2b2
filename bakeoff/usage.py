"""What a completion used and cost, with `None` for what nobody reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

CostSource = Literal["billed", "audited", "estimated", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A model's list price."""

    prompt_usd: Decimal
    """US dollars for one prompt token."""

    completion_usd: Decimal
    """US dollars for one completion token."""


Prices = Mapping[str, Price]
"""List prices by model id; a model whose price varies or is unknown is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Token counts and cost of one completion, as the provider reported them."""

    prompt_tokens: int | None = None
    """Tokens of the prompt by the model's own tokenizer; includes `cached_tokens`."""

    completion_tokens: int | None = None
    """Tokens of the answer; includes `reasoning_tokens`."""

    total_tokens: int | None = None
    """Prompt and completion tokens together, as reported."""

    reasoning_tokens: int | None = None
    """Part of `completion_tokens` spent on reasoning."""

    cached_tokens: int | None = None
    """Part of `prompt_tokens` read from the provider's cache."""

    cost_usd: Decimal | None = None
    """US dollars spent; `None` is unknown, 0 is free."""

    cost_source: CostSource = "unknown"
    """Where `cost_usd` comes from: `billed` in the answer, `audited` from the generation's
    record, `estimated` as tokens × list price, or `unknown`."""

    def priced(self, price: Price | None) -> "Usage":
        """Return this usage, its cost estimated from the list price if it has none of its own."""
        if self.cost_usd is not None or price is None:
            return self
        if self.prompt_tokens is None or self.completion_tokens is None:
            return self
        cost = self.prompt_tokens * price.prompt_usd + self.completion_tokens * price.completion_usd
        return replace(self, cost_usd=cost, cost_source="estimated")
