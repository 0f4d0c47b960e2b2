"""The browser that benchmarks look through."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests import chromium


@contextmanager
def chrome() -> Iterator[Browser]:
    """Yield a headless Chromium."""
    path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, headless=True, args=list(chromium.ARGUMENTS)
        )
        try:
            yield browser
        finally:
            browser.close()
