import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from bakeoff import Entry, InvalidRequestError, Settings, SettingsError
from bakeoff.comparison import compare, compare_async
from bakeoff.engine import get_engine
from bakeoff.table.csv import read_csv
from tests.app_server import clean_environment
from tests.bakeoff.cli.command import Command, settings_of
from tests.gateway import Gateway
from tests.processes import ROOT, wait_until

FAST = "lumen-demo/flash-nano"
STALLED = "faulty/stall"


@pytest.fixture
def settings(gateway: Gateway, tmp_path: Path) -> Settings:
    return Settings(base_url=gateway.base_url, api_key=gateway.api_key, data_dir=tmp_path)


def test_a_comparison_returns_when_all_have_ended(settings: Settings, tmp_path: Path) -> None:
    run = compare("Hi", [FAST, Entry(FAST, seed=2), "faulty/404-model"], settings=settings)
    assert not run.is_live
    frame = run.to_frame()
    assert frame["status"].tolist() == ["completed", "completed", "failed"]
    run.to_csv(tmp_path / "run.csv")
    assert read_csv(tmp_path / "run.csv")["label"].tolist() == frame["label"].tolist()


def test_the_settings_of_a_call_reach_every_model(settings: Settings) -> None:
    run = compare(
        "Tell me a story",
        FAST,
        system_prompt="Be brief",
        max_tokens=5,
        temperature=0.5,
        top_p=0.9,
        seed=7,
        stop=["never"],
        settings=settings,
    )
    sampling = run.record.completions[0].sampling
    assert (sampling.max_tokens, sampling.temperature, sampling.top_p, sampling.seed) == (
        5, 0.5, 0.9, 7,
    )  # fmt: skip
    assert (sampling.stop, run.request.system_prompt) == (("never",), "Be brief")
    assert run.record.completions[0].finish_reason == "length"


async def test_one_stop_sequence_may_be_given_by_itself(settings: Settings) -> None:
    asked = await asyncio.to_thread(compare, "Hi", FAST, stop="END", settings=settings)
    twin = await compare_async("Hi", FAST, stop="END", settings=settings)
    assert [run.request.sampling.stop for run in (asked, twin)] == [("END",)] * 2


def test_one_model_may_be_given_by_its_name_alone(settings: Settings) -> None:
    run = compare("Hi", FAST, settings=settings)
    assert [completion.entry.model for completion in run.record.completions] == [FAST]


async def test_the_async_twin_leaves_the_loop_free(settings: Settings) -> None:
    first, second = await asyncio.gather(
        compare_async("Hi", [FAST], settings=settings),
        compare_async("Hi", [FAST], settings=settings),
    )
    assert [run.record.completions[0].status for run in (first, second)] == ["completed"] * 2
    assert first.run_id != second.run_id


async def test_cancelling_the_async_twin_stops_its_run(settings: Settings) -> None:
    before = {run.run_id for run in get_engine().runs("")}
    comparing = asyncio.create_task(compare_async("Hi", [STALLED], settings=settings))
    engine = get_engine()

    def has_first_token() -> bool:
        new = [run for run in engine.runs("") if run.run_id not in before]
        return bool(new) and new[0].record.completions[0].text != ""

    await asyncio.to_thread(wait_until, has_first_token, "the first token")
    (run,) = [run for run in engine.runs("") if run.run_id not in before]
    comparing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await comparing
    await asyncio.wait_for(run.finished(), 10)
    assert run.record.completions[0].status == "cancelled"


def test_ctrl_c_in_a_script_stops_the_run(gateway: Gateway, tmp_path: Path) -> None:
    script = f"""
import threading
from bakeoff import compare, get_engine
def tell():
    while not (runs := get_engine().runs("")) or not runs[0].record.completions[0].text:
        threading.Event().wait(0.01)
    print("streaming", flush=True)
threading.Thread(target=tell).start()
try:
    compare("Hi", {STALLED!r})
except KeyboardInterrupt:
    run = get_engine().runs("")[0]
    run.wait(10)
    print(run.record.completions[0].status)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT, env=clean_environment(tmp_path, **settings_of(gateway)),
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "streaming\n"
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert said == "cancelled\n"


def test_a_request_that_cannot_be_sent_names_its_fields(settings: Settings) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        compare(" ", [], temperature=3, settings=settings)
    assert set(caught.value.problems) == {"prompt", "entries", "temperature"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), "OPENROUTER_API_KEY.*demo=True"),
        (Settings(base_url="http://127.0.0.1:1/v1"), "BAKEOFF_KEYLESS=1"),
    ],
)
def test_without_a_key_it_never_falls_back_to_the_demo(settings: Settings, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        compare("Hi", "a/b", settings=settings)


def test_the_demo_is_asked_when_asked_for(tmp_path: Path) -> None:
    run = compare("Hi", FAST, demo=True, settings=Settings(data_dir=tmp_path))
    assert run.connection.is_demo
    assert run.record.completions[0].status == "completed"


def test_a_program_that_ends_leaves_no_gateway_behind(tmp_path: Path) -> None:
    running = Command(tmp_path).begin("compare", "Hi", "--demo", "--model", STALLED)
    running.wait_for(f"{STALLED}: first token")
    children = psutil.Process(running.process.pid).children()
    running.interrupt()
    assert running.end()[0] == 130
    assert len(children) == 1
    assert not any(child.is_running() for child in children)
