import asyncio
import logging
from decimal import Decimal
from typing import Any

import pytest

from bakeoff.engine import Engine
from bakeoff.redaction import redacted
from bakeoff.request import Sampling
from bakeoff.settings import Deadlines
from bakeoff.usage import Price
from tests.bakeoff.asking import CANARY, connection_to, only, request_for, until
from tests.bakeoff.scripts import (
    FINISH,
    HELLO,
    USAGE,
    answers,
    asked,
    drips,
    keeps_alive,
    refuses,
    says,
    stalls,
    stalls_after_head,
    stalls_after_token,
    starts,
)
from tests.bakeoff.wire_server import (
    GENERATION_ID,
    ByModel,
    Exchange,
    Script,
    chunk_of,
    playing,
    serving,
)


async def test_an_answer_is_read_whole(engine: Engine) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.send(b": OPENROUTER PROCESSING\n\n")
        await exchange.delta(role="assistant", content="", reasoning="Hm")
        await exchange.delta(role="assistant", content="Hel")
        await exchange.delta(role="assistant", content="lo")
        await exchange.chunk(chunk_of({"content": ""}, finish_reason="stop"))
        await exchange.chunk(chunk_of({"content": ""}, finish_reason="stop", usage=USAGE))
        await exchange.done()

    completion = await asked(engine, script)
    assert completion.status == "completed"
    assert (completion.text, completion.reasoning) == ("Hello", "Hm")
    assert completion.response_model == "liquid/lfm"
    assert completion.provider == "Liquid"
    assert completion.generation_id == GENERATION_ID
    assert (completion.finish_reason, completion.native_finish_reason) == ("stop", "stop")
    assert completion.usage.completion_tokens == 60
    assert completion.usage.cost_usd == Decimal("0.00001234")
    assert completion.usage.cost_source == "billed"
    assert completion.ttft_s is not None
    assert completion.duration_s is not None
    assert 0 < completion.ttft_s <= completion.duration_s
    assert completion.waited_s == 0


async def test_what_is_sent_is_one_streamed_chat_completion(engine: Engine) -> None:
    async with playing(answers) as server:
        run = engine.start(
            request_for(
                "liquid/lfm",
                system_prompt="Be brief",
                sampling=Sampling(temperature=0.5, seed=7, stop=("END",)),
            ),
            connection_to(server.base_url),
        )
        await run.finished()
    (exchange,) = server.exchanges
    assert exchange.request_line == "POST /api/v1/chat/completions HTTP/1.1"
    assert exchange.body == {
        "model": "liquid/lfm",
        "messages": [
            {"role": "system", "content": "Be brief"},
            {"role": "user", "content": "Say hello"},
        ],
        "stream": True,
        "max_tokens": 1024,
        "temperature": 0.5,
        "seed": 7,
        "stop": ["END"],
    }
    assert exchange.headers["authorization"] == f"bearer {CANARY}"
    assert exchange.headers["http-referer"] == "https://example.test"
    assert exchange.headers["x-openrouter-title"] == "bakeoff"
    assert exchange.headers["x-title"] == "bakeoff"


async def test_no_key_sends_no_authorization(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-someone-else")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-of-someone-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-someone-else")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-someone-else")
    monkeypatch.setenv(
        "OPENAI_CUSTOM_HEADERS",
        "x-gateway: someone-else\nauthorization: Bearer someone-else\nx-title: someone-else",
    )
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url, api_key=None))
        await run.finished()
    assert only(run).status == "completed"
    assert "someone-else" not in str(server.exchanges[0].headers)
    assert "authorization" not in server.exchanges[0].headers


@pytest.mark.parametrize("key", ["sk-or-v1-a space", "sk-or-v1-line\nbreak", "sk-or-v1-“quoted”"])
async def test_a_key_that_no_header_can_carry_is_named_and_not_shown(
    engine: Engine, key: str
) -> None:
    run = engine.start(request_for(), connection_to("http://127.0.0.1:9/v1", api_key=key))
    await run.finished()
    failure = only(run).failure
    assert failure is not None
    assert failure.error_type == "invalid_settings"
    assert "API key" in failure.message
    assert key not in failure.message


