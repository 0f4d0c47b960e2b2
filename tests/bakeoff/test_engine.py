import asyncio
import gc
import subprocess
import sys
import threading

import pytest

from bakeoff.engine import Engine, close_engine, get_engine
from bakeoff.openrouter.client import ClientPool
from tests.bakeoff.asking import connection_to, only, request_for, until
from tests.bakeoff.wire_server import Exchange, playing
from tests.processes import ROOT


async def answers(exchange: Exchange) -> None:
    await exchange.answer()


async def starts(exchange: Exchange) -> None:
    await exchange.head()
    await exchange.delta(content="Hel")
    await exchange.gone()


def engine_threads() -> int:
    return [thread.name for thread in threading.enumerate()].count("bakeoff-engine")


async def test_a_run_is_reached_by_its_owner_alone(engine: Engine) -> None:
    async with playing(answers) as server:
        connection = connection_to(server.base_url)
        mine = engine.start(request_for(), connection, owner="me")
        theirs = engine.start(request_for(), connection, owner="them")
        later = engine.start(request_for(), connection, owner="me")
        for run in (mine, theirs, later):
            await run.finished()
    assert engine.get(mine.run_id, "me") is mine
    assert engine.get(mine.run_id, "them") is None
    assert engine.get("unknown", "me") is None
    assert engine.runs("me") == [later, mine]


async def test_the_oldest_finished_runs_are_let_go_first() -> None:
    engine = Engine(keep_runs=2)
    async with playing(answers) as server:
        connection = connection_to(server.base_url)
        runs = []
        for _ in range(4):
            runs.append(engine.start(request_for(), connection))
            await runs[-1].finished()
    assert engine.runs("") == [runs[3], runs[2]]
    engine.close()


async def test_finished_runs_are_bounded_by_their_bytes() -> None:
    async def long(exchange: Exchange) -> None:
        await exchange.answer("x" * 50_000)

    engine = Engine(keep_bytes=120_000)
    async with playing(long) as server:
        connection = connection_to(server.base_url)
        runs = []
        for _ in range(4):
            runs.append(engine.start(request_for(), connection))
            await runs[-1].finished()
    assert engine.runs("") == [runs[3], runs[2]]
    engine.close()


async def test_a_live_run_is_never_let_go() -> None:
    engine = Engine(keep_runs=1, keep_bytes=0)
    async with playing(starts, answers) as server:
        connection = connection_to(server.base_url)
        live = engine.start(request_for(), connection)
        await until(lambda: only(live).text)
        for _ in range(3):
            await engine.start(request_for(), connection).finished()
        assert engine.runs("") == [live]
        live.stop()
        await live.finished()
    assert engine.runs("") == []
    engine.close()


async def test_closing_interrupts_live_runs_and_keeps_what_came() -> None:
    gone = asyncio.Event()

    async def script(exchange: Exchange) -> None:
        await starts(exchange)
        gone.set()

    threads_before = engine_threads()
    engine = Engine()
    async with playing(script) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await until(lambda: only(run).text)
        await asyncio.to_thread(engine.close)
        await asyncio.wait_for(gone.wait(), 5)
    assert (only(run).status, only(run).text) == ("interrupted", "Hel")
    assert run.wait(0)
    engine.close()
    run.stop()
    with pytest.raises(RuntimeError, match="closed"):
        run.retry(0)
    with pytest.raises(RuntimeError, match="closed"):
        engine.start(request_for(), connection_to("http://127.0.0.1:9/v1"))
    assert engine_threads() == threads_before


async def test_a_short_call_runs_through_the_engines_clients(engine: Engine) -> None:
    async def call(pool: ClientPool) -> tuple[str, bool]:
        connection = connection_to("http://127.0.0.1:9/v1")
        return threading.current_thread().name, pool.client(connection) is pool.client(connection)

    assert await asyncio.wrap_future(engine.submit(call)) == ("bakeoff-engine", True)


def test_a_short_calls_fault_is_its_callers(engine: Engine) -> None:
    async def call(_: ClientPool) -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        engine.submit(call).result(5)


def test_warming_up_hides_what_is_loaded_from_the_collector(engine: Engine) -> None:
    engine.warm()
    assert gc.get_freeze_count() > 0
    assert "openai" in sys.modules


def test_a_process_has_one_engine_until_it_is_closed() -> None:
    first = get_engine()
    assert get_engine() is first
    close_engine()
    close_engine()
    second = get_engine()
    assert second is not first
    close_engine()


def test_starting_an_engine_loads_no_sdk() -> None:
    code = (
        "import sys, bakeoff; bakeoff.get_engine(); "
        "print([name for name in ('openai', 'pandas', 'streamlit', 'markdown_it') "
        "if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (said.stdout.strip(), said.stderr) == ("[]", "")
