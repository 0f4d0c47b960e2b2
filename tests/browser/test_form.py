import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.app_server import AppServer, clean_environment
from tests.gateway import Gateway
from tests.processes import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("form-data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[AppServer]:
    with AppServer(clean_environment(data)) as running:
        yield running


@pytest.fixture
def page(browser: "Browser", server: AppServer) -> Iterator["Page"]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(server.url)
    expect(button(page, "Compare")).to_be_enabled()
    yield page
    context.close()


def button(page: "Page", name: str) -> "Locator":
    return page.get_by_role("button", name=name, exact=True)


def prompt(page: "Page") -> "Locator":
    return page.get_by_label("Prompt", exact=True)


def is_kept(data: Path, text: str) -> bool:
    return any(
        text in file.read_text(encoding="utf-8") for file in (data / "drafts").glob("*.json")
    )


def test_the_first_click_can_be_compare(page: "Page") -> None:
    expect(prompt(page)).not_to_be_empty()
    expect(page.get_by_label("System prompt", exact=True)).to_be_visible()
    expect(page.get_by_label("Models", exact=True)).to_be_visible()
    button(page, "Compare").click()
    expect(page).to_have_url(re.compile(r"\?run=[\w-]+$"))
    expect(button(page, "Stop")).to_be_visible()
    button(page, "Stop").click()
    expect(button(page, "Stop")).to_have_count(0)
    expect(button(page, "Download CSV")).to_be_visible()


def test_the_answers_come_into_view_once_and_the_focus_stays(page: "Page") -> None:
    button(page, "Compare").click()
    grid = page.locator(".grid-root")
    expect(grid.locator("article").first).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".st-key-run-head")).to_be_in_viewport(ratio=1)
    expect(button(page, "Compare")).to_be_focused()
    page.get_by_role("link", name="Models").click()
    expect(page.get_by_role("heading", name="Models")).to_be_visible()
    for come_back in (page.get_by_role("link", name="Compare").click, page.reload):
        come_back()
        expect(grid.locator("article").last).to_be_attached()
        expect(page.get_by_role("heading", name="Compare")).to_be_in_viewport()


HEAD_TO_CARDS_PX = """() => {
    const top = (found) => document.querySelector(found).getBoundingClientRect().top;
    const cards = [...document.querySelectorAll("*")].find((element) => element.shadowRoot?.
        querySelector(".cards")).shadowRoot.querySelector(".cards");
    return cards.getBoundingClientRect().top - top(".st-key-run-head");
}"""


def test_nothing_moves_when_stop_goes(page: "Page") -> None:
    button(page, "Compare").click()
    expect(page.locator("article").first).to_be_visible()
    expect(button(page, "Stop")).to_be_visible()
    before = page.evaluate(HEAD_TO_CARDS_PX)
    button(page, "Stop").click()
    expect(button(page, "Stop")).to_have_count(0)
    assert page.evaluate(HEAD_TO_CARDS_PX) == before


