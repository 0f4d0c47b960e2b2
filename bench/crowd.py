"""5. Twenty browsers at once: what one process can send them, and how late."""

import asyncio
import contextlib
import json
import multiprocessing
import re
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import connect

from bakeoff import OWNER_COOKIE, new_owner
from bench.figure import Figure, percentile
from bench.steady import STAMP, Pace, clear, streams
from tests.app_server import AppServer, clean_environment
from tests.gateway import Gateway

BROWSERS = 20
MODELS = 4
PACE = Pace(tokens=1000, tokens_per_second=100)
WARM_UP = Pace(tokens=30, tokens_per_second=100)
LAG_TARGET_MS = 100
CORES_TARGET = 1.2
WALL_TARGET = 1.03
SILENCE_S = 2.0
"""How long a browser that hears nothing more waits before it takes its run for sent."""

TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one simulated browser received of its run."""

    lags_s: list[float]
    """From the gateway's send of each stamp to its arrival at the socket, in seconds."""

    elapsed_s: float
    """How long the run took, by the engine's clock."""

    run_id: str
    """Which run it was."""


def measure() -> list[Figure]:
    """Return lag at the socket, cores used and wall time with every browser following its run."""
    script = str(Path(__file__).parent / "crowd_app.py")
    with Gateway() as gateway, tempfile.TemporaryDirectory() as folder:
        environment = clean_environment(
            Path(folder),
            OPENROUTER_BASE_URL=gateway.base_url,
            OPENROUTER_API_KEY=gateway.api_key,
            PYTHONPATH=str(Path(__file__).resolve().parent.parent),
        )
        with AppServer(environment, script=script) as server:
            _crowd(server.url, WARM_UP, 2)
            clear(gateway)
            process = psutil.Process(server.pid)
            before = process.cpu_times()
            heard = _crowd(server.url, PACE, BROWSERS)
            after = process.cpu_times()
        slowest = max(stream["ended"] - stream["started"] for stream in streams(gateway))
    cpu_s = after.user + after.system - before.user - before.system
    return _figures(heard, cpu_s / slowest, slowest)


def _figures(heard: list[Heard], cores: float, slowest_s: float) -> list[Figure]:
    lags = [lag for browser in heard for lag in browser.lags_s]
    expected = BROWSERS * MODELS * PACE.stamps()
    what = f"{BROWSERS} browsers of {MODELS} models"

    def figure(name: str, value: float, unit: str, target: float, floor: float | None) -> Figure:
        return Figure(
            part="crowd",
            name=f"{what}: {name}",
            value=value,
            unit=unit,
            floor=floor,
            target=target,
        )

    return [
        figure("lag at the socket p95", percentile(lags, 0.95) * 1000, "ms", LAG_TARGET_MS, None),
        figure("stamps lost", expected - len(lags), "", 0, None),
        figure("cores", cores, "", CORES_TARGET, None),
        figure("slowest run", max(h.elapsed_s for h in heard), "s", WALL_TARGET, slowest_s),
    ]


def _crowd(url: str, pace: Pace, browsers: int) -> list[Heard]:
    """Let so many browsers follow a run each, from a process of their own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_follow_all, (url, pace, browsers))


def _follow_all(url: str, pace: Pace, browsers: int) -> list[Heard]:
    async def all_of_them() -> list[Heard]:
        return await asyncio.gather(*(_follow(url, pace) for _ in range(browsers)))

    return asyncio.run(all_of_them())


async def _follow(url: str, pace: Pace) -> Heard:
    owner = new_owner()
    asked = json.dumps({"owner": owner, "prompt": pace.prompt(), "models": MODELS}).encode()
    started = await asyncio.to_thread(_call, f"{url}/bench/start", asked)
    run_id = started["run_id"]
    seen: dict[str, float] = {}
    async with connect(
        f"{url.replace('http', 'ws')}/bakeoff/ws/{run_id}",
        additional_headers={"Cookie": f"{OWNER_COOKIE}={owner}", "Origin": url},
        compression=None,
        max_size=None,
    ) as socket:
        await socket.send('{"hello": {}}')
        open_blocks = dict.fromkeys(range(MODELS), "")
        with contextlib.suppress(TimeoutError):
            while True:
                async with asyncio.timeout(SILENCE_S):
                    message = json.loads(await socket.recv())
                now = time.time()
                for card in message.get("cards", ()):
                    for stamp in STAMP.findall(_shown(card, open_blocks)):
                        seen.setdefault(stamp, now)
    ended = await asyncio.to_thread(_call, f"{url}/bench/elapsed?run_id={run_id}&owner={owner}")
    return Heard(
        lags_s=[at - float(stamp) for stamp, at in seen.items()],
        elapsed_s=ended["elapsed_s"],
        run_id=run_id,
    )


def _shown(card: list[Any], open_blocks: dict[int, str]) -> str:
    """Return the text that one card's part of a batch puts on the screen."""
    index, operations, keep, tail, *more = card
    before = open_blocks[index]
    # An operation of three parts takes up the open block as far as its second says.
    settled = [before[: op[1]] + op[2] if len(op) > 2 else op[1:] for op in operations]
    open_blocks[index] = ("" if more and "snapshot" in more[0] else before)[:keep] + tail
    html = f"{json.dumps([settled, more], ensure_ascii=False)}{open_blocks[index]}"
    # Colours may part a stamp in a block of code.
    return TAG.sub("", html)


def _call(url: str, body: bytes | None = None) -> dict[str, Any]:
    with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=120) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found
