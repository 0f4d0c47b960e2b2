import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from bakeoff.demo import DEMO_MODELS
from bakeoff.table.csv import read_csv
from tests.bakeoff.cli.command import MODULE, TIMEOUT_S, Command
from tests.gateway import Gateway
from tests.processes import ROOT

FAST = "lumen-demo/flash-nano"
SWIFT = "acme-demo/swift-2"
BROKEN = "faulty/404-model"
STALLED = "faulty/stall"


@pytest.fixture
def command(gateway: Gateway, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", gateway)


def asking(*models: str) -> list[str]:
    return [part for model in models for part in ("--model", model)]


def test_all_completed_is_0_with_the_table_on_stdout_and_the_progress_on_stderr(
    command: Command,
) -> None:
    ended = command.run("compare", "Say hello", *asking(FAST, SWIFT))
    assert ended.returncode == 0
    heading, _, *rows = ended.stdout.splitlines()
    assert heading.split() == [
        "Label", "Status", "Finish", "Tokens", "TTFT", "Duration", "Speed", "Cost",
    ]  # fmt: skip
    assert [row.split()[:3] for row in rows] == [
        [FAST, "completed", "stop"],
        [SWIFT, "completed", "stop"],
    ]
    assert f"{FAST}: completed" in ended.stderr
    assert f"{SWIFT}: completed" in ended.stderr


def test_one_that_did_not_complete_is_1_and_the_others_are_written(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "run.csv"
    ended = command.run("compare", "Hi", *asking(FAST, BROKEN), "--csv", str(path))
    assert ended.returncode == 1
    assert f"{BROKEN}: There is no such model" in ended.stderr
    assert "Traceback" not in ended.stderr
    frame = read_csv(path)
    assert frame["status"].tolist() == ["completed", "failed"]
    assert frame["error_type"][1] == "model_not_found"
    assert frame["completion"][0]


def test_the_settings_reach_the_models(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    command.run(
        "compare", "Tell me a story", *asking(SWIFT, SWIFT), "--csv", str(path), "--system",
        "Be brief", "--max-tokens", "9", "--temperature", "0.5", "--top-p", "0.9", "--seed", "7",
    )  # fmt: skip
    first = read_csv(path).iloc[0]
    assert (first["max_tokens"], first["temperature"], first["top_p"], first["seed"]) == (
        9, 0.5, 0.9, 7,
    )  # fmt: skip
    assert (first["system_prompt"], first["finish_reason"]) == ("Be brief", "length")
    assert first["completion_tokens"] == 9
    assert read_csv(path)["label"].is_unique


def test_the_json_has_what_a_table_has_no_place_for(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    ended = command.run(
        "compare", "Hi", *asking(FAST, BROKEN, "tensorworks-demo/toolsmith"), "--json", str(path)
    )
    assert ended.returncode == 1
    good, broken, tool = json.loads(path.read_bytes())
    assert Decimal(good["cost_usd"]) > 0
    assert good["started_at"].endswith("+00:00")
    assert (good["attempts"], len(good["attempt_log"])) == (1, 1)
    assert "Models page" in broken["failure"]["advice"]
    assert broken["completion"] is None
    assert tool["tool_calls"][0]["name"]


def test_ctrl_c_keeps_what_arrived_as_cancelled_and_is_130(
    command: Command, tmp_path: Path
) -> None:
    paths = tmp_path / "run.csv", tmp_path / "run.json"
    running = command.begin(
        "compare", "Tell me a story", *asking(FAST, STALLED),
        "--csv", str(paths[0]), "--json", str(paths[1]),
    )  # fmt: skip
    running.wait_for(f"{FAST}: completed", f"{STALLED}: first token")
    running.interrupt()
    code, stdout = running.end()
    assert code == 130
    assert "Traceback" not in running.stderr
    frame = read_csv(paths[0])
    assert frame["status"].tolist() == ["completed", "cancelled"]
    assert frame["completion"].str.len().gt(0).all()
    assert [row["status"] for row in json.loads(paths[1].read_bytes())] == [
        "completed", "cancelled",
    ]  # fmt: skip
    assert "cancelled" in stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_second_ctrl_c_leaves_at_once(command: Command, tmp_path: Path) -> None:
    # A pipe that nobody reads keeps the first one from ever being done.
    os.mkfifo(tmp_path / "run.csv")
    running = command.begin("compare", "Hi", *asking(STALLED), "--csv", str(tmp_path / "run.csv"))
    running.wait_for(f"{STALLED}: first token")
    running.interrupt()
    running.wait_for(f"{STALLED}: cancelled")
    running.interrupt()
    assert running.end() == (130, "")


def test_the_prompt_may_come_on_standard_input(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    command.run("compare", "-", *asking(FAST), "--csv", str(path), given="Grüße 🙂\n".encode())
    assert read_csv(path)["prompt"][0] == "Grüße 🙂\n"


def test_the_answers_are_printed_when_asked_for_and_obeyed_by_no_terminal(
    command: Command,
) -> None:
    ended = command.run("compare", "Hi", *asking("hostile-demo/terminal"), "--answers")
    assert ended.returncode == 0
    assert "── hostile-demo/terminal ──" in ended.stdout
    assert "␛]" in ended.stdout or "␛[" in ended.stdout
    assert not set(ended.stdout + ended.stderr) & set(map(chr, [*range(9), *range(11, 32), 127]))


def test_the_demo_needs_no_key_and_says_whom_it_asks(tmp_path: Path) -> None:
    ended = Command(tmp_path / "data").run("compare", "Hi", "--demo", "--max-tokens", "3")
    assert ended.returncode == 0
    assert f"Asking the demo's {', '.join(DEMO_MODELS)}." in ended.stderr
    assert all(model in ended.stdout for model in DEMO_MODELS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "the following arguments are required"),
        (["bake"], "invalid choice: 'bake'"),
        (["compare"], "required: PROMPT"),
        (["compare", "Hi"], "No model is named"),
        (["compare", "", "--demo"], "The prompt is empty"),
        (["compare", "Hi", "--model", "a b"], "is no model id"),
        (["compare", "Hi", "--demo", "--max-tokens", "many"], "--max-tokens: invalid int value"),
        (["compare", "Hi", "--demo", "--max-tokens", "0"], "max_tokens must be 1 or more"),
        (["compare", "Hi", "--demo", "--temperature", "3"], "temperature must be between 0 and 2"),
        (["compare", "Hi", "--demo", "--mod", "a/b"], "unrecognized arguments"),
        (["compare", "Hi", "--demo", "--seed", str(2**63)], "seed is too large"),
        (["compare", b"Hi \xff", "--demo"], "prompt is not valid Unicode text"),
        (["compare", "Hi", "--model", "a/b"], "There is no API key. Set OPENROUTER_API_KEY"),
    ],
)
def test_wrong_use_is_2_and_one_clear_line(
    typed: list[str | bytes], said: str, tmp_path: Path
) -> None:
    ended = Command(tmp_path / "data").run(*typed)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert said in ended.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BAKEOFF_TOTAL_TIMEOUT_S", "soon"),
        ("OPENROUTER_BASE_URL", "openrouter.ai"),
        ("OPENROUTER_BASE_URL", "http://user:canary@127.0.0.1:1/v1"),
        ("OPENROUTER_API_KEY", "sk-or-v1-canary\nx"),
    ],
)
def test_a_setting_that_cannot_be_used_is_2_and_named(
    name: str, value: str, tmp_path: Path
) -> None:
    command = Command(tmp_path / "data", **{"OPENROUTER_API_KEY": "sk-or-v1-canary", name: value})
    ended = command.run("compare", "Hi", "--model", "a/b")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert name in ended.stderr
    assert "canary" not in ended.stderr


@pytest.mark.parametrize("option", ["--csv", "--json"])
@pytest.mark.parametrize("where", ["nowhere/run.out", ".", "file/run.out", "link"])
def test_a_file_that_cannot_be_written_is_2_before_anything_is_sent(
    option: str, where: str, gateway: Gateway, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "run.out")
    # Were it sent, the silent model would keep it waiting for ever.
    ended = Command(tmp_path / "data", gateway).run(
        "compare", "Hi", *asking("faulty/silent"), option, str(tmp_path / where)
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("bakeoff: ")
    assert len(ended.stderr.splitlines()) == 1
    assert "can't be written" in ended.stderr


def test_checking_a_file_leaves_it_alone_and_makes_none(tmp_path: Path, command: Command) -> None:
    there, absent = tmp_path / "there.csv", tmp_path / "absent.csv"
    there.write_text("precious")
    before = there.stat().st_mtime_ns
    for path in (there, absent):
        ended = command.run(
            "compare", "Hi", *asking(FAST), "--csv", str(path), "--json", str(tmp_path)
        )
        assert ended.returncode == 2
    assert (there.read_text(), there.stat().st_mtime_ns) == ("precious", before)
    assert not absent.exists()


@pytest.mark.parametrize("other", ["run", "folder/../run", "symbolic", "hard"])
def test_one_file_cannot_take_both(other: str, tmp_path: Path, command: Command) -> None:
    path = tmp_path / "run"
    path.touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "symbolic").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    ended = command.run(
        "compare", "Hi", *asking(FAST), "--csv", str(path), "--json", str(tmp_path / other)
    )
    assert ended.returncode == 2
    assert "Name two files" in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_filled_up_meanwhile_is_2_and_the_rest_is_still_given(
    tmp_path: Path, command: Command
) -> None:
    path = tmp_path / "run.json"
    ended = command.run("compare", "Hi", *asking(FAST), "--csv", "/dev/full", "--json", str(path))
    assert ended.returncode == 2
    assert "/dev/full can't be written (No space left on device)" in ended.stderr
    assert json.loads(path.read_bytes())[0]["status"] == "completed"
    assert FAST in ended.stdout


def test_a_wrong_key_is_told_and_never_shown(gateway: Gateway, tmp_path: Path) -> None:
    command = Command(tmp_path / "data", gateway, OPENROUTER_API_KEY="sk-or-v1-canary")
    paths = tmp_path / "run.csv", tmp_path / "run.json"
    ended = command.run(
        "compare", "Hi", *asking(FAST), "--csv", str(paths[0]), "--json", str(paths[1])
    )
    written = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert ended.returncode == 1
    assert "API key was not accepted" in ended.stderr
    assert "canary" not in ended.stdout + ended.stderr + written


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_has_seen_enough_costs_no_file(
    stream: str, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "run.csv"
    reading, writing = os.pipe()
    os.close(reading)
    outputs = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: writing}
    ended = subprocess.run(
        [*MODULE, "compare", "Hi", *asking(FAST), "--csv", str(path)],
        cwd=ROOT, env=command.environment, timeout=TIMEOUT_S, check=False, **outputs,
    )  # fmt: skip
    os.close(writing)
    assert ended.returncode == 0
    assert read_csv(path)["status"].tolist() == ["completed"]


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that can close a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_standard_stream_that_is_closed_costs_nothing(
    closed: str, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "run.csv"
    ended = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh",
         *MODULE, "compare", "Hi", *asking(FAST), "--csv", str(path)],
        cwd=ROOT, env=command.environment, timeout=TIMEOUT_S, check=False,
        stdin=subprocess.DEVNULL, capture_output=True,
    )  # fmt: skip
    assert ended.returncode == 0
    assert read_csv(path)["status"].tolist() == ["completed"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_table_that_cannot_be_printed_is_2_and_the_file_is_written(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "run.csv"
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*MODULE, "compare", "Hi", *asking(FAST), "--csv", str(path)],
            cwd=ROOT, env=command.environment, timeout=TIMEOUT_S, check=False,
            stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert ended.returncode == 2
    assert b"can't be printed" in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert read_csv(path)["status"].tolist() == ["completed"]


@pytest.mark.parametrize("moment", ["import bakeoff.cli", "subprocess.Popen"])
def test_ctrl_c_before_anything_was_sent_is_130_without_a_word_more(
    moment: str, tmp_path: Path
) -> None:
    # No signal from outside can be timed to hit a module that loads, or a demo that starts.
    script = f"""
import os, runpy, signal, sys
def interrupt(event, arguments):
    if f"{{event}} {{arguments and arguments[0]}}".startswith({moment!r}):
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(interrupt)
sys.argv = ["bakeoff", "compare", "Hi", "--demo"]
runpy.run_module("bakeoff", run_name="__main__")
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, timeout=TIMEOUT_S, check=False,
        capture_output=True, text=True, env=Command(tmp_path).environment,
    )  # fmt: skip
    assert ended.returncode == 130
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) <= 1


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_are_0(option: str, tmp_path: Path) -> None:
    ended = Command(tmp_path).run(option)
    assert ended.returncode == 0
    assert "bakeoff" in ended.stdout


def test_a_terminal_that_shows_only_ascii_gets_no_traceback(
    gateway: Gateway, tmp_path: Path
) -> None:
    command = Command(tmp_path / "data", gateway, PYTHONIOENCODING="ascii")
    ended = command.run("compare", "Hi", *asking("harbour-demo/jester-7b"), "--answers")
    assert ended.returncode == 0
    assert ended.stdout.isascii()


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_sees_the_table_fill_and_gets_its_cursor_back(
    gateway: Gateway, tmp_path: Path
) -> None:
    command = Command(tmp_path / "data", gateway, TERM="xterm", COLUMNS="80")
    terminal, other_side = os.openpty()
    process = subprocess.Popen(
        [*MODULE, "compare", "Hi", *asking(FAST, STALLED)],
        cwd=ROOT, env=command.environment,
        stdin=other_side, stdout=other_side, stderr=other_side,
    )  # fmt: skip
    os.close(other_side)
    seen = b""
    while b"completed" not in seen or b"running" not in seen:
        seen += os.read(terminal, 65536)
    process.send_signal(signal.SIGINT)
    seen += b"".join(iter(lambda: read_terminal(terminal), b""))
    os.close(terminal)
    assert process.wait(TIMEOUT_S) == 130
    assert seen.rindex(b"\x1b[?25h") > seen.rindex(b"\x1b[?25l")
    table = seen[seen.rindex(b"\x1b[?25h") :].decode()
    assert FAST in table
    assert "completed" in table
    assert "cancelled" in table


def read_terminal(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        # Linux says so where others say end of file: the other side is gone.
        return b""
