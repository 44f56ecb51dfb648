"""Ways of use that pages must all serve: by the keyboard alone, without script, with a dossier that means harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.asked import TODAY, hostile
from tests.web.browser.conftest import Windows, serve

from foedus.chronology.days import day
from foedus.web.settings import Settings

PACT = "/treaty/soviet-japanese-neutrality-pact"
TAKEN = "reading=term-start%3Dratification&reading=pact-after-attack%3Din-force-and-breached"


def tab_to(page: Page, selector: str, most: int = 120) -> int:
    """Press Tab until the element at `selector` has the focus; how often."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return pressed
    raise AssertionError(f"{selector} is not reached with {most} tabs")


def test_a_position_is_taken_by_the_keyboard_alone_and_the_drawn_end_follows(open_page):
    page = open_page(f"{PACT}?{TAKEN}&reading=notice-effect%3Dterm-end")
    bar = page.locator("svg.life rect.s-in-force[data-a]").first
    expect(bar).to_have_attribute("data-b", str(day("1946-04-25")))
    tab_to(page, '[data-key="notice-effect=at-once"]')
    page.keyboard.press("Enter")
    expect(bar).to_have_attribute("data-b", str(day("1945-04-05")))
    expect(page.locator(".lines").first).to_contain_text("in force 25 April 1941 to 5 April 1945")
    assert page.evaluate("document.activeElement.dataset.key") == "notice-effect=at-once"


def test_the_first_tab_offers_to_skip_to_the_page(open_page):
    page = open_page(PACT)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_has_the_focus_is_seen(open_page):
    page = open_page(PACT)
    tab_to(page, ".top nav a")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert width >= 2
    assert style != "none"


def test_skipping_within_a_page_loses_nothing_that_is_being_written(open_workshop):
    page = open_workshop("/workshop/edit/own-pact")
    page.locator("#text").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("note: mine\n")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    page.go_back()
    page.wait_for_timeout(200)
    assert page.locator("#text").input_value().endswith("note: mine\n")


@pytest.mark.parametrize(
    "path", ["/", PACT, "/actors", "/actor/SUN", "/relations", "/judge", "/deadlines?party=JPN", "/api"]
)
def test_a_page_says_what_it_has_to_say_without_script(open_page, path):
    page = open_page(path, script=False)
    assert len(page.locator("main").inner_text()) > 200
    for button in page.locator("main button:visible").all():
        assert button.evaluate("b => b.form !== null"), f"{button.inner_text()} does nothing without script"


def test_the_library_is_searched_without_script(open_page):
    page = open_page("/", script=False)
    search = page.locator('main input[type="search"]').first
    search.fill("neutrality pact japan")
    search.press("Enter")
    expect(page.locator("main")).to_contain_text("Soviet–Japanese Neutrality Pact")
    assert "q=neutrality" in page.url


@pytest.fixture
def open_hostile(browser: Browser, tmp_path: Path) -> Iterator[Windows]:
    """Opens pages of a workbench over a dossier that has markup and scripts in all its texts."""
    (tmp_path / "hostile.yaml").write_text(hostile(), encoding="utf-8")
    served = serve(Settings(workshop=tmp_path, with_bundled=False, today=lambda: TODAY))
    windows = Windows(browser, served.address)
    yield windows
    windows.close()
    served.stop()
    assert windows.faults == []


@pytest.mark.parametrize(
    "path", ["/", "/treaty/hostile", "/actor/SUN?on=1942-06-01", "/relations?on=1944-06-01", "/workshop/edit/hostile"]
)
def test_a_dossier_that_means_harm_does_none(open_hostile, path):
    page = open_hostile("/workshop")
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.goto(page.url.replace("/workshop", path), wait_until="networkidle")
    assert page.locator("main img, main script, main iframe").count() == 0
    assert "<script>alert(1)</script>" in page.locator("main").inner_text() + page.locator("main").text_content()
    assert opened == []
    if path.startswith("/workshop"):
        page.locator("#text").focus()
        page.keyboard.type("# ")
        page.wait_for_timeout(700)
        assert page.locator("#result img, #result script").count() == 0
        assert opened == []


def test_no_page_can_be_framed_by_another(open_hostile, browser: Browser):
    page = open_hostile("/")
    context = browser.new_context()
    frame = context.new_page()
    frame.set_content(f'<iframe src="{page.url}"></iframe>')
    frame.wait_for_timeout(300)
    assert frame.frames[1].url.startswith("chrome-error:")
    context.close()
