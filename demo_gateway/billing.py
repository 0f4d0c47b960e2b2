"""Count and charge: what a completion used, and what it costs at the model's own prices."""

from dataclasses import dataclass
from decimal import Decimal

from demo_gateway.persona import Persona

BYOK_FEE = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What one completion used and costs."""

    prompt_tokens: int
    """Tokens of the messages."""

    completion_tokens: int
    """Tokens generated, reasoning and pictures included."""

    reasoning_tokens: int
    """The part of completion_tokens that was reasoning."""

    image_tokens: int
    """The part of completion_tokens that was pictures."""

    prompt_cost: Decimal
    """What the prompt costs upstream, in US dollars."""

    completion_cost: Decimal
    """What the completion costs upstream, in US dollars."""

    is_byok: bool
    """Whether the upstream cost is charged to the visitor's own provider key."""

    @property
    def upstream_cost(self) -> Decimal:
        """What the provider charges, in US dollars."""
        return self.prompt_cost + self.completion_cost

    @property
    def cost(self) -> Decimal:
        """What is charged to the account, in US dollars."""
        return self.upstream_cost * BYOK_FEE if self.is_byok else self.upstream_cost


def make_bill(
    persona: Persona,
    *,
    prompt_tokens: int,
    completion_tokens: int,
    reasoning_tokens: int = 0,
    image_tokens: int = 0,
) -> Bill:
    """Return what these tokens cost with this model."""
    return Bill(
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        reasoning_tokens=reasoning_tokens,
        image_tokens=image_tokens,
        prompt_cost=persona.prompt_usd * prompt_tokens,
        completion_cost=persona.completion_usd * completion_tokens,
        is_byok=persona.is_byok,
    )


def no_charge(bill: Bill) -> Bill:
    """Return the same usage free of charge, as OpenRouter does for failed completions."""
    return Bill(
        prompt_tokens=bill.prompt_tokens,
        completion_tokens=bill.completion_tokens,
        reasoning_tokens=bill.reasoning_tokens,
        image_tokens=bill.image_tokens,
        prompt_cost=Decimal(0),
        completion_cost=Decimal(0),
        is_byok=bill.is_byok,
    )


def usage_fields(bill: Bill, *, null_cost: bool = False) -> dict[str, object]:
    """Return the `usage` object of a completion."""
    cost_details = {
        "upstream_inference_cost": float(bill.upstream_cost),
        "upstream_inference_prompt_cost": float(bill.prompt_cost),
        "upstream_inference_completions_cost": float(bill.completion_cost),
    }
    return {
        "prompt_tokens": bill.prompt_tokens,
        "completion_tokens": bill.completion_tokens,
        "total_tokens": bill.prompt_tokens + bill.completion_tokens,
        "cost": None if null_cost else float(bill.cost),
        "is_byok": bill.is_byok,
        "prompt_tokens_details": {
            "cached_tokens": 0,
            "cache_write_tokens": 0,
            "audio_tokens": 0,
            "video_tokens": 0,
        },
        "cost_details": None if null_cost else cost_details,
        "completion_tokens_details": {
            "reasoning_tokens": bill.reasoning_tokens,
            "image_tokens": bill.image_tokens,
            "audio_tokens": 0,
        },
    }
