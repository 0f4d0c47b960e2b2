import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.compare_page import new_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.app_server import AppServer

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

DEAR = "northwind-demo/atlas-large"


def test_the_estimate_follows_both_halves_of_the_form_as_they_change(
    app_server: "AppServer", browser: "Browser"
) -> None:
    tab = new_tab(app_server, browser)
    tab.open()
    page = tab.page
    line = page.get_by_role("button", name=re.compile("^Estimate:"))
    expect(line).to_have_text(re.compile(r"to \$0\.019 for 4 models, simulated"))

    tab.button(f"Settings of {DEAR}").click()
    page.get_by_role("spinbutton", name="Max tokens").last.fill("1")
    page.keyboard.press("Escape")
    expect(line).to_have_text(re.compile(r"to \$0\.0028 for 4 models"))

    tab.button(f"Remove {DEAR}").click()
    expect(line).to_have_text(re.compile(r"to \$0\.0025 for 3 models"))

    page.get_by_label("Prompt", exact=True).fill("long " * 20_000)
    expect(line).to_have_text(re.compile(r"^Estimate: \$0\.0099 to \$0\.033 for 3 models"))

    line.click()
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened.get_by_role("row")).to_have_count(4)
    expect(opened).to_contain_text("about four letters of English")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Estimate:")).to_have_count(1)
    page.context.close()


def test_the_estimate_comes_and_goes_without_moving_what_is_below(
    app_server: "AppServer", browser: "Browser"
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(app_server.url)
    models = page.get_by_label("Models", exact=True)
    page.get_by_label("Prompt", exact=True).fill(" ")
    line = page.get_by_role("button", name=re.compile("^Estimate:"))
    expect(line).to_have_count(0)
    before = models.bounding_box()
    page.get_by_label("Prompt", exact=True).fill("Why?")
    expect(line).to_be_visible()
    assert models.bounding_box() == before
    context.close()
