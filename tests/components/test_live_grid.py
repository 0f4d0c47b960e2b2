import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocketRoute, expect

from tests.components.grid_server import GridServer
from tests.gateway import Gateway
from tests.processes import wait_until

pytestmark = pytest.mark.browser

FAST = "acme-demo/swift-2"
LONG = "northwind-demo/atlas-large"
SLOW = "glacier-demo/ponderous-405b"
ENDLESS = "faulty/stall"
OVER = "The run is over."
NUMBER = re.compile(r"\d")


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with Gateway(speed=3) as running:
        yield running


@pytest.fixture(scope="module")
def server(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GridServer]:
    with GridServer(gateway, tmp_path_factory.mktemp("grid")) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1400, "height": 900})
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    yield opened
    assert faults == []


def card(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name=label, exact=True)


def answers(page: Page) -> list[str]:
    expect(page.get_by_text(OVER)).to_be_visible()
    expect(page.locator(".answer").first).not_to_be_empty()
    for answer in page.locator(".answer").all():
        expect(answer).not_to_be_empty()
    shown: list[str] = page.locator(".answer").evaluate_all("all => all.map(a => a.innerHTML)")
    return shown


def expect_nothing_missing(page: Page) -> None:
    """What grew piece by piece is what a page shows that is given the whole answers at once."""
    grown = answers(page)
    page.reload()
    assert grown == answers(page)


