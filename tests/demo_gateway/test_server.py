import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.demo_gateway.raw_client import PATIENCE_S, RawClient
from tests.processes import ROOT, free_port, wait_until

COMMAND = [sys.executable, "-m", "demo_gateway"]
KEY = "sk-or-demo-server-tests"

# Starts a gateway as its own child, repeats what it said, and waits to be killed.
PARENT = """
import subprocess, sys
child = subprocess.Popen([*sys.argv[1:], "--die-with-parent"], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE)
sys.stdout.buffer.write(child.stdout.readline())
sys.stdout.flush()
child.wait()
"""


@contextmanager
def running(command: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, object]]]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def is_listening(port: object) -> bool:
    assert isinstance(port, int)
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_alive(pid: object) -> bool:
    assert isinstance(pid, int)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_says_where_it_is_in_one_line_and_is_there() -> None:
    with running(COMMAND) as (process, said):
        assert list(said) == ["base_url", "port", "pid", "api_key"]
        assert said["base_url"] == f"http://127.0.0.1:{said['port']}/api/v1"
        assert said["pid"] == process.pid
        assert is_listening(said["port"])
        visitor = RawClient(str(said["base_url"]), str(said["api_key"]))
        with visitor.http:
            assert visitor.get("/key").status_code == 200
        process.terminate()
        out, err = process.communicate(timeout=PATIENCE_S)
    assert (out, err, process.returncode) == (b"", b"", 0)


@pytest.mark.parametrize("stopping", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_although_streams_are_open(stopping: signal.Signals) -> None:
    with running(COMMAND) as (process, said):
        visitor = RawClient(str(said["base_url"]), KEY)
        streams = [
            visitor.open_socket(model, stream=True)
            for model in ("faulty/silent", "faulty/keep-alive-forever", "acme-demo/swift-2")
        ]
        with visitor.http:
            wait_until(
                lambda: len(visitor.get("/bench/streams").json()) == len(streams),
                "the streams to be served",
            )
        began = time.monotonic()
        process.send_signal(stopping)
        out, err = process.communicate(timeout=PATIENCE_S)
        took_s = time.monotonic() - began
        for stream in streams:
            stream.close()
    assert (out, err, process.returncode) == (b"", b"", 0)
    assert took_s < 2.5


def test_it_stops_when_its_standard_input_ends() -> None:
    with running([*COMMAND, "--die-with-parent"]) as (process, _said):
        out, err = process.communicate(timeout=PATIENCE_S)
    assert (out, err, process.returncode) == (b"", b"", 0)


def test_without_being_told_to_it_does_not_mind_its_standard_input_ending() -> None:
    with running(COMMAND) as (process, said):
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
        visitor = RawClient(str(said["base_url"]), KEY)
        with visitor.http:
            assert visitor.stream("lumen-demo/flash-nano").is_done
        assert process.poll() is None


def test_it_dies_with_a_parent_that_was_killed() -> None:
    with running([sys.executable, "-c", PARENT, *COMMAND]) as (parent, said):
        assert is_listening(said["port"])
        parent.send_signal(signal.SIGKILL)
        wait_until(lambda: not is_alive(said["pid"]), "the gateway to go", PATIENCE_S)


def test_a_given_port_is_used_and_a_taken_one_is_reported_in_one_line() -> None:
    port = free_port()
    with running([*COMMAND, "--port", str(port)]) as (_process, said):
        assert said["port"] == port
        second = subprocess.run(
            [*COMMAND, "--port", str(port)], cwd=ROOT, capture_output=True, check=False, text=True
        )
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.startswith(f"cannot listen on 127.0.0.1:{port}:")
    assert second.stderr.count("\n") == 1


@pytest.mark.parametrize("speed", ["0", "-1", "fast"])
def test_a_speed_must_be_a_positive_number(speed: str) -> None:
    ran = subprocess.run(
        [*COMMAND, "--speed", speed], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert ran.returncode == 2
    assert "--speed" in ran.stderr


def test_the_gateway_loads_neither_the_engine_nor_the_sdk() -> None:
    script = (
        "import sys, demo_gateway.server; "
        "print([m for m in ('bakeoff', 'openai', 'streamlit') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ran.stdout.strip() == "[]"