async def test_a_reset_before_the_first_token_is_tried_again(engine: Engine) -> None:
    async def resets(exchange: Exchange) -> None:
        exchange.reset()

    completion = await asked(engine, resets, says(is_cut=True), answers)
    assert (completion.status, completion.text) == ("completed", "Hello")
    failures = [attempt.failure for attempt in completion.attempts]
    assert [failure and failure.error_type for failure in failures] == [
        "connection_cut",
        "connection_cut",
        None,
    ]
    assert [attempt.wait_s for attempt in completion.attempts] == [0.0, 0.0, None]


async def test_timings_are_those_of_the_attempt_that_answered(engine: Engine) -> None:
    completion = await asked(engine, refuses(502), answers)
    first, second = completion.attempts
    assert completion.waited_s == second.started_at_s - first.started_at_s > 0
    assert completion.duration_s == completion.ended_at_s - second.started_at_s
    assert completion.first_token_at_s is not None
    assert completion.ttft_s == completion.first_token_at_s - second.started_at_s


async def test_a_hint_to_come_back_late_is_told_and_not_waited_for(engine: Engine) -> None:
    completion = await asked(engine, refuses(429, retry_after="30"))
    assert len(completion.attempts) == 1
    assert completion.failure is not None
    assert completion.failure.retry_after_s == 30
    assert "30 s" in completion.failure.advice


@pytest.mark.parametrize(
    ("script", "deadlines", "error_type", "setting"),
    [
        (stalls, Deadlines(first_token_s=0.1), "first_token", "FIRST_TOKEN"),
        (stalls_after_head, Deadlines(first_token_s=0.1), "first_token", "FIRST_TOKEN"),
        (keeps_alive, Deadlines(first_token_s=0.1), "first_token", "FIRST_TOKEN"),
        (stalls_after_token, Deadlines(between_tokens_s=0.1), "between_tokens", "BETWEEN_TOKENS"),
        (drips, Deadlines(total_s=0.1), "total", "TOTAL"),
        (stalls, Deadlines(total_s=0.1), "total", "TOTAL"),
    ],
)
async def test_a_deadline_ends_it_once_and_names_the_setting(
    engine: Engine, script: Script, deadlines: Deadlines, error_type: str, setting: str
) -> None:
    engine.warm()
    completion = await asked(engine, script, deadlines=deadlines)
    assert completion.status == "failed"
    assert completion.failure is not None
    assert completion.failure.error_type == f"{error_type}_timeout"
    assert f"BAKEOFF_{setting}_TIMEOUT_S" in completion.failure.message
    assert "0.1 s" in completion.failure.message
    assert len(completion.attempts) == 1
    assert ("keep-alives came" in completion.failure.message) == (script is keeps_alive)
    sends_a_token = script in (stalls_after_token, drips)
    assert completion.text[:3] == ("Hel" if sends_a_token else "")


