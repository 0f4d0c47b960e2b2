import subprocess
import sys

from tests.processes import ROOT

SCRIPT = """
import sys
from streamlit.testing.v1 import AppTest

at = AppTest.from_file("components/shell.py", default_timeout=30).run()
assert not at.exception
assert any(button.label == "Compare" for button in at.button)
heavy = ("openai", "pandas", "numpy", "pyarrow", "altair", "aiohttp", "markdown_it", "pygments")
ours = ("bakeoff.engine", "bakeoff.render", "bakeoff.openrouter.catalogue")
print([name for name in heavy + ours if name in sys.modules])
"""


def test_the_first_page_is_drawn_without_what_only_a_run_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr
