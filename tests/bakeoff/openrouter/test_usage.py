from decimal import Decimal

import pytest

from bakeoff.openrouter.usage import read_usage
from bakeoff.usage import Usage


def test_counts_and_cost_are_read() -> None:
    usage: dict[str, object] = {
        "prompt_tokens": 16,
        "completion_tokens": 60,
        "total_tokens": 76,
        "cost": 0.00001234,
        "is_byok": False,
        "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
        "cost_details": {"upstream_inference_cost": 0.00001234},
        "completion_tokens_details": {"reasoning_tokens": 52},
        "service_tier": "new",
    }
    assert read_usage(usage) == Usage(
        prompt_tokens=16,
        completion_tokens=60,
        total_tokens=76,
        reasoning_tokens=52,
        cached_tokens=4,
        cost_usd=Decimal("0.00001234"),
        cost_source="billed",
    )


def test_what_is_not_reported_is_unknown_and_not_zero() -> None:
    assert read_usage({"prompt_tokens_details": None}) == Usage()
    assert read_usage({}).cost_source == "unknown"


def test_a_cost_of_zero_is_known_to_be_free() -> None:
    usage = read_usage({"cost": 0})
    assert (usage.cost_usd, usage.cost_source) == (Decimal(0), "billed")


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        ({"cost": 0.01, "is_byok": False}, "0.01"),
        ({"cost": 0.01}, "0.01"),
        ({"cost": 0.01, "is_byok": True}, "0.26"),
        ({"cost": 0, "is_byok": True}, "0.25"),
    ],
)
def test_the_upstream_bill_is_added_for_ones_own_key_alone(
    usage: dict[str, object], cost: str
) -> None:
    details = {"cost_details": {"upstream_inference_cost": 0.25}}
    assert read_usage({**usage, **details}).cost_usd == Decimal(cost)


@pytest.mark.parametrize("details", [{"upstream_inference_cost": None}, {}, None])
def test_ones_own_key_without_an_upstream_bill_costs_nobody_knows_what(details: object) -> None:
    usage = read_usage({"cost": 0.01, "is_byok": True, "cost_details": details})
    assert (usage.cost_usd, usage.cost_source) == (None, "unknown")


@pytest.mark.parametrize(
    "cost",
    [
        -1,
        float("nan"),
        float("inf"),
        "NaN",
        "free",
        "",
        None,
        True,
        [],
        {},
        "1e999999",
        "1e-999999",
        10**400,
        1e18,
    ],
)
def test_a_cost_that_can_be_none_is_unknown(cost: object) -> None:
    usage = read_usage({"cost": cost})
    assert (usage.cost_usd, usage.cost_source) == (None, "unknown")


@pytest.mark.parametrize(
    "count", [-1, 1.5, float("nan"), float("inf"), "7", None, True, 2**64, 10**400]
)
def test_a_count_that_can_be_none_is_unknown(count: object) -> None:
    assert read_usage({"prompt_tokens": count}).prompt_tokens is None


def test_a_cost_in_text_and_a_count_with_a_point_are_read() -> None:
    usage = read_usage({"cost": "0.0000001", "completion_tokens": 12.0})
    assert (usage.cost_usd, usage.completion_tokens) == (Decimal("0.0000001"), 12)
