import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from demo_gateway.hostile import HOSTILE
from tests.app_server import AppServer
from tests.browser.compare_page import ComparePage, new_tab

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).parent.parent / "artifacts" / "compare.png"
SLOW = "glacier-demo/ponderous-405b"


@pytest.fixture
def tab(app_server: AppServer, browser: Browser) -> Iterator[ComparePage]:
    opened = new_tab(app_server, browser)
    yield opened
    opened.page.context.close()


def test_the_first_click_compares_four_models_and_the_csv_holds_them(
    tab: ComparePage, tmp_path: Path
) -> None:
    tab.open()
    expect(tab.page.get_by_text("Simulated models.")).to_be_visible()
    expect(tab.page.get_by_text("Acme: Swift 2")).to_be_visible(timeout=30_000)
    tab.compare()
    tab.wait_until_done(4)
    frame = tab.table_from_csv(tmp_path, rows=4)
    assert len(frame) == 4
    assert frame["status"].tolist() == ["completed"] * 4
    assert frame["cost_source"].tolist() == ["billed"] * 4
    assert (frame["cost_usd"] > 0).all()
    assert (frame["ttft_s"] > 0).all()
    assert (frame["duration_s"] > frame["ttft_s"]).all()
    assert frame["completion"].str.len().min() > 20
    for answer in frame["completion"]:
        first_word = re.findall(r"[A-Za-z]{4,}", answer)[0]
        assert first_word in tab.page.locator("article.card .answer").all_inner_texts().__str__()
    tab.page.set_viewport_size({"width": 1400, "height": 1500})
    tab.page.get_by_role("heading", name="Compare").scroll_into_view_if_needed()
    tab.page.mouse.move(0, 0)
    PICTURE.parent.mkdir(exist_ok=True)
    tab.page.screenshot(path=PICTURE)
    assert PICTURE.stat().st_size > 50_000


def test_the_tables_own_export_which_would_bypass_the_csv_writer_is_off(
    tab: ComparePage,
) -> None:
    tab.open(["lumen-demo/flash-nano"], "Hello!")
    tab.compare()
    tab.wait_until_done(1)
    table = tab.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.hover()
    expect(tab.page.get_by_role("button", name="Fullscreen: What each model took")).to_be_visible()
    assert tab.page.get_by_role("button", name=re.compile("CSV")).count() == 1


def test_answers_stream_while_others_still_wait(tab: ComparePage) -> None:
    tab.open([SLOW, "acme-demo/swift-2"], "Write a story about a lighthouse.")
    tab.compare()
    expect(tab.cards().nth(1).get_by_text("Completed")).to_be_visible(timeout=30_000)
    expect(tab.cards().nth(0).get_by_text("Running")).to_be_visible()


def test_a_reload_in_the_middle_of_a_run_loses_nothing(tab: ComparePage, tmp_path: Path) -> None:
    tab.open(["acme-demo/swift-2", "northwind-demo/atlas-large"], "List ten rivers of Europe.")
    tab.compare()
    expect(tab.cards().nth(1).get_by_text("Running")).to_be_visible()
    tab.page.reload()
    tab.wait_until_done(2)
    frame = tab.table_from_csv(tmp_path, rows=2)
    assert frame["status"].tolist() == ["completed", "completed"]
    for index, answer in enumerate(frame["completion"]):
        tab.cards().nth(index).get_by_role("button", name=re.compile("raw", re.IGNORECASE)).click()
        expect(tab.cards().nth(index).locator("pre.raw")).to_have_text(answer)


def test_stop_ends_one_answer_and_keeps_what_had_arrived(tab: ComparePage, tmp_path: Path) -> None:
    tab.open([SLOW, "northwind-demo/atlas-large"], "Write a story about a lighthouse.")
    tab.compare()
    slow = tab.cards().nth(0)
    expect(slow.locator(".answer")).to_have_text(re.compile(r"\w{3,}"), timeout=30_000)
    slow.get_by_role("button", name=re.compile("^Stop")).click()
    expect(slow.get_by_text("Stopped")).to_be_visible()
    tab.wait_until_done(2)
    frame = tab.table_from_csv(tmp_path, rows=2)
    assert frame["status"].tolist() == ["cancelled", "completed"]
    assert frame["completion"].str.len().min() > 2
    assert frame["cost_usd"].isna().tolist() == [True, False]


