from dataclasses import replace
from decimal import Decimal

import pytest

from bakeoff.usage import Price, Usage

PRICE = Price(prompt_usd=Decimal("0.000001"), completion_usd=Decimal("0.000003"))
COUNTED = Usage(prompt_tokens=10, completion_tokens=100)


def test_an_unknown_cost_is_estimated_from_tokens_and_list_price() -> None:
    assert COUNTED.priced(PRICE) == replace(
        COUNTED, cost_usd=Decimal("0.000310"), cost_source="estimated"
    )


@pytest.mark.parametrize("cost", ["0", "0.5"])
def test_a_billed_cost_is_kept(cost: str) -> None:
    billed = replace(COUNTED, cost_usd=Decimal(cost), cost_source="billed")
    assert billed.priced(PRICE) is billed


@pytest.mark.parametrize(
    ("usage", "price"),
    [
        (COUNTED, None),
        (Usage(prompt_tokens=10), PRICE),
        (Usage(completion_tokens=100), PRICE),
    ],
)
def test_a_cost_that_nothing_tells_stays_unknown(usage: Usage, price: Price | None) -> None:
    assert usage.priced(price) is usage
    assert (usage.cost_usd, usage.cost_source) == (None, "unknown")