def test_a_retried_run_is_listed_as_live_again_and_marked_as_the_one_shown(page: "Page") -> None:
    sidebar = page.get_by_test_id("stSidebar")
    for title in ("The first of two", "The second of two"):
        prompt(page).fill(title)
        button(page, "Compare").click()
        expect(page.locator(".st-key-run-head")).to_contain_text(title)
        button(page, "Stop").click()
        expect(sidebar.get_by_text("Live runs")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Retry")).last.click()
    expect(sidebar.get_by_text("Live runs")).to_be_visible()
    weights = [
        sidebar.get_by_role("link", name=title)
        .locator("p")
        .evaluate("words => Number(getComputedStyle(words).fontWeight)")
        for title in ("The first of two", "The second of two")
    ]
    assert weights[0] < weights[1]
    button(page, "Stop").click()


def test_a_card_is_titled_by_the_models_name_and_tells_its_id(page: "Page") -> None:
    expect(page.locator(".st-key-line-up")).to_contain_text("Acme: Swift 2")
    button(page, "Duplicate acme-demo/swift-2").click()
    expect(page.locator(".st-key-line-up").get_by_text("Acme: Swift 2")).to_have_count(2)
    button(page, "Settings of acme-demo/swift-2").nth(1).click()
    page.get_by_role("spinbutton", name="Temperature").last.fill("0.5")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-line-up")).to_contain_text("temperature 0.5")
    button(page, "Compare").click()
    expect(page.locator("article h3")).to_have_text(
        [
            "Acme: Swift 2",
            "Acme: Swift 2 (temperature 0.5)",
            "Lumen: Bullet Mini",
            "Harbour: Jester 7B",
            "Northwind: Atlas Large",
        ]
    )
    expect(page.locator("article").first.locator(".who")).to_have_text(
        ["acme-demo/swift-2", "via Acme Cloud"]
    )
    button(page, "Stop").click()


@pytest.mark.parametrize("path", ["/", "/models"])
def test_a_page_asks_nobody_else_and_the_console_stays_clean(
    path: str, browser: "Browser", server: AppServer
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if _is_fault(said) else None)
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.goto(server.url + path)
    expect(page.get_by_text(re.compile(r"Bakeoff|One prompt, many models")).first).to_be_visible()
    expect(page.get_by_placeholder(re.compile("Search [0-9]+ models|Name, author"))).to_be_visible()
    own = (server.url, "data:", "blob:")
    assert [address for address in asked if not address.startswith(own)] == []
    assert wrong == []
    context.close()


def _is_fault(said: "ConsoleMessage") -> bool:
    # Streamlit finds its own base path by asking below the page's address first.
    return said.type == "error" and "/models/_stcore/" not in said.location["url"]


def test_typing_is_kept_without_leaving_the_field_and_the_cursor_stays(
    page: "Page", data: Path
) -> None:
    field = prompt(page)
    field.fill("")
    field.press_sequentially("the end")
    wait_until(lambda: is_kept(data, '"the end"'), "the text in the draft")
    field.press("Home")
    field.press_sequentially("from ")
    wait_until(lambda: is_kept(data, '"from the end"'), "the text in the draft")
    field.press_sequentially("start to ")
    wait_until(lambda: is_kept(data, '"from start to the end"'), "the text in the draft")
    expect(field).to_be_focused()
    page.reload()
    expect(prompt(page)).to_have_value("from start to the end")


def test_a_number_is_kept_without_leaving_its_field(page: "Page", data: Path) -> None:
    page.get_by_text("Settings", exact=True).click()
    page.get_by_role("spinbutton", name="Seed").press_sequentially("4711")
    wait_until(lambda: is_kept(data, '"seed": 4711'), "the number in the draft")
    page.reload()
    page.get_by_text("Settings", exact=True).click()
    expect(page.get_by_role("spinbutton", name="Seed")).to_have_value("4711")


def test_ctrl_enter_in_the_prompt_compares_what_was_just_typed(page: "Page") -> None:
    prompt(page).fill("Typed and sent in one go")
    prompt(page).press("Control+Enter")
    expect(page).to_have_url(re.compile(r"\?run="))
    expect(page.locator(".st-key-run-head")).to_contain_text("Typed and sent in one go")
    button(page, "Stop").click()


def test_a_click_on_compare_takes_what_was_just_typed(page: "Page") -> None:
    page.get_by_label("System prompt", exact=True).fill("Be brief, as I just said")
    prompt(page).fill("Typed and clicked at once")
    button(page, "Compare").click()
    expect(page.locator(".st-key-run-head")).to_contain_text("Typed and clicked at once")
    expect(page.get_by_label("System prompt", exact=True)).to_have_value("Be brief, as I just said")
    button(page, "Stop").click()


def test_models_are_searched_picked_and_typed_in(page: "Page") -> None:
    models = page.get_by_role("combobox", name="Models")
    expect(models).to_have_attribute("placeholder", re.compile(r"Search \d+ models"))
    models.press_sequentially("flash nano")
    expect(page.get_by_role("option", name="lumen-demo/flash-nano")).to_be_visible()
    models.press("Enter")
    line_up = page.locator(".st-key-line-up")
    expect(line_up).to_contain_text("Lumen: Flash Nano")
    models.press_sequentially("my-own/model-9")
    models.press("Enter")
    expect(line_up).to_contain_text("my-own/model-9")
    expect(line_up).to_contain_text("not in the list")


def test_an_entry_is_removed_and_put_back(page: "Page") -> None:
    line_up = page.locator(".st-key-line-up")
    expect(line_up).to_contain_text("acme-demo/swift-2")
    button(page, "Remove acme-demo/swift-2").click()
    expect(line_up).not_to_contain_text("acme-demo/swift-2")
    button(page, "Undo remove").click()
    expect(line_up).to_contain_text("acme-demo/swift-2")


def test_an_entrys_own_setting_is_shown_beside_it(page: "Page") -> None:
    button(page, "Settings of acme-demo/swift-2").click()
    page.get_by_role("spinbutton", name="Temperature").last.fill("0.5")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-line-up")).to_contain_text("temperature 0.5")


def test_a_draft_survives_a_restart_of_the_server(browser: "Browser", tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with AppServer(clean_environment(tmp_path)) as first:
        page.goto(first.url)
        prompt(page).fill("Older than the server")
        wait_until(lambda: is_kept(tmp_path, "Older than the server"), "the text in the draft")
    with AppServer(clean_environment(tmp_path), port=first.port) as again:
        page.goto(again.url)
        expect(prompt(page)).to_have_value("Older than the server")
    context.close()


def test_a_deep_link_opens_models_inside_the_frame_on_a_fresh_server(
    browser: "Browser", tmp_path: Path
) -> None:
    with AppServer(clean_environment(tmp_path)) as fresh:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{fresh.url}/models")
        expect(page.get_by_role("heading", name="Models")).to_be_visible()
        expect(page.get_by_text("Simulated models.")).to_be_visible()
        expect(page.get_by_text(re.compile(r"\d+ of \d+ models, as listed"))).to_be_visible()
        context.close()


def test_a_key_is_judged_and_each_browser_has_its_own(
    browser: "Browser", tmp_path: Path, gateway: Gateway
) -> None:
    environment = clean_environment(tmp_path, OPENROUTER_BASE_URL=gateway.base_url)
    with AppServer(environment) as server:
        one, two = browser.new_context().new_page(), browser.new_context().new_page()
        for page in (one, two):
            page.goto(server.url)
            expect(page.get_by_text("may need a key")).to_be_visible()
            expect(button(page, "Compare")).to_be_disabled()
        key = one.get_by_label("API key")
        for typed, told in (
            ("sk-not-a-key", "does not accept this key"),
            ("sk-or-demo-broke", "reached its spending limit"),
            ("sk-or-demo-of-the-first", "This key works"),
        ):
            key.fill(typed)
            key.press("Enter")
            expect(one.get_by_text(told)).to_be_visible()
        expect(button(one, "Compare")).to_be_enabled()
        two.reload()
        expect(two.get_by_text("may need a key")).to_be_visible()
        expect(two.get_by_label("API key")).to_be_empty()
        one.reload()
        expect(one.get_by_text("may need a key")).to_be_visible()
        expect(one.get_by_label("API key")).to_be_empty()
        assert "sk-or-demo" not in server.said
        for page in (one, two):
            page.context.close()
