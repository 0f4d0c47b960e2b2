import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from bakeoff.demo import DEMO_MODELS, Address, DemoGateway, demo_connection, stop_demo
from bakeoff.errors import DemoGatewayError
from bakeoff.settings import Settings
from tests.processes import ROOT, wait_until

ANSWERS = """
import json, sys
print(json.dumps({"base_url": "http://127.0.0.1:1/api/v1", "api_key": "sk-or-demo-1"}), flush=True)
sys.stdin.read()
"""
PARENT = """
from bakeoff.demo import _gateway, demo_connection
demo_connection()
print(_gateway.pid, flush=True)
input()
"""


@pytest.fixture
def started() -> Iterator[list[DemoGateway]]:
    gateways: list[DemoGateway] = []
    yield gateways
    for gateway in gateways:
        gateway.stop()


def scripted(started: list[DemoGateway], script: str, **options: float) -> DemoGateway:
    started.append(DemoGateway((sys.executable, "-c", script), **options))
    return started[-1]


def test_the_demo_serves_its_models_over_http() -> None:
    connection = demo_connection(Settings())
    with urllib.request.urlopen(f"{connection.base_url}/models") as answer:
        offered = {model["id"] for model in json.load(answer)["data"]}
    stop_demo()
    assert connection.is_demo
    assert set(DEMO_MODELS) <= offered


def test_one_child_serves_the_whole_process(started: list[DemoGateway]) -> None:
    gateway = scripted(started, ANSWERS)
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: (gateway.address(), gateway.pid), range(16)))
    assert len(found) == 1


def test_a_child_that_died_is_replaced(started: list[DemoGateway]) -> None:
    gateway = scripted(started, ANSWERS)
    gateway.address()
    first = gateway.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: gateway.pid is None, "the child to die")
    assert gateway.address() == Address("http://127.0.0.1:1/api/v1", "sk-or-demo-1")
    assert gateway.pid not in {None, first}


def test_it_outlives_the_thread_that_started_it(started: list[DemoGateway]) -> None:
    started.append(DemoGateway())
    gateway = started[-1]
    starter = threading.Thread(target=gateway.address)
    starter.start()
    starter.join()
    first = gateway.pid
    assert first is not None
    with urllib.request.urlopen(f"{gateway.address().base_url}/models") as answer:
        assert answer.status == 200
    assert gateway.pid == first


def test_stopping_leaves_no_process_behind(started: list[DemoGateway]) -> None:
    gateway = scripted(started, ANSWERS)
    gateway.address()
    pid = gateway.pid
    gateway.stop()
    gateway.stop()
    assert gateway.pid is None
    assert pid is not None
    assert not psutil.pid_exists(pid)


def test_a_child_that_ignores_the_polite_end_is_ended_anyway(started: list[DemoGateway]) -> None:
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + ANSWERS.replace(
        "sys.stdin.read()", "signal.sigwait({signal.SIGUSR1})"
    )
    gateway = scripted(started, stubborn, stop_timeout_s=0.1)
    gateway.address()
    pid = gateway.pid
    gateway.stop()
    assert pid is not None
    assert not psutil.pid_exists(pid)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("raise SystemExit('no port is free')", "it ended at once.*no port is free"),
        ("print('hello')", "it said 'hello.*instead of its address"),
        ("print('[]')", "instead of its address"),
        ("print('{}')", "instead of its address"),
    ],
)
def test_a_child_that_does_not_start_is_told_with_its_own_words(
    script: str, said: str, started: list[DemoGateway]
) -> None:
    with pytest.raises(DemoGatewayError, match=said):
        scripted(started, script).address()


def test_a_silent_child_is_given_up_and_ended(started: list[DemoGateway]) -> None:
    gateway = scripted(started, "import sys; sys.stdin.read()", start_timeout_s=0.2)
    with pytest.raises(DemoGatewayError, match=r"said nothing within 0\.2 s"):
        gateway.address()
    assert gateway.pid is None


def test_a_command_that_does_not_exist_is_told(started: list[DemoGateway]) -> None:
    started.append(DemoGateway(("/nowhere/python",)))
    with pytest.raises(DemoGatewayError, match="/nowhere/python"):
        started[-1].address()


def test_a_child_that_talks_much_is_never_blocked(started: list[DemoGateway]) -> None:
    talkative = ANSWERS.replace(
        "sys.stdin.read()",
        "for stream in (sys.stdout, sys.stderr): stream.write('x' * 500_000 + '\\n')\nsys.exit(3)",
    )
    gateway = scripted(started, talkative)
    gateway.address()
    wait_until(lambda: gateway.pid is None, "the child to finish talking")
    assert gateway.pid is None


def test_the_child_never_gets_the_real_key(started: list[DemoGateway]) -> None:
    script = "import os; raise SystemExit('key ' + os.environ.get('OPENROUTER_API_KEY', 'absent'))"
    parent = (
        "import sys; from bakeoff.demo import DemoGateway\n"
        f"DemoGateway((sys.executable, '-c', {script!r})).address()"
    )
    environment = os.environ | {"OPENROUTER_API_KEY": "sk-or-v1-canary"}
    ended = subprocess.run(
        [sys.executable, "-c", parent],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "key absent" in ended.stderr
    assert "canary" not in ended.stderr


@pytest.mark.parametrize("ending", ["kill", "end"])
def test_the_child_goes_when_its_parent_goes(ending: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    if ending == "kill":
        parent.kill()
    parent.communicate("\n" if ending == "end" else None, timeout=20)
    wait_until(lambda: not is_alive(child), "the child to follow its parent")
    assert parent.returncode == (-signal.SIGKILL if ending == "kill" else 0)


def is_alive(process: psutil.Process) -> bool:
    # Where nobody reaps orphans, what has ended stays listed as a zombie.
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
