import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.app_server import AppServer, clean_environment
from tests.browser.compare_page import ComparePage, new_tab
from tests.gateway import Gateway

pytestmark = pytest.mark.browser

ALICE, BOB = "sk-or-demo-alice-canary-7F3A", "sk-or-demo-bob-canary-91CE"


class Ears:
    """Everything that a tab was sent and what it shows."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        self.refused = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.heard.append(str(frame)))

    def has_heard(self, text: str) -> bool:
        return any(text in frame for frame in self.heard)


@pytest.fixture(scope="module")
def keyed_server(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    environment = clean_environment(
        tmp_path_factory.mktemp("keyed"), OPENROUTER_BASE_URL=gateway.base_url
    )
    with AppServer(environment) as running:
        yield running


def _with_key(server: AppServer, browser: Browser, key: str) -> tuple[ComparePage, Ears]:
    tab = new_tab(server, browser)
    ears = Ears(tab.page)
    tab.open(["acme-demo/swift-2", "lumen-demo/bullet-mini"], "Hello!")
    tab.page.get_by_label("API key").fill(key)
    tab.page.get_by_label("API key").press("Enter")
    expect(tab.page.get_by_text("Your key pays.")).to_be_visible(timeout=30_000)
    return tab, ears


def test_two_visitors_with_two_keys_never_see_each_others_key_or_runs(
    keyed_server: AppServer, browser: Browser, tmp_path: Path
) -> None:
    alice, alices_ears = _with_key(keyed_server, browser, ALICE)
    bob, bobs_ears = _with_key(keyed_server, browser, BOB)
    for tab in (alice, bob):
        tab.compare()
        tab.wait_until_done(2)
        assert tab.table_from_csv(tmp_path, rows=2)["status"].tolist() == ["completed"] * 2
    bob.page.goto(alice.page.url)
    expect(bob.page.get_by_text("This run is not here")).to_be_visible(timeout=30_000)
    assert bob.cards().count() == 0
    assert ALICE not in bob.page.content()
    assert not bobs_ears.has_heard(ALICE)
    assert not alices_ears.has_heard(BOB)
    assert ALICE not in alice.page.url
    for key in (ALICE, BOB):
        assert key not in keyed_server.said
    alice.page.context.close()
    bob.page.context.close()


def test_a_stolen_id_opens_no_socket(keyed_server: AppServer, browser: Browser) -> None:
    alice, _ = _with_key(keyed_server, browser, ALICE)
    alice.compare()
    alice.wait_until_done(2)
    found = re.search(r"run=([\w-]+)", alice.page.url)
    assert found is not None
    thief = new_tab(keyed_server, browser)
    thief.open()
    outcome = thief.page.evaluate(
        """(path) => new Promise((settle) => {
            const socket = new WebSocket(path);
            socket.onmessage = () => settle("told");
            socket.onerror = socket.onclose = () => settle("refused");
            socket.onopen = () => socket.send('{"hello": {}}');
        })""",
        f"{keyed_server.url.replace('http', 'ws')}/bakeoff/ws/{found[1]}",
    )
    assert outcome == "refused"
    alice.page.context.close()
    thief.page.context.close()


def test_a_wrong_key_is_said_where_it_was_typed(keyed_server: AppServer, browser: Browser) -> None:
    tab = new_tab(keyed_server, browser)
    tab.open()
    tab.page.get_by_label("API key").fill("sk-or-v1-wrong")
    tab.page.get_by_label("API key").press("Enter")
    expect(tab.page.get_by_text(re.compile("key", re.IGNORECASE)).nth(1)).to_be_visible()
    expect(tab.page.get_by_role("alert").first).to_be_visible(timeout=30_000)
    assert "sk-or-v1-wrong" not in keyed_server.said
    tab.page.context.close()
