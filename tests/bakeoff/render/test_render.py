import subprocess
import sys

import bakeoff.render

HEAVY = ("markdown_it", "nh3", "pygments", "latex2mathml")


def test_public_names_are_sorted_and_there() -> None:
    assert bakeoff.render.__all__ == sorted(bakeoff.render.__all__)
    assert all(hasattr(bakeoff.render, name) for name in bakeoff.render.__all__)


def test_importing_the_renderer_loads_no_parser() -> None:
    code = f"import sys, bakeoff.render; print(sorted(set({HEAVY!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
