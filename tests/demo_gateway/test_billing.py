from dataclasses import replace
from decimal import Decimal

from demo_gateway.billing import make_bill, usage_fields
from demo_gateway.persona import Persona

PERSONA = Persona(
    id="test-demo/priced",
    name="Test: Priced",
    provider="Test",
    description="Simulated.",
    prompt_usd=Decimal("0.000003"),
    completion_usd=Decimal("0.000015"),
)


def test_cost_is_tokens_times_price_exactly() -> None:
    bill = make_bill(PERSONA, prompt_tokens=7, completion_tokens=11)
    assert bill.cost == Decimal("0.000186")
    assert usage_fields(bill)["cost"] == 0.000186


def test_with_ones_own_key_only_the_fee_is_charged() -> None:
    bill = make_bill(replace(PERSONA, is_byok=True), prompt_tokens=7, completion_tokens=11)
    assert bill.upstream_cost == Decimal("0.000186")
    assert bill.cost == Decimal("0.0000093")


def test_a_model_that_hides_its_cost_says_null_not_zero() -> None:
    usage = usage_fields(make_bill(PERSONA, prompt_tokens=1, completion_tokens=1), null_cost=True)
    assert usage["cost"] is None
    assert usage["cost_details"] is None
