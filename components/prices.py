"""What a model costs, in the few words a list has room for."""

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bakeoff import ModelInfo


def price_text(model: "ModelInfo") -> str:
    """Return the price of a million tokens, prompt / completion, or that it is free."""
    if model.is_free:
        return "free"
    prompt, completion = model.prompt_usd_per_million, model.completion_usd_per_million
    if prompt is None or completion is None:
        return "price varies"
    return f"{_usd(prompt)} / {_usd(completion)}"


def _usd(price: Decimal) -> str:
    digits = f"{price.normalize():f}"
    return f"${digits}" if "." in digits and len(digits.split(".")[1]) > 2 else f"${price:.2f}"
