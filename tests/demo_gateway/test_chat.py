import json
import re
import time
from decimal import Decimal

import pytest

from demo_gateway.cast import ODD, ROUTER_ID, WELL_BEHAVED
from tests.demo_gateway.raw_client import PATIENCE_S, RawClient, Stream
from tests.processes import wait_until

ANSWERING = [persona.id for persona in (*WELL_BEHAVED, *ODD)]
SWIFT = "acme-demo/swift-2"
SLOW = "glacier-demo/ponderous-405b"


def prices(client: RawClient, model: str) -> tuple[Decimal, Decimal]:
    rows = {row["id"]: row["pricing"] for row in client.get("/models").json()["data"]}
    return Decimal(rows[model]["prompt"]), Decimal(rows[model]["completion"])


@pytest.mark.parametrize("model", ANSWERING)
def test_every_stream_ends_with_finish_usage_and_done(client: RawClient, model: str) -> None:
    stream = client.stream(model)
    assert stream.is_done
    assert set(stream.finish_reasons) <= {"stop", "length", "tool_calls"}
    assert stream.finish_reasons
    assert "usage" in stream.chunks[-1]
    assert sum("usage" in chunk for chunk in stream.chunks) == 1
    assert {chunk["id"] for chunk in stream.chunks} == {stream.generation_id}
    assert re.fullmatch(r"gen-\d{10}-[A-Za-z0-9]{20}", stream.generation_id)


@pytest.mark.parametrize("model", [model for model in ANSWERING if model != ROUTER_ID])
def test_the_cost_is_the_tokens_times_the_listed_prices(client: RawClient, model: str) -> None:
    usage = client.stream(model).usage
    prompt_usd, completion_usd = prices(client, model)
    upstream = usage["prompt_tokens"] * prompt_usd + usage["completion_tokens"] * completion_usd
    charged = upstream * Decimal("0.05") if usage["is_byok"] else upstream
    assert Decimal(str(usage["cost"])) == charged
    assert Decimal(str(usage["cost_details"]["upstream_inference_cost"])) == upstream
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_the_router_says_who_answered_and_charges_that_models_price(client: RawClient) -> None:
    stream = client.stream(ROUTER_ID)
    served = stream.chunks[0]["model"]
    assert served != ROUTER_ID
    assert prices(client, ROUTER_ID) == (-1, -1)
    prompt_usd, completion_usd = prices(client, served)
    usage = stream.usage
    expected = usage["prompt_tokens"] * prompt_usd + usage["completion_tokens"] * completion_usd
    assert Decimal(str(usage["cost"])) == expected
    assert client.generation(stream.generation_id)["router"] == ROUTER_ID


@pytest.mark.parametrize("model", ANSWERING)
def test_streamed_or_whole_the_answer_is_the_same(client: RawClient, model: str) -> None:
    stream = client.stream(model, seed=4)
    whole = client.ask(model, seed=4).json()
    message = whole["choices"][0]["message"]
    if "content-parts" not in model:
        assert (message["content"] or "") == stream.text
    assert (message["reasoning"] or "") == stream.reasoning
    assert whole["choices"][0]["finish_reason"] == stream.finish_reasons[0]
    assert whole["usage"] == stream.usage


def test_the_same_prompt_and_seed_give_the_same_answer_to_everybody(client: RawClient) -> None:
    other = RawClient(client.base_url, "sk-or-demo-somebody-else")
    with other.http:
        assert other.stream(SWIFT, seed=3).text == client.stream(SWIFT, seed=3).text
    assert client.stream(SWIFT, seed=4).text != client.stream(SWIFT, seed=3).text


def test_max_tokens_and_stop_are_honoured(client: RawClient) -> None:
    whole = client.stream(SWIFT)
    cut = client.stream(SWIFT, max_tokens=10)
    assert (cut.usage["completion_tokens"], cut.finish_reasons[0]) == (10, "length")
    assert whole.text.startswith(cut.text)
    word = whole.text.split()[5]
    stopped = client.stream(SWIFT, stop=[word])
    assert stopped.text == whole.text.partition(word)[0]
    assert stopped.usage["completion_tokens"] < whole.usage["completion_tokens"]