def test_stop_ends_all_answers(tab: ComparePage) -> None:
    tab.open([SLOW, SLOW, SLOW], "Write a story about a lighthouse.")
    tab.compare()
    expect(tab.cards().nth(2).get_by_text("Running")).to_be_visible()
    tab.button("Stop").click()
    for index in range(3):
        expect(tab.cards().nth(index).get_by_text("Stopped")).to_be_visible()


def test_a_faulty_model_leaves_the_good_ones_alone_and_can_be_retried(
    tab: ComparePage, tmp_path: Path
) -> None:
    tab.open(["acme-demo/swift-2", "faulty/400", "lumen-demo/bullet-mini"], "Hello!")
    tab.compare()
    tab.wait_until_done(3)
    faulty = tab.cards().nth(1)
    expect(faulty.locator(".failure")).to_be_visible()
    expect(faulty.locator(".advice")).not_to_be_empty()
    faulty.get_by_role("button", name=re.compile("^Retry")).click()
    expect(faulty.locator(".earlier")).to_be_visible()
    tab.wait_until_done(3)
    frame = tab.table_from_csv(tmp_path, rows=4)
    assert frame["status"].tolist() == ["completed", "failed", "completed", "failed"]
    assert frame["error_message"].notna().tolist() == [False, True, False, True]


def test_hostile_text_does_nothing_and_fetches_nothing(tab: ComparePage) -> None:
    hostile = [persona.id for persona in HOSTILE]
    tab.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    tab.open(hostile, "my secret prompt")
    tab.compare()
    tab.wait_until_done(len(hostile))
    answers = tab.page.locator("article.card .answer")
    assert answers.locator("script, img, iframe, style, object, embed, form, input").count() == 0
    for link in answers.locator("a").all():
        assert re.match(r"https?:|mailto:", link.get_attribute("href") or "")
        assert "noopener" in (link.get_attribute("rel") or "")
    assert tab.foreign_requests() == []
    assert tab.page.evaluate("document.title") == "Compare · Bakeoff"


def test_a_link_fills_the_form_and_runs_nothing(tab: ComparePage) -> None:
    tab.open(["acme-demo/swift-2"], "What is a bakeoff?")
    expect(tab.page.get_by_label("Prompt", exact=True)).to_have_value("What is a bakeoff?")
    expect(tab.page.get_by_text("acme-demo/swift-2").first).to_be_visible()
    assert tab.cards().count() == 0
    assert "run=" not in tab.page.url


def test_leaving_the_page_and_coming_back_shows_the_run(tab: ComparePage) -> None:
    tab.open(["northwind-demo/atlas-large"], "List ten rivers of Europe.")
    tab.compare()
    tab.page.get_by_role("link", name="Models").click()
    expect(tab.page.get_by_role("heading", name="Models")).to_be_visible()
    tab.page.get_by_role("link", name="Compare").click()
    tab.wait_until_done(1)
    assert "run=" in tab.page.url


@pytest.mark.parametrize("path", ["/models", "/?run=unknown"])
def test_every_page_opens_by_its_own_address_inside_the_frame(tab: ComparePage, path: str) -> None:
    tab.page.goto(tab.server.url + path)
    expect(tab.page.get_by_role("link", name="Compare")).to_be_visible(timeout=30_000)
    expect(tab.page.get_by_role("link", name="Models")).to_be_visible()


def test_ctrl_enter_in_the_prompt_compares_what_is_typed(tab: ComparePage) -> None:
    tab.open(["lumen-demo/bullet-mini"], "Hello")
    prompt = tab.page.get_by_label("Prompt", exact=True)
    prompt.fill("What is the capital of France?")
    prompt.press("Control+Enter")
    tab.wait_until_done(1)
    expect(tab.page.get_by_text("What is the capital of France?").first).to_be_visible()


def test_sixty_four_models_all_answer(tab: ComparePage, tmp_path: Path) -> None:
    tab.open(["lumen-demo/bullet-mini"] * 64, "Hello!")
    tab.compare()
    tab.wait_until_done(64)
    frame = tab.table_from_csv(tmp_path, rows=64)
    assert frame["status"].tolist() == ["completed"] * 64
    assert frame["label"].nunique() == 64
