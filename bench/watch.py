"""The app under a person's eyes: a real server, a real browser, and a probe in its page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from playwright.sync_api import Page

from bench.chrome import chrome
from bench.steady import MODEL, Pace, clear, streams
from tests.app_server import AppServer, clean_environment
from tests.gateway import Gateway
from tests.processes import wait_until

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
WARM_UP = Pace(tokens=30, tokens_per_second=100, stamp_every=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What one run looked like from the browser, and what it took of the server."""

    lags_s: list[float]
    """From the gateway's send of each stamp to its frame on the screen, in seconds."""

    first_lags_s: list[float]
    """The same for the first stamp of each stream."""

    frames_per_second: float
    """Frames drawn each second while all of them streamed."""

    longest_task_ms: float
    """The longest task of the page's main thread meanwhile."""

    bytes_per_answer_byte: float
    """Bytes received over all the page's sockets meanwhile, a byte of answer."""

    server_cpu_s: float
    """CPU-seconds of the server's process from Compare to the last token on the screen."""

    tokens: int
    """Tokens that the gateway sent."""


class Watch:
    """One server and one page, for several runs."""

    def __init__(self, gateway: Gateway, server: AppServer, page: Page) -> None:
        self._gateway = gateway
        self._server = server
        self._page = page

    def run(self, pace: Pace, models: int) -> Watched:
        """Compare so many steady streams and return what was seen of them."""
        query = urlencode({"models": ",".join([MODEL] * models), "prompt": pace.prompt()})
        self._page.goto(f"{self._server.url}/?{query}")
        compare = self._page.get_by_role("button", name="Compare", exact=True)
        compare.wait_for()
        clear(self._gateway)
        self._page.evaluate("bakeoffProbe.clear()")
        process = psutil.Process(self._server.pid)
        before = process.cpu_times()
        compare.click()
        self._confirm(models)
        expected = models * pace.stamps()
        wait_until(
            lambda: self._page.evaluate("bakeoffProbe.count()") >= expected,
            "every stamp on the screen",
            timeout_s=pace.tokens / pace.tokens_per_second + 30,
        )
        after = process.cpu_times()
        wait_until(lambda: len(self._ended()) == models, "every stream's end")
        report = self._page.evaluate("bakeoffProbe.report()")
        cpu_s = after.user + after.system - before.user - before.system
        return _watched(report, self._ended(), cpu_s)

    def _confirm(self, models: int) -> None:
        if models > 8:
            self._page.get_by_role("button", name="Send to").click()

    def _ended(self) -> list[dict[str, Any]]:
        return [stream for stream in streams(self._gateway) if stream["ended"]]


def _watched(report: dict[str, Any], sent: list[dict[str, Any]], cpu_s: float) -> Watched:
    seen = {float(stamp): at for stamp, at in report["seen"]}
    # Until the first stream ends: then the script draws the table, which is not streaming.
    start, end = min(seen.values()), min(stream["ended"] for stream in sent)
    frames = [at for at in report["frames"] if start <= at <= end]
    received = sum(size for at, size in report["messages"] if start <= at <= end)
    tasks = [ms for at, ms in report["longTasks"] if start <= at <= end]
    return Watched(
        lags_s=[at - stamp for stamp, at in seen.items()],
        first_lags_s=[_first_lag(seen, stream["first_token"]) for stream in sent],
        frames_per_second=len(frames) / (end - start),
        longest_task_ms=max(tasks, default=0.0),
        bytes_per_answer_byte=received / sum(stream["text_bytes"] for stream in sent),
        server_cpu_s=cpu_s,
        tokens=sum(stream["tokens"] for stream in sent),
    )


def _first_lag(seen: dict[float, float], first_token: float) -> float:
    """Return how long after its sending the stream's first stamp was on the screen."""
    first = min(seen, key=lambda stamp: abs(stamp - first_token))
    return seen[first] - first


@contextmanager
def watch() -> Iterator[Watch]:
    """Yield a server and a page that have compared once, so that nothing loads in a measurement."""
    with (
        Gateway() as gateway,
        tempfile.TemporaryDirectory() as folder,
        AppServer(
            clean_environment(
                Path(folder),
                OPENROUTER_BASE_URL=gateway.base_url,
                OPENROUTER_API_KEY=gateway.api_key,
            )
        ) as server,
        chrome() as browser,
    ):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(PROBE)
        watched = Watch(gateway, server, page)
        watched.run(WARM_UP, 2)
        yield watched
