"""The browser that tests drive: found on the machine, else installed.

`python -m tests.chromium` makes sure that there is one, and prints where.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
MACOS_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
)


@cache
def find() -> str | None:
    """Return the path of a Chrome or Chromium, or `None` if the machine has none."""
    named = os.environ.get("BAKEOFF_CHROMIUM")
    for path in (named, *map(shutil.which, NAMES), MACOS_CHROME):
        if path and Path(path).exists():
            return path
    own = _playwrights_own()
    return own if Path(own).exists() else None


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> None:
    """Install Debian's chromium where we may, else Playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    find.cache_clear()


def main() -> int:
    """Find a browser or install one; say where it is."""
    if find() is None:
        print("No Chrome or Chromium found: installing one ...", flush=True)
        install()
    path = find()
    if path is None:
        print("No browser could be installed. Install Chrome or set BAKEOFF_CHROMIUM.")
        return 1
    print(f"Tests will drive {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
