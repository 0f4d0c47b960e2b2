from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from bakeoff.table.columns import COLUMNS, column

ORDER = [
    "run_id",
    "started_at",
    "label",
    "model",
    "response_model",
    "provider",
    "status",
    "finish_reason",
    "native_finish_reason",
    "prompt_tokens",
    "completion_tokens",
    "reasoning_tokens",
    "cached_tokens",
    "total_tokens",
    "cost_usd",
    "cost_source",
    "ttft_s",
    "duration_s",
    "waited_s",
    "tokens_per_second",
    "attempts",
    "generation_id",
    "error_type",
    "error_message",
    "prompt",
    "system_prompt",
    "temperature",
    "top_p",
    "max_tokens",
    "seed",
    "completion",
    "reasoning",
]


@dataclass(frozen=True)
class Case:
    name: str
    value: Any
    text: str


CASES = (
    Case("cost_usd", Decimal("0.00123"), "$0.00123"),
    Case("cost_usd", Decimal("0.0000000123456"), "$0.0000000123"),
    Case("cost_usd", Decimal("0.5"), "$0.50"),
    Case("cost_usd", Decimal("0.9996"), "$1.00"),
    Case("cost_usd", Decimal("1234.567"), "$1,234.57"),
    Case("cost_usd", Decimal("1E-12"), "$0.000000000001"),
    Case("cost_usd", Decimal("-0.02"), "-$0.02"),
    Case("cost_usd", 1.23e-05, "$0.0000123"),
    Case("cost_usd", Decimal(0), "$0"),
    Case("ttft_s", 1.234, "1.23 s"),
    Case("waited_s", 0.0, "0.00 s"),
    Case("duration_s", 1234.5, "1,234.50 s"),
    Case("tokens_per_second", 98.72, "98.7 tok/s"),
    Case("completion_tokens", 1234, "1,234"),
    Case("cached_tokens", 0, "0"),
    Case("attempts", 2, "2"),
    Case("seed", 1234567, "1234567"),
    Case("temperature", 0.7, "0.7"),
    Case("top_p", 1.0, "1"),
    Case("status", "completed", "completed"),
    Case(
        "started_at",
        datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))),
        "2026-01-02 01:04:05 UTC",
    ),
    Case("started_at", pd.Timestamp(2026, 1, 2, tzinfo=UTC), "2026-01-02 00:00:00 UTC"),
)


def test_the_columns_stand_in_the_order_promised() -> None:
    assert [declared.name for declared in COLUMNS] == ORDER


@pytest.mark.parametrize("declared", COLUMNS, ids=lambda declared: declared.name)
def test_every_column_says_what_it_holds(declared: Any) -> None:
    assert declared.heading[0].isupper()
    assert declared.description.endswith(".")
    assert declared.description.count(". ") == 0


@pytest.mark.parametrize(
    "name", [name for name in ORDER if name.endswith(("_s", "_tokens", "_usd", "_per_second"))]
)
def test_every_measured_number_has_a_unit(name: str) -> None:
    assert column(name).unit


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name} {case.value}")
def test_a_value_is_shown_as_a_person_reads_it(case: Case) -> None:
    assert column(case.name).format(case.value) == case.text


@pytest.mark.parametrize("blank", [None, float("nan"), pd.NA, pd.NaT], ids=repr)
@pytest.mark.parametrize("declared", COLUMNS, ids=lambda declared: declared.name)
def test_unknown_is_blank_not_zero(declared: Any, blank: Any) -> None:
    assert declared.format(blank) == ""


def test_a_column_that_was_not_declared_is_refused() -> None:
    with pytest.raises(KeyError):
        column("latency")
