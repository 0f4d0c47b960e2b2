"""Runs one contender over steady streams, in a process of its own, and reads what it printed."""

import json
import subprocess
import sys
from typing import Any

from bench.steady import Pace
from tests.gateway import Gateway
from tests.processes import ROOT


def contend(module: str, gateway: Gateway, models: int, pace: Pace) -> dict[str, Any]:
    """Return what `python -m module` measured of itself.

    Raises:
        RuntimeError: a stream was not completed, so that the time means nothing.
    """
    ended = subprocess.run(
        [
            *(sys.executable, "-m", module),
            *(gateway.base_url, gateway.api_key, str(models), pace.prompt()),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    measured: dict[str, Any] = json.loads(ended.stdout)
    if measured.get("completed", models) != models:
        raise RuntimeError(f"{module}: only {measured['completed']} of {models} were completed")
    return measured