def test_answers_grow_side_by_side_and_the_numbers_follow(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Tell me about rivers", FAST, LONG))
    expect(card(page, LONG)).to_have_attribute("data-status", "running")
    expect(card(page, LONG).locator(".answer")).not_to_be_empty()
    expect(card(page, FAST)).to_have_attribute("data-status", "completed")
    expect(page.get_by_text(OVER)).to_be_visible()
    for label in (FAST, LONG):
        expect(card(page, label).locator(".pill")).to_have_text("Completed")
        for metric in ("ttft_s", "duration_s", "tokens_per_second", "completion_tokens"):
            # A number with its unit, not the blank that stood there before.
            expect(card(page, label).locator(f"[data-ref={metric}]")).to_have_text(NUMBER)
    expect(page.locator(".counts")).to_contain_text("2 of 2 done")
    expect(page.get_by_text("Ended: 2 of 2")).to_be_visible()
    expect_nothing_missing(page)


def test_a_reload_in_mid_run_misses_nothing(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Explain tides with a table", LONG, FAST))
    expect(card(page, LONG).locator(".answer")).not_to_be_empty()
    expect(page).to_have_url(re.compile("run="))
    page.reload()
    expect(card(page, LONG)).to_have_attribute("data-status", "running")
    expect_nothing_missing(page)


def test_a_lost_socket_comes_back_with_only_the_rest(page: Page, server: GridServer) -> None:
    sockets: list[WebSocketRoute] = []
    hellos: list[dict[str, Any]] = []

    def watch(route: WebSocketRoute) -> None:
        upstream = route.connect_to_server()
        sockets.append(route)

        def to_server(message: str | bytes) -> None:
            said = json.loads(message)
            if "hello" in said:
                hellos.append(said["hello"])
            upstream.send(message)

        route.on_message(to_server)
        upstream.on_message(route.send)

    page.route_web_socket("**/bakeoff/ws/**", watch)
    page.goto(server.page_of("Describe glaciers", LONG))
    expect(card(page, LONG).locator(".answer p").nth(1)).to_be_visible()
    sockets[0].close()
    expect(page.get_by_text(OVER)).to_be_visible()
    assert len(hellos) == 2
    assert hellos[0]["cards"] == {}
    assert hellos[1]["cards"]["0"][0] > 0
    expect(page.locator(".transport")).to_be_hidden()
    expect_nothing_missing(page)


def test_stop_ends_one_and_leaves_the_other(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Wait for it", ENDLESS, SLOW))
    expect(card(page, ENDLESS).locator(".answer")).not_to_be_empty()
    page.get_by_role("button", name=f"Stop {ENDLESS}", exact=True).click()
    expect(card(page, ENDLESS).locator(".pill")).to_have_text("Stopped")
    expect(card(page, ENDLESS).locator(".answer")).not_to_be_empty()
    expect(card(page, SLOW)).to_have_attribute("data-status", "running")
    page.get_by_role("button", name=f"Stop {SLOW}", exact=True).click()
    expect(card(page, SLOW).locator(".pill")).to_have_text("Stopped")
    expect(page.get_by_text(OVER)).to_be_visible()


def test_a_failed_one_says_why_and_can_be_retried(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Try", "faulty/error-mid-stream"))
    failed = card(page, "faulty/error-mid-stream")
    expect(failed.locator(".failure")).to_contain_text("Failed")
    expect(failed.locator(".answer")).not_to_be_empty()
    page.get_by_role("button", name="Retry faulty/error-mid-stream").click()
    expect(failed.locator(".earlier")).to_contain_text("in the table")
    expect(page.get_by_text("Ended: 2 of 2")).to_be_visible()


def test_hostile_text_is_inert_and_fetches_nothing(
    context: BrowserContext, page: Page, server: GridServer
) -> None:
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    models = [f"hostile-demo/{name}" for name in ("everything", "leak", "name", "error")]
    page.goto(server.page_of("SECRET-PROMPT <img src=x onerror=alert(1)>", *models))
    expect(page.get_by_text(OVER)).to_be_visible()
    for toggle in page.get_by_role("button", name="Raw text of").all():
        toggle.click()
    own = (server.url, "data:", f"blob:{server.url}", "https://fonts.gstatic.com/s/i/")
    assert [url for url in requests if not url.startswith(own)] == []
    found = page.locator(".card").evaluate_all(
        """cards => cards.flatMap(card => [...card.querySelectorAll("*")]).filter(element =>
            /^(SCRIPT|IFRAME|OBJECT|EMBED|STYLE|LINK|FORM|SVG|VIDEO|AUDIO)$/.test(element.tagName)
            || [...element.attributes].some(({name, value}) =>
                name.startsWith("on") || /^\\s*javascript:/i.test(value))
            || (element.tagName === "IMG" && !element.src.startsWith("data:image/"))
            || (element.tagName === "svg" && element.closest(".body"))
        ).map(element => element.outerHTML)"""
    )
    assert found == []


def test_a_reader_who_scrolled_up_is_left_alone(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Write at length about the sea", LONG))
    body = card(page, LONG).locator(".body")
    expect(card(page, LONG).locator(".answer h2").nth(1)).to_be_attached()
    body.hover()
    page.mouse.wheel(0, -4000)
    latest = page.get_by_role("button", name=f"Latest text of {LONG}")
    expect(latest).to_be_visible()
    height = body.evaluate("body => body.scrollHeight")
    wait_until(lambda: body.evaluate("body => body.scrollHeight") > height, "more of the answer")
    assert body.evaluate("body => body.scrollTop") == 0
    latest.click()
    assert body.evaluate("b => b.scrollHeight - b.scrollTop - b.clientHeight") < 28


def test_without_a_socket_the_page_itself_brings_the_answers(
    gateway: Gateway, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with GridServer(gateway, tmp_path_factory.mktemp("bare"), has_socket=False) as server:
        page.goto(server.page_of("Explain bridges", LONG, "faulty/error-mid-stream", ENDLESS))
        expect(page.locator(".transport")).to_contain_text("can't reach the live stream")
        expect(card(page, LONG)).to_have_attribute("data-status", "running")
        expect(card(page, LONG).locator(".answer")).not_to_be_empty()
        page.get_by_role("button", name=f"Stop {ENDLESS}", exact=True).click()
        expect(card(page, ENDLESS).locator(".pill")).to_have_text("Stopped")
        page.get_by_role("button", name="Retry faulty/error-mid-stream").click()
        expect(card(page, "faulty/error-mid-stream").locator(".earlier")).to_be_visible()
        expect(page.get_by_text(OVER)).to_be_visible()
        expect(page.get_by_text("Ended: 4 of 4")).to_be_visible()
        expect(card(page, LONG).locator(".pill")).to_have_text("Completed")


def test_below_a_base_path_the_socket_is_found_too(
    gateway: Gateway, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with GridServer(gateway, tmp_path_factory.mktemp("below"), base_path="/lab/grids") as server:
        page.goto(server.page_of("Greet me", FAST))
        expect(card(page, FAST).locator(".pill")).to_have_text("Completed")
        expect(page.locator(".grid-root")).to_have_attribute("data-transport", "live")


def test_a_rerun_of_the_script_leaves_the_stream_alone(page: Page, server: GridServer) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(server.page_of("Describe deserts", LONG))
    expect(card(page, LONG).locator(".answer")).not_to_be_empty()
    first = card(page, LONG).locator(".answer").element_handle()
    page.get_by_role("button", name="Run the script again").click()
    expect(page.get_by_text("The script ran 2 times.")).to_be_visible()
    expect(page.get_by_text(OVER)).to_be_visible()
    assert first.evaluate("element => element.isConnected")
    assert len([url for url in sockets if "/bakeoff/ws/" in url]) == 1


def test_raw_text_can_be_read_and_copied(
    context: BrowserContext, page: Page, server: GridServer
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server.page_of("Compare three databases in a table", FAST))
    toggle = page.get_by_role("button", name=f"Raw text of {FAST}")
    toggle.click()
    expect(page.get_by_text(OVER)).to_be_visible()
    raw = card(page, FAST).locator(".raw")
    expect(raw).to_contain_text(re.compile(r"\| ?:?--"))
    page.get_by_role("button", name=f"Copy the answer of {FAST}").click()
    expect(page.get_by_text(f"Answer of {FAST} copied")).to_be_attached()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == raw.evaluate("raw => raw.textContent")
    toggle.click()
    expect(card(page, FAST).locator(".answer table")).to_be_visible()


def test_a_finish_reason_is_explained_to_all(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Go on", "harbour-demo/rambler"))
    reason = card(page, "harbour-demo/rambler").get_by_role("button", name="length")
    expect(reason).to_have_accessible_description(re.compile("cut off at max_tokens"))
    reason.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("cut off at max_tokens")


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (800, 2), (1400, 3), (2200, 4)])
def test_cards_stand_in_as_many_columns_as_fit(
    page: Page, server: GridServer, width: int, columns: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server.page_of("Show a wide table of planets", *["lumen-demo/flash-nano"] * 5))
    expect(page.get_by_text(OVER)).to_be_visible()
    lefts = page.locator(".card").evaluate_all(
        "cards => cards.map(card => Math.round(card.getBoundingClientRect().left))"
    )
    assert len(set(lefts)) == columns
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sticking_out = page.locator(".card").evaluate_all(
        "cards => cards.filter(card => card.scrollWidth > card.clientWidth).length"
    )
    assert sticking_out == 0


def test_cards_keep_their_height_while_they_fill(page: Page, server: GridServer) -> None:
    page.goto(server.page_of("Write about forests", LONG, "acme-demo/deep-thought", "faulty/400"))
    expect(card(page, LONG)).to_be_visible()
    before = page.locator(".card").evaluate_all("cards => cards.map(c => c.offsetHeight)")
    expect(page.get_by_text(OVER)).to_be_visible()
    assert page.locator(".card").evaluate_all("cards => cards.map(c => c.offsetHeight)") == before
