from decimal import Decimal

import pytest

from bakeoff import ModelInfo
from components.prices import price_text


@pytest.mark.parametrize(
    ("prompt", "completion", "text"),
    [
        ("0.00000015", "0.0000006", "$0.15 / $0.60"),
        ("0.000003", "0.000015", "$3.00 / $15.00"),
        ("0.0000000375", "0.0000001", "$0.0375 / $0.10"),
        ("0", "0.000001", "$0.00 / $1.00"),
        (None, "0.000001", "price varies"),
    ],
)
def test_prices_are_told_for_a_million_tokens(
    prompt: str | None, completion: str, text: str
) -> None:
    model = ModelInfo(
        id="a/b",
        name="B",
        prompt_usd=None if prompt is None else Decimal(prompt),
        completion_usd=Decimal(completion),
    )
    assert price_text(model) == text


def test_a_free_model_is_marked() -> None:
    free = ModelInfo(
        id="a/b", name="B", prompt_usd=Decimal(0), completion_usd=Decimal(0), is_free=True
    )
    assert price_text(free) == "free"
