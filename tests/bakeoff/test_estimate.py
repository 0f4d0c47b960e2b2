import json
import urllib.request
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff import (
    DEMO_MODELS,
    ComparisonRequest,
    Entry,
    EntryEstimate,
    Estimate,
    ModelInfo,
    Sampling,
    estimate_cost,
    first_draft,
)
from bakeoff.engine import Engine
from bakeoff.estimate import (
    FEWEST_CHARACTERS_PER_TOKEN,
    MOST_CHARACTERS_PER_TOKEN,
    MOST_FRAMING_TOKENS,
    estimate_prompt_tokens,
)
from bakeoff.openrouter.model_info import read_model
from tests.bakeoff.asking import connection_to
from tests.gateway import Gateway

PROMPT = "a" * 60
LOW = 60 // MOST_CHARACTERS_PER_TOKEN
HIGH = 60 // FEWEST_CHARACTERS_PER_TOKEN + MOST_FRAMING_TOKENS


def model(
    model_id: str,
    prompt: str | None = "0.01",
    completion: str | None = "0.1",
    *,
    is_free: bool = False,
    writes: tuple[str, ...] = ("text",),
) -> ModelInfo:
    return ModelInfo(
        id=model_id,
        name=model_id,
        prompt_usd=None if prompt is None else Decimal(prompt),
        completion_usd=None if completion is None else Decimal(completion),
        is_free=is_free,
        output_modalities=writes,
    )


LISTED = {
    listed.id: listed
    for listed in (
        model("a/priced"),
        model("a/free", "0", "0", is_free=True),
        model("a/router", None, None),
        model("a/half", "0.01", None),
        model("a/by-the-picture", "0", "0"),
        model("a/painter", writes=("text", "image")),
        model("a/unsaid", writes=()),
    )
}


def estimated(*entries: Entry, max_tokens: int = 100) -> Estimate:
    return estimate_cost(PROMPT, entries, LISTED, sampling=Sampling(max_tokens=max_tokens))


def test_a_range_goes_from_no_answer_to_all_of_max_tokens() -> None:
    assert estimated(Entry("a/priced")).entries == (
        EntryEstimate(
            model="a/priced",
            max_tokens=100,
            basis="list_price",
            low_usd=LOW * Decimal("0.01"),
            high_usd=HIGH * Decimal("0.01") + 100 * Decimal("0.1"),
        ),
    )


def test_an_entrys_own_max_tokens_count_for_it_alone() -> None:
    own, common = estimated(Entry("a/priced", max_tokens=7), Entry(" a/priced ")).entries
    assert (own.max_tokens, common.max_tokens) == (7, 100)
    assert own.high_usd == HIGH * Decimal("0.01") + 7 * Decimal("0.1")


def test_free_is_zero_and_said_so() -> None:
    (free,) = estimated(Entry("a/free")).entries
    assert free.basis == "free"
    assert free.low_usd == free.high_usd == Decimal(0)


@dataclass(frozen=True)
class Case:
    model: str
    basis: str


@pytest.mark.parametrize(
    "case",
    [
        Case("a/router", "price_unknown"),
        Case("a/half", "price_unknown"),
        Case("a/nowhere", "not_listed"),
        Case("a/priced:nitro", "not_listed"),
        Case("a/by-the-picture", "not_by_token"),
        Case("a/painter", "not_by_token"),
    ],
    ids=lambda case: case.model,
)
def test_an_unknown_cost_is_unknown_and_never_zero(case: Case) -> None:
    estimate = estimated(Entry(case.model))
    (entry,) = estimate.entries
    assert entry.basis == case.basis
    assert (entry.low_usd, entry.high_usd) == (None, None)
    assert (estimate.low_usd, estimate.high_usd) == (None, None)


def test_a_router_as_the_server_lists_it_has_no_known_price() -> None:
    router = read_model({"id": "o/auto", "pricing": {"prompt": "-1", "completion": "-1"}})
    assert router is not None
    (entry,) = estimate_cost(PROMPT, [Entry("o/auto")], {"o/auto": router}).entries
    assert entry.basis == "price_unknown"


def test_a_total_leaves_out_what_is_unknown_and_counts_it() -> None:
    priced, unsaid = Entry("a/priced"), Entry("a/unsaid")
    estimate = estimated(priced, Entry("a/router"), unsaid, Entry("a/free"), Entry("a/nowhere"))
    assert [entry.model for entry in estimate.unknown] == ["a/router", "a/nowhere"]
    assert [entry.model for entry in estimate.known] == ["a/priced", "a/unsaid", "a/free"]
    one = estimated(priced)
    assert one.low_usd is not None
    assert one.high_usd is not None
    assert (estimate.low_usd, estimate.high_usd) == (2 * one.low_usd, 2 * one.high_usd)


