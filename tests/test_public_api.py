import ast
import subprocess
import sys

import pytest

import bakeoff
from tests.processes import ROOT


def test_every_public_name_can_be_imported() -> None:
    assert [name for name in bakeoff.__all__ if getattr(bakeoff, name, None) is None] == []


def test_public_names_are_sorted() -> None:
    assert list(bakeoff.__all__) == sorted(bakeoff.__all__)


def test_type_checkers_see_every_public_name() -> None:
    tree = ast.parse((ROOT / "bakeoff" / "__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert seen == set(bakeoff.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = bakeoff.nothing_of_the_kind


def test_importing_bakeoff_loads_nothing_heavy() -> None:
    script = (
        "import sys, bakeoff; "
        "print([m for m in ('openai', 'pandas', 'streamlit', 'markdown_it', 'aiohttp', 'rich')"
        " if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert ended.stdout.strip() == "[]"
