"""The Treaty page in a browser: switches, what-if by dragging and by keys, the picture, no script needed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

PACT = "/treaty/soviet-japanese-neutrality-pact"
TAKEN = "reading=term-start%3Dsignature&reading=pact-after-attack%3Din-force-and-breached"


def drawn_end(page: Page) -> float:
    """Where the last bar that is in force ends, in units of the picture."""
    bar = page.locator("svg.life rect.s-in-force[data-a]").last
    return float(bar.get_attribute("x") or 0) + float(bar.get_attribute("width") or 0)


def test_the_switch_of_a_reading_changes_the_drawn_end_and_the_address(open_page):
    page = open_page(f"{PACT}?on=1945-08-01&{TAKEN}&reading=notice-effect%3Dterm-end")
    before = drawn_end(page)
    expect(page.locator(".gist .verdict")).to_have_text("in every reading")
    page.get_by_role("link", name=re.compile("^at once")).click()
    expect(page.locator(".gist .verdict")).to_have_text("in no reading")
    assert drawn_end(page) < before
    assert "notice-effect%3Dat-once" in page.url
    assert page.evaluate("document.activeElement.dataset.key") == "notice-effect=at-once"


def test_back_leads_to_the_reading_before(open_page):
    page = open_page(f"{PACT}?on=1945-08-01&{TAKEN}&reading=notice-effect%3Dterm-end")
    page.get_by_role("link", name=re.compile("^at once")).click()
    expect(page.locator(".gist .verdict")).to_have_text("in no reading")
    page.go_back()
    expect(page.locator(".gist .verdict")).to_have_text("in every reading")


def test_the_same_switch_works_without_script(open_page):
    page = open_page(f"{PACT}?on=1945-08-01&{TAKEN}&reading=notice-effect%3Dterm-end", script=False)
    before = drawn_end(page)
    page.get_by_role("link", name=re.compile("^at once")).click()
    expect(page.locator(".gist .verdict")).to_have_text("in no reading")
    assert drawn_end(page) < before


def test_the_form_for_a_what_if_works_without_script(open_page):
    page = open_page(PACT, script=False)
    page.get_by_label("an act of the record").select_option("denunciation")
    page.get_by_label("happened on").fill("1945-04-14")
    page.get_by_role("button", name="Move it").click()
    expect(page.locator(".whatif-on")).to_contain_text("denunciation on 14 April 1945")


def test_an_act_dragged_to_another_day_is_a_what_if(open_page):
    page = open_page(f"{PACT}?on=1946-05-01&{TAKEN}&reading=notice-effect%3Dterm-end&from=1944-06-01&to=1946-09-01")
    expect(page.locator(".gist .verdict")).to_have_text("in no reading")
    act = page.locator('[data-name="denunciation"]')
    act.scroll_into_view_if_needed()
    box = act.locator("circle").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 5, steps=6)
    expect(page.locator(".tip")).to_contain_text("denunciation, Soviet Union: ")
    page.mouse.up()
    expect(page.locator(".whatif-on")).to_contain_text("denunciation on")
    expect(page.locator(".gist .verdict")).to_have_text("in every reading")
    assert "move=denunciation%3D1945-" in page.url


def test_an_act_is_moved_day_by_day_with_the_keyboard(open_page):
    page = open_page(f"{PACT}?on=1946-05-01&{TAKEN}&reading=notice-effect%3Dterm-end")
    act = page.locator('[data-name="denunciation"]')
    act.focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".whatif-on")).to_contain_text("denunciation on 14 April 1945")
    page.get_by_role("link", name="back to the record").click()
    expect(page.locator(".whatif-on")).to_have_count(0)


def test_an_act_is_left_out_with_the_delete_key(open_page):
    page = open_page(PACT)
    page.locator('[data-name="denunciation"]').focus()
    page.keyboard.press("Delete")
    expect(page.locator(".whatif-on")).to_contain_text("without denunciation")
    expect(page.locator('[data-name="denunciation"]')).to_have_count(0)


def test_the_day_asked_about_is_moved_with_the_keyboard(open_page):
    page = open_page(f"{PACT}?on=1945-08-01")
    page.get_by_role("slider", name="the day asked about").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#on")).to_have_value("1945-08-02")


def test_the_picture_zooms_and_keeps_its_place_over_a_change_of_reading(open_page):
    page = open_page(f"{PACT}?on=1945-08-01")
    wide = drawn_end(page)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator("svg.life .tick-label").first).to_have_text(re.compile("^[A-Z][a-z]{2} 19"))
    page.wait_for_url(re.compile("from="))
    zoomed = page.locator("svg.life .tick-label").all_text_contents()
    page.get_by_role("link", name=re.compile("^at once")).click()
    expect(page.locator(".gist .verdict")).to_have_text("in no reading")
    assert page.locator("svg.life .tick-label").all_text_contents() == zoomed
    page.get_by_role("button", name="whole life").click()
    assert page.locator("svg.life .tick-label").all_text_contents() != zoomed
    assert wide > 0


def test_a_bar_tells_its_reasons_to_the_pointer(open_page):
    page = open_page(PACT)
    page.locator("svg.life rect.s-in-force[data-a]").first.hover()
    expect(page.locator(".tip")).to_contain_text("in force from 25 April 1941 to 25 April 1946")
    expect(page.locator(".tip")).to_contain_text("term-start = ratification")


def test_the_reasons_unfold_down_to_the_sources(open_page):
    page = open_page(f"{PACT}?on=1945-08-01")
    why = page.locator(".gist .why").first
    why.locator("summary").first.click()
    expect(why.locator("cite").first).to_be_visible()


def test_the_colours_are_chosen_and_kept(open_page):
    page = open_page(PACT)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Show the pages in dark colours").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_printed_page_has_nothing_to_press(open_page, width):
    page = open_page(PACT, width=width)
    page.emulate_media(media="print")
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator("nav").first).to_be_hidden()
    expect(page.locator("svg.life")).to_be_visible()


def test_the_library_is_searched_as_one_types(open_page):
    page = open_page("/")
    page.get_by_label("Search titles, parties, kinds").fill("soviet japanese néutrality pact")
    pact = page.locator(".treaties").get_by_role("link", name="Soviet–Japanese Neutrality Pact", exact=True)
    expect(page.locator(".treaties h3").first).to_have_text("Soviet–Japanese Neutrality Pact")
    assert "q=soviet+japanese" in page.url
    expect(page.get_by_label("Search titles, parties, kinds")).to_be_focused()
    page.get_by_label("in force", exact=True).check()
    expect(pact).to_have_count(0)
    page.get_by_label("on the day").fill("1944-01-01")
    page.keyboard.press("Enter")
    expect(pact).to_have_count(1)