def test_keys_come_in_the_recorded_order(client: RawClient) -> None:
    chunk = client.stream(SWIFT).chunks[0]
    assert list(chunk) == ["id", "object", "created", "model", "provider", "choices"]
    whole = client.ask(SWIFT).json()
    assert list(whole) == [
        "id",
        "object",
        "created",
        "model",
        "provider",
        "system_fingerprint",
        "service_tier",
        "choices",
        "usage",
    ]
    old = client.stream("odd-demo/usage-null-finish").chunks[0]
    assert list(old) == ["id", "provider", "model", "object", "created", "choices"]


def test_each_shape_of_the_usage_chunk_is_sent_by_one_model(client: RawClient) -> None:
    last = {
        model: client.stream(f"odd-demo/{model}").chunks[-1]["choices"]
        for model in ("usage-repeats-finish", "usage-without-choices", "usage-null-finish")
    }
    assert last["usage-repeats-finish"][0]["finish_reason"] == "stop"
    assert last["usage-without-choices"] == []
    assert last["usage-null-finish"][0]["finish_reason"] is None


def test_the_odd_models_are_as_odd_as_they_say(client: RawClient) -> None:
    assert client.stream("odd-demo/repeated-finish").finish_reasons == ["stop"] * 4
    gaps = client.stream("odd-demo/choice-less-chunks").chunks
    assert sum(chunk["choices"] == [] for chunk in gaps) > 5
    late = client.stream("odd-demo/late-provider").chunks
    assert ["provider" in chunk for chunk in late[:4]] == [False, False, False, True]
    assert late[0]["choices"][0]["delta"]["content"] is None
    parts = client.stream("odd-demo/content-parts").choices[0]["delta"]["content"]
    assert parts[0]["type"] == "text"
    calls = [c["delta"].get("tool_calls") for c in client.stream("odd-demo/null-tool-ids").choices]
    assert calls[0][0]["id"] is None


def test_a_reasoning_model_reasons_first_and_is_charged_for_it(client: RawClient) -> None:
    stream = client.stream("acme-demo/deep-thought")
    kinds = ["reasoning" in choice["delta"] for choice in stream.choices]
    assert kinds.index(False) == sum(kinds) > 50
    assert stream.usage["completion_tokens_details"]["reasoning_tokens"] == sum(kinds)
    assert stream.text


def test_a_refusal_a_rambling_and_a_tool_call_end_as_they_should(client: RawClient) -> None:
    refused = client.stream("civitas-demo/guardian")
    refusal = "".join(choice["delta"].get("refusal", "") for choice in refused.choices)
    assert refusal.startswith("I'm sorry")
    assert refused.text == ""
    assert client.stream("harbour-demo/rambler").finish_reasons[0] == "length"
    called = client.stream("tensorworks-demo/toolsmith")
    calls = [choice["delta"].get("tool_calls") for choice in called.choices]
    arguments = "".join(call[0]["function"]["arguments"] for call in calls if call)
    assert json.loads(arguments)["query"]
    assert called.finish_reasons[0] == "tool_calls"


def test_a_waiting_stream_says_that_it_is_alive(client: RawClient) -> None:
    # Four seconds to the first token at one comment every half second, whatever the speed.
    assert 4 <= len(client.stream(SLOW, max_tokens=2).comments) <= 8


def test_the_first_token_comes_when_the_model_promises_and_the_rest_at_its_pace(
    client: RawClient,
) -> None:
    script = {
        "tokens": 40,
        "tokens_per_second": 100,
        "ttft_s": 0.2,
        "stamp_every": 1,
        "text": "plain",
    }
    began = time.time()
    stream = client.stream("bench/steady", json.dumps(script))
    stamps = [float(stamp) for stamp in re.findall("⟦(.+?)⟧", stream.text)]
    assert len(stamps) == stream.usage["completion_tokens"] == 40
    # Never early beyond the timer's millisecond; late only as far as the machine was busy.
    assert all(stamp - began >= 0.2 + place / 100 - 0.003 for place, stamp in enumerate(stamps))
    clock = client.clock(stream.generation_id)
    assert clock["tokens"] == 40
    assert stamps[-1] - began <= 0.2 + 0.39 + clock["late_max_s"] + 0.25


