import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT

ROOMS = (
    "app.py",
    "pages",
    "components",
    "web",
    "bakeoff",
    "demo_gateway",
    "bench",
    "docs",
    "tests",
)
MOST_LINES = 400

FORBIDDEN = {
    "bakeoff": {"streamlit", "components", "pages", "web", "demo_gateway", "app", "tests", "bench"},
    "demo_gateway": {"bakeoff", "openai", "streamlit", "components", "pages", "web", "tests"},
    "components": {"openai", "demo_gateway", "pages", "web", "app", "tests", "bench"},
    "pages": {"openai", "demo_gateway", "web", "app", "tests", "bench"},
    "web": {"openai", "demo_gateway", "pages", "app", "tests", "bench"},
}
ONLY_HOME_OF = {"openai": "bakeoff/openrouter/", "httpx2": "bakeoff/openrouter/"}


def _sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_go_one_way(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in _sources(room)
        for module in _imported(path)
        if module.split(".")[0] in FORBIDDEN[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ONLY_HOME_OF)
def test_one_folder_alone_knows_the_sdk(package: str) -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _sources("app.py", "pages", "components", "web", "bakeoff")
        if any(module.split(".")[0] == package for module in _imported(path))
        and not path.relative_to(ROOT).as_posix().startswith(ONLY_HOME_OF[package])
    ]
    assert wrong == []


def test_the_screen_imports_the_engines_public_names_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in _sources("app.py", "pages", "components", "web")
        for module in _imported(path)
        if module.startswith("bakeoff.")
    ]
    assert wrong == []


def test_no_file_outgrows_its_noun() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in _sources("app.py", "pages", "components", "web", "bakeoff", "demo_gateway")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert long == []


def test_pages_are_lists_of_components() -> None:
    for path in _sources("pages"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        ]
        assert defined == [], f"{path.name} defines {defined[0].name}"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


def test_session_state_keys_are_named_in_one_file() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _sources("app.py", "pages", "components")
        if path.name != "state.py"
        and any(
            isinstance(node, ast.Attribute) and node.attr == "session_state"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert wrong == []


def test_no_model_text_can_reach_unsafe_html() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _sources("app.py", "pages", "components")
        if "unsafe_allow_html" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_only_what_belongs_is_tracked() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    secret = [name for name in tracked if name.endswith((".env", "secrets.toml", ".pyc", ".log"))]
    assert secret == []