def test_a_system_prompt_is_paid_for_unless_it_is_blank() -> None:
    alone = estimate_prompt_tokens(PROMPT)
    both = estimate_prompt_tokens(PROMPT, PROMPT)
    assert (both.low, both.high) == (2 * alone.low, 2 * alone.high)
    assert estimate_prompt_tokens(PROMPT, " \n") == alone


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("plain words ", 2, 6, id="letters: one for 6 to one for 2"),
        pytest.param("odd", 1, 2, id="never none, and halves are rounded up"),
        pytest.param("31415926", 1, 8, id="digits: up to one each"),
        pytest.param("我喜欢散步", 2, 15, id="ideographs: one for 2 to one for each byte"),
        pytest.param("Привет, мир", 1, 19, id="other alphabets: up to one for each byte"),
        pytest.param("😀😀", 1, 8, id="emoji: up to one for each byte"),
        pytest.param("\ud83d", 1, 3, id="half a character"),
    ],
)
def test_a_text_is_counted_by_the_rule_of_thumb(text: str, low: int, high: int) -> None:
    tokens = estimate_prompt_tokens(text)
    assert (tokens.low, tokens.high) == (low, high + MOST_FRAMING_TOKENS)


TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\ud83d19 中")), max_size=60)
PRICES = st.none() | st.decimals(0, 1, places=12)
MODELS = st.builds(
    ModelInfo,
    id=st.sampled_from("abcd"),
    name=st.just("M"),
    prompt_usd=PRICES,
    completion_usd=PRICES,
    output_modalities=st.sampled_from([(), ("text",), ("text", "image")]),
)
ENTRIES = st.builds(
    Entry, model=st.sampled_from("abcde"), max_tokens=st.none() | st.integers(-5, 2**53)
)


@given(TEXT, TEXT, st.lists(ENTRIES, max_size=6), st.lists(MODELS, max_size=4))
def test_whatever_is_typed_a_range_has_its_ends_in_order(
    prompt: str, system_prompt: str, entries: list[Entry], models: list[ModelInfo]
) -> None:
    by_id = {listed.id: listed for listed in models}
    estimate = estimate_cost(prompt, entries, by_id, system_prompt=system_prompt)
    assert 0 <= estimate.prompt_tokens.low <= estimate.prompt_tokens.high
    assert [entry.model for entry in estimate.entries] == [entry.model for entry in entries]
    for entry in estimate.entries:
        price = by_id[entry.model].price if entry.model in by_id else None
        if price is None:
            assert entry in estimate.unknown
        if entry.low_usd is None or entry.high_usd is None:
            assert (entry.low_usd, entry.high_usd) == (None, None)
        else:
            assert 0 <= entry.low_usd <= entry.high_usd
    if estimate.known:
        assert estimate.low_usd is not None
        assert estimate.high_usd is not None
        assert 0 <= estimate.low_usd <= estimate.high_usd


def test_what_the_gateway_bills_lies_within_the_estimate(engine: Engine, gateway: Gateway) -> None:
    with urllib.request.urlopen(f"{gateway.base_url}/models") as answer:
        listed = [read_model(row) for row in json.load(answer)["data"]]
    draft = first_draft()
    request = ComparisonRequest(
        prompt=draft.prompt,
        entries=tuple(map(Entry, DEMO_MODELS)),
        system_prompt="Answer in two sentences.",
    )
    estimate = estimate_cost(
        request.prompt,
        request.entries,
        {model.id: model for model in listed if model is not None},
        system_prompt=request.system_prompt,
        sampling=request.sampling,
    )
    run = engine.start(request, connection_to(gateway.base_url, gateway.api_key))
    assert run.wait(60)
    assert estimate.unknown == ()
    for told, completion in zip(estimate.entries, run.record.completions, strict=True):
        usage = completion.usage
        assert usage.cost_source == "billed"
        assert told.low_usd is not None
        assert told.high_usd is not None
        assert usage.cost_usd is not None
        assert told.low_usd <= usage.cost_usd <= told.high_usd
        assert usage.prompt_tokens is not None
        assert estimate.prompt_tokens.low <= usage.prompt_tokens <= estimate.prompt_tokens.high
