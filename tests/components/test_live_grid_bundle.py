import re
import shutil
import subprocess
from pathlib import Path

import pytest

from components.live_grid.bundle import FOLDER, MODULES, bundle
from tests.processes import ROOT

IMPORT = re.compile(r'^import [^;]* from "\./([a-z]+\.js)";$', re.MULTILINE)
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


def source_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_every_module_comes_after_all_that_it_imports() -> None:
    assert sorted(MODULES) == sorted(path.name for path in FOLDER.glob("*.js"))
    for place, name in enumerate(MODULES):
        assert set(IMPORT.findall(source_of(name))) <= set(MODULES[:place]), name


def test_no_name_is_declared_by_two_modules() -> None:
    declared = [name for module in MODULES for name in TOP_LEVEL.findall(source_of(module))]
    assert sorted(declared) == sorted(set(declared))


def test_nothing_of_the_modules_form_is_left_in_the_bundle() -> None:
    assert not re.search(r"^import ", bundle().source, re.MULTILINE)
    assert re.findall(r"^export (.*)$", bundle().source, re.MULTILINE) == ["{ show, hide };"]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_bundle_is_javascript(tmp_path: Path) -> None:
    module = tmp_path / "grid.mjs"
    module.write_text(bundle().source, encoding="utf-8")
    subprocess.run(["node", "--check", str(module)], check=True)


def test_no_text_becomes_markup_but_through_a_template() -> None:
    allowed = re.compile(r"(template|refs\.(picture|copy|expand))\.innerHTML = (html|icon\()")
    for name in MODULES:
        for line in source_of(name).splitlines():
            if "innerHTML" in line or "insertAdjacentHTML" in line or "outerHTML" in line:
                assert allowed.search(line), f"{name}: {line}"


def test_the_loader_is_small_for_it_travels_with_every_message() -> None:
    loader = ROOT / "components" / "live_grid" / "loader.js"
    assert len(loader.read_bytes()) < 2_000