async def test_a_stall_after_the_finish_reason_takes_nothing_away(engine: Engine) -> None:
    async def script(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.send(HELLO + FINISH)
        await exchange.gone()

    completion = await asked(engine, script, deadlines=Deadlines(between_tokens_s=0.5))
    assert (completion.status, completion.text) == ("completed", "Hel")
    assert completion.duration_s is not None
    assert completion.duration_s < 0.5, "the stall is no part of the answer"


async def test_stop_closes_the_stream_at_once_and_keeps_what_came(engine: Engine) -> None:
    gone = asyncio.Event()
    started = asyncio.Event()

    async def script(exchange: Exchange) -> None:
        await starts(exchange)
        started.set()
        await exchange.gone()
        gone.set()

    async with playing(script) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await started.wait()
        await until(lambda: only(run).text)
        run.stop()
        await asyncio.wait_for(gone.wait(), 5)
        await run.finished()
    assert (only(run).status, only(run).text) == ("cancelled", "Hel")
    assert only(run).ended_at_s is not None
    assert only(run).failure is None


async def test_stop_ends_a_wait_between_attempts(engine: Engine) -> None:
    async with playing(refuses(429, retry_after="9")) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await until(lambda: only(run).attempts and only(run).attempts[0].wait_s)
        run.stop()
        await asyncio.wait_for(run.finished(), 5)
    assert only(run).status == "cancelled"
    assert len(only(run).attempts) == 1


async def test_one_faulty_model_leaves_the_others_alone(engine: Engine) -> None:
    others_are_done = asyncio.Event()

    async def breaks(exchange: Exchange) -> None:
        await starts(exchange)
        exchange.reset()

    async def waits(exchange: Exchange) -> None:
        await starts(exchange)
        await others_are_done.wait()
        await exchange.delta(content="lo")
        await exchange.send(FINISH)
        await exchange.done()

    scripts = {"a/good": answers, "a/broken": breaks, "a/refused": refuses(401), "a/slow": waits}
    async with serving(ByModel(scripts)) as server:
        run = engine.start(request_for(*scripts), connection_to(server.base_url))
        await until(lambda: sum(c.is_live for c in run.record.completions) == 1)
        run.stop(2)
        others_are_done.set()
        await run.finished()
    assert [(c.status, c.text) for c in run.record.completions] == [
        ("completed", "Hello"),
        ("failed", "Hel"),
        ("failed", ""),
        ("completed", "Hello"),
    ]


async def test_sixty_four_models_start_together(engine: Engine) -> None:
    all_are_there = asyncio.Barrier(64)

    async def script(exchange: Exchange) -> None:
        await all_are_there.wait()
        await exchange.answer()

    async with playing(script) as server:
        run = engine.start(request_for(*["a/same"] * 64), connection_to(server.base_url))
        await asyncio.wait_for(run.finished(), 30)
    assert {completion.status for completion in run.record.completions} == {"completed"}


async def test_a_missing_cost_is_estimated_from_the_list_price(engine: Engine) -> None:
    usage = {"prompt_tokens": 10, "completion_tokens": 100}

    async def script(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.chunk(chunk_of({"content": "x"}, finish_reason="stop", usage=usage))
        await exchange.done()

    prices = {"liquid/lfm": Price(prompt_usd=Decimal("0.001"), completion_usd=Decimal("0.01"))}
    async with playing(script) as server:
        run = engine.start(request_for(), connection_to(server.base_url), prices=prices)
        await run.finished()
    assert only(run).usage.cost_usd == Decimal("1.01")
    assert only(run).usage.cost_source == "estimated"


async def test_the_key_is_shown_nowhere(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    padding = "x" * 1490

    async def echoes(exchange: Exchange) -> None:
        what = f"Bad key {CANARY} in Bearer {CANARY} {padding} {CANARY}"
        await exchange.refuse(401, {"error": {"code": 401, "message": what}})

    async with playing(echoes) as server:
        connection = connection_to(server.base_url)
        run = engine.start(request_for(), connection)
        await run.finished()
    shown = f"{run!r} {run.record!r} {connection!r} {caplog.text}"
    assert CANARY not in shown
    assert CANARY[:16] not in shown
    assert "Bad key [API key]" in str(only(run).failure)


async def test_a_fault_of_our_own_fails_that_completion_alone(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    class Explosive(dict[str, Any]):
        def get(self, *_: object) -> Price:
            raise RuntimeError(f"it went off near {CANARY}")

    async def script(exchange: Exchange) -> None:
        await exchange.head()
        await exchange.chunk(chunk_of({"content": "x"}, finish_reason="stop", usage=USAGE))
        await exchange.done()

    scripts = {"a/billed": script, "a/free": answers}
    async with serving(ByModel(scripts)) as server:
        connection = connection_to(server.base_url)
        run = engine.start(request_for(*scripts), connection, prices=Explosive(all={}))
        await run.finished()
    billed, free = run.record.completions
    assert billed.failure is not None
    assert billed.failure.error_type == "internal"
    assert "it went off" in billed.failure.message
    assert "Traceback" in caplog.text
    assert CANARY not in caplog.text + str(billed)
    assert free.status == "completed"


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        (CANARY, f"Bearer {CANARY}, twice {CANARY}.", "Bearer [API key], twice [API key]"),
        (CANARY, f"cut {CANARY[:20]}…", "cut [API key]…"),
        ("hunter2", "it was hunter2", "it was [API key]"),
        (None, "nothing to hide", "nothing to hide"),
        ("", "nothing to hide", "nothing to hide"),
    ],
)
def test_a_key_is_taken_out_of_any_text(key: str | None, text: str, shown: str) -> None:
    assert redacted(text, key) == shown
