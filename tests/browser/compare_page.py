"""The Compare page as a person uses it: by its labels, whatever it is built of."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from bakeoff import read_csv
from tests.app_server import AppServer
from tests.processes import wait_until

DONE_MS = 60_000
LIVE = ["queued", "running"]


class ComparePage:
    """One tab on the Compare page, and every address it asked for."""

    def __init__(self, server: AppServer, context: BrowserContext) -> None:
        self.server = server
        self.page: Page = context.new_page()
        self.requested: list[str] = []
        self.page.on("request", lambda request: self.requested.append(request.url))

    def open(self, models: list[str] | None = None, prompt: str | None = None) -> None:
        """Open the page, its form filled by the address where that is given."""
        asked = {"models": ",".join(models) if models else None, "prompt": prompt}
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        self.page.goto(f"{self.server.url}/?{query}" if query else self.server.url)
        expect(self.button("Compare")).to_be_visible(timeout=30_000)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def compare(self) -> None:
        """Press Compare and wait for the run's address."""
        self.button("Compare").click()
        self.page.wait_for_url(re.compile(r"[?&]run="))

    def card(self, label: str) -> Locator:
        """Return the newest card of this label."""
        return self.page.get_by_role("group", name=re.compile(re.escape(label))).and_(
            self.page.locator("article")
        )

    def cards(self) -> Locator:
        return self.page.locator("article.card")

    def wait_until_done(self, models: int) -> None:
        """Wait until the bar above the cards says that all have ended."""
        expect(self.page.get_by_text(f"{models} of {models} done")).to_be_visible(timeout=DONE_MS)

    def table_from_csv(self, folder: Path, *, rows: int) -> pd.DataFrame:
        """Download the CSV once its table has been drawn with so many ended rows; read it back."""
        frames: list[pd.DataFrame] = []

        def is_whole() -> bool:
            frames.append(self._downloaded(folder))
            return len(frames[-1]) == rows and not frames[-1]["status"].isin(LIVE).any()

        wait_until(is_whole, f"a CSV of {rows} rows that have ended")
        return frames[-1]

    def _downloaded(self, folder: Path) -> pd.DataFrame:
        with self.page.expect_download() as started:
            self.button("Download CSV").click()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        return read_csv(path)

    def foreign_requests(self) -> list[str]:
        """Return the addresses asked for that are not the app's own."""
        own = (self.server.url, "data:", "blob:", "about:")
        return [url for url in self.requested if not url.startswith(own)]


def new_tab(server: AppServer, browser: Browser) -> ComparePage:
    """Return a tab in a browser profile of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    return ComparePage(server, context)