def test_a_benchmark_starts_when_it_is_told_to(client: RawClient) -> None:
    start = time.time() + 0.3
    script = {"tokens": 2, "tokens_per_second": 1000, "ttft_s": 0.0, "hold_until": start}
    stream = client.stream("bench/steady", json.dumps(script))
    assert client.clock(stream.generation_id)["first_token"] >= start - 0.002


def test_an_abort_stops_the_answer_at_once_and_is_recorded_as_cancelled(client: RawClient) -> None:
    # Nobody waits for this one's end: at two tokens a second it would take five minutes.
    script = json.dumps({"tokens": 600, "tokens_per_second": 2, "ttft_s": 0.0})
    with client.open_socket("bench/steady", script, stream=True) as connection:
        received = b""
        while b"data: {" not in received:
            received += connection.recv(65_536)
    found = re.search(rb"gen-\d+-\w+", received)
    assert found is not None
    generation_id = found[0].decode()
    wait_until(lambda: client.clock(generation_id)["aborted"], "the abort", PATIENCE_S)
    clock = client.clock(generation_id)
    assert clock["ended"] is not None
    generation = client.generation(generation_id)
    assert generation["cancelled"] is True
    assert generation["finish_reason"] is None
    assert generation["tokens_completion"] == clock["tokens"] < 600
    assert generation["total_cost"] == pytest.approx(
        generation["tokens_prompt"] * 1e-6 + clock["tokens"] * 2e-6
    )


def test_the_generation_reports_what_was_really_measured(client: RawClient) -> None:
    stream = client.stream("northwind-demo/atlas-large", max_tokens=100)
    clock = client.clock(stream.generation_id)
    generation = client.generation(stream.generation_id)
    assert generation["cancelled"] is False
    assert generation["latency"] == round((clock["first_token"] - clock["started"]) * 1000)
    assert generation["generation_time"] == round((clock["ended"] - clock["first_token"]) * 1000)
    assert generation["total_cost"] == generation["usage"] == stream.usage["cost"]
    assert generation["native_tokens_completion"] == stream.usage["completion_tokens"] == 100
    assert (generation["finish_reason"], generation["native_finish_reason"]) == (
        "length",
        "max_tokens",
    )


@pytest.mark.parametrize(
    ("key", "status", "message"),
    [
        (None, 401, "No cookie auth credentials found"),
        ("sk-or-v1-somebody", 401, "User not found."),
        ("sk-or-demo-broke", 402, "Insufficient credits"),
        ("sk-or-demo-limited", 403, "Key limit exceeded"),
    ],
)
def test_a_key_that_may_not_is_told_why(
    client: RawClient, key: str | None, status: int, message: str
) -> None:
    visitor = RawClient(client.base_url, key)
    with visitor.http:
        answer = visitor.ask(SWIFT, stream=True)
    assert answer.status_code == answer.json()["error"]["code"] == status
    assert answer.json()["error"]["message"].startswith(message)
    assert answer.headers["X-Generation-Id"].startswith("gen-")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("model", ["acme-demo/swift-3", "swift-2", ""])
def test_an_unknown_model_is_a_400_that_names_it(client: RawClient, model: str) -> None:
    answer = client.ask(model)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == f"{model} is not a valid model ID"
    assert answer.json()["user_id"].startswith("user_")


def test_a_dynamic_variant_is_answered_by_its_model(client: RawClient) -> None:
    assert client.ask(f"{SWIFT}:nitro").json()["model"] == SWIFT


def test_a_prompt_beyond_the_context_is_refused(client: RawClient) -> None:
    answer = client.ask("harbour-demo/jester-7b", "word " * 33_000)
    assert answer.status_code == 400
    assert "maximum context length is 32768 tokens" in answer.json()["error"]["message"]


def test_the_generation_id_header_is_the_id_of_the_answer(client: RawClient) -> None:
    answer = client.ask(SWIFT, stream=True)
    assert answer.headers["X-Generation-Id"] == Stream(answer.content).generation_id
    assert answer.headers["Content-Type"] == "text/event-stream"


def test_anything_but_post_is_not_allowed(client: RawClient) -> None:
    assert client.get("/chat/completions").status_code == 405
