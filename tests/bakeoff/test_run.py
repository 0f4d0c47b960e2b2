import asyncio

import pytest

from bakeoff.engine import Engine
from bakeoff.run import Run
from tests.bakeoff.asking import connection_to, only, request_for, until
from tests.bakeoff.wire_server import ByModel, Exchange, playing, serving


async def answers(exchange: Exchange) -> None:
    await exchange.answer()


async def stalls(exchange: Exchange) -> None:
    await exchange.gone()


async def refuses(exchange: Exchange) -> None:
    await exchange.refuse(401, {"error": {"code": 401, "message": "User not found."}})


async def test_waiting_ends_when_the_run_does_or_the_time_is_over(engine: Engine) -> None:
    async with playing(stalls) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        assert not run.wait(0)
        assert run.is_live
        run.stop()
        assert await asyncio.to_thread(run.wait, 5)
    assert not run.is_live
    assert run.wait(0)


async def test_whoever_stops_waiting_does_not_end_the_run(engine: Engine) -> None:
    async with playing(stalls) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        waiting = asyncio.ensure_future(run.finished())
        await asyncio.wait([waiting], timeout=0)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert run.is_live
        run.stop()
        await run.finished()


async def test_elapsed_time_stands_still_once_the_run_has_ended(engine: Engine) -> None:
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await run.finished()
    assert run.elapsed_s == run.record.ended_at_s == only(run).ended_at_s
    assert run.now_s() > run.elapsed_s


async def test_stop_of_one_leaves_the_others_running(engine: Engine) -> None:
    async with playing(stalls) as server:
        run = engine.start(request_for("a/a", "a/b"), connection_to(server.base_url))
        await until(lambda: all(c.attempts for c in run.record.completions))
        run.stop(1)
        await until(lambda: not run.record.completions[1].is_live)
        assert run.record.completions[0].is_live
        run.stop()
        await run.finished()
    assert [c.status for c in run.record.completions] == ["cancelled", "cancelled"]


async def test_stop_of_what_has_not_begun_leaves_a_row_without_attempts() -> None:
    engine = Engine()
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        run.stop()
        await run.finished()
    engine.close()
    assert only(run).status == "cancelled"
    assert only(run).attempts == []
    assert server.exchanges == []


async def test_stop_after_the_end_changes_nothing(engine: Engine) -> None:
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await run.finished()
        version = only(run).version
        run.stop()
        run.stop(0)
        await engine_is_idle(engine)
    assert (only(run).status, only(run).version) == ("completed", version)


async def test_a_failed_completion_can_be_asked_again_after_the_run_ended(engine: Engine) -> None:
    async with playing(refuses, answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await run.finished()
        index = run.retry(0)
        await run.finished()
    first, again = run.record.completions
    assert index == again.index == 1
    assert (first.status, again.status) == ("failed", "completed")
    assert (again.retry_of, again.entry_index) == (0, 0)
    assert run.record.shown() == [again]
    assert run.record.ended_at_s == again.ended_at_s


async def test_a_retry_makes_the_run_live_again(engine: Engine) -> None:
    async with playing(refuses, stalls) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await run.finished()
        run.retry(0)
        assert run.is_live
        assert run.record.is_live
        assert not run.wait(0)
        run.stop()
        await run.finished()
    assert [c.status for c in run.record.completions] == ["failed", "cancelled"]


async def test_a_retry_while_others_run_joins_them(engine: Engine) -> None:
    async with serving(ByModel({"a/a": refuses, "b/b": stalls})) as server:
        run = engine.start(request_for("a/a", "b/b"), connection_to(server.base_url))
        await until(lambda: not run.record.completions[0].is_live)
        again = run.retry(0)
        await until(lambda: not run.record.completions[again].is_live)
        assert run.is_live
        run.stop()
        await run.finished()
    assert [c.status for c in run.record.completions] == ["failed", "cancelled", "failed"]


async def test_two_who_ask_again_at_the_same_time_get_one_answer(engine: Engine) -> None:
    async with playing(refuses, stalls) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await run.finished()
        both = await asyncio.gather(*(asyncio.to_thread(run.retry, 0) for _ in range(2)))
        assert both == [1, 1]
        run.stop()
        await run.finished()
    assert len(run.record.completions) == 2


@pytest.mark.parametrize(("index", "error"), [(0, ValueError), (7, IndexError), (-1, IndexError)])
async def test_only_what_has_ended_can_be_asked_again(
    engine: Engine, index: int, error: type[Exception]
) -> None:
    async with playing(stalls) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        with pytest.raises(error):
            run.retry(index)
        assert len(run.record.completions) == 1
        run.stop()
        await run.finished()


async def test_a_run_can_be_followed_from_another_loop(engine: Engine) -> None:
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        await asyncio.to_thread(asyncio.run, run.finished())
    assert not run.is_live


async def test_every_follower_shares_one_view(engine: Engine) -> None:
    async with playing(answers) as server:
        run = engine.start(request_for(), connection_to(server.base_url))
        views = await asyncio.gather(*(asyncio.to_thread(lambda: run.view) for _ in range(8)))
        await run.finished()
    assert {id(view) for view in views} == {id(run.view)}
    assert run.view.record is run.record


async def engine_is_idle(engine: Engine) -> None:
    """Wait until the engine's loop has done what was asked of it before."""

    async def nothing(_: object) -> None:
        return

    await asyncio.wrap_future(engine.submit(nothing))


def test_a_run_knows_its_owner_and_its_request(engine: Engine) -> None:
    request = request_for()
    run: Run = engine.start(request, connection_to("http://127.0.0.1:9/v1"), owner="me")
    assert (run.owner, run.request, run.record.run_id) == ("me", request, run.run_id)
    assert len(run.run_id) >= 20
    assert run.started_at.tzinfo is not None
    run.stop()
    assert run.wait(5)
