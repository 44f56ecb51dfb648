"""The Map of relations and the Judge in a real browser: by pointer, by keyboard, without script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

MAP = "/relations?from=1931&to=1949"
WAR_WITH_JAPAN = '.tie.k-war[data-a="JPN"][data-b="SUN"]'
PACT = "soviet-japanese-neutrality-pact"


def wars(page: Page) -> set[str]:
    """The pairs at war in the picture, those that can be seen."""
    pairs = page.eval_on_selector_all(
        ".ring .tie.k-war",
        "all => all.filter(one => getComputedStyle(one).display !== 'none')"
        ".map(one => one.dataset.a + ' ' + one.dataset.b)",
    )
    return set(pairs)


def slide(page: Page, month: int) -> None:
    """Move the slider to a month, counted from the first."""
    page.locator("#when").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input', {bubbles: true})); }", month
    )


def test_the_slider_moves_from_1939_to_1945_and_ties_change(open_page):
    page = open_page(f"{MAP}&on=1939-12-01")
    before = wars(page)
    assert "DEU GBR" in before
    assert page.locator(WAR_WITH_JAPAN).is_hidden()
    places = page.eval_on_selector_all(".actor", "all => all.map(one => one.getAttribute('transform'))")
    slide(page, (1945 - 1931) * 12 + 8)
    expect(page.locator("#date")).to_have_text("1 September 1945")
    after = wars(page)
    assert "JPN SUN" in after
    assert "DEU GBR" not in after
    assert page.locator(WAR_WITH_JAPAN).is_visible()
    assert page.eval_on_selector_all(".actor", "all => all.map(one => one.getAttribute('transform'))") == places
    page.wait_for_url(re.compile("on=1945-09-01"))
    expect(page.locator("#beside .now")).to_have_text("1 September 1945")
    page.reload()
    assert wars(page) == after


def test_the_picture_of_each_month_is_that_which_the_server_draws(open_page):
    page = open_page(f"{MAP}&on=1931-01-01")
    for month, day in ((107, "1939-12-01"), (138, "1942-07-01"), (175, "1945-08-01")):
        slide(page, month)
        moved = wars(page)
        assert moved == wars(open_page(f"{MAP}&on={day}", script=False))


def test_it_plays_and_stops_by_keyboard_alone(open_page):
    page = open_page(f"{MAP}&on=1941-05-01")
    page.locator("#play").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#date")).not_to_have_text("1 May 1941")
    page.keyboard.press("Enter")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    stopped = page.locator("#date").text_content()
    page.wait_for_timeout(800)
    assert page.locator("#date").text_content() == stopped


def test_the_arrow_keys_move_the_slider_and_a_readers_aid_is_told(open_page):
    page = open_page(f"{MAP}&on=1939-08-01")
    page.locator("#when").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#date")).to_have_text("1 October 1939")
    expect(page.locator("#when")).to_have_attribute("aria-valuetext", re.compile(r"^1 October 1939: \d+ pairs at war"))
    expect(page.locator("#live")).to_have_text(re.compile(r"^1 October 1939: \d+ pairs at war"))


def test_an_actor_is_chosen_by_keyboard_and_its_ties_are_listed(open_page):
    page = open_page(f"{MAP}&on=1941-12-01")
    page.locator('.actor[data-actor="SUN"]').focus()
    expect(page.locator(".ring")).to_have_class(re.compile("looking"))
    assert page.locator('.tie.lit[data-a="JPN"][data-b="SUN"][data-kind="neutrality"]').count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#beside h2")).to_have_text("Soviet Union")
    expect(page.locator("#beside")).to_be_focused()
    assert "of=SUN" in page.url
    assert page.locator(f'#beside a[href^="/treaty/{PACT}?on=1941-12-01"]').count() >= 1
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#beside h2")).to_have_text("What changed")
    assert "of=" not in page.url


def test_kinds_of_ties_are_shown_and_left_out(open_page):
    page = open_page(f"{MAP}&on=1941-12-01")
    assert wars(page)
    page.get_by_role("checkbox", name="at war").uncheck()
    assert not wars(page)
    page.wait_for_url(re.compile("kind=alliance"))
    assert "kind=war" not in page.url
    page.get_by_role("checkbox", name="at war").check()
    assert wars(page)
    page.get_by_text("Treaties of many parties", exact=True).click()
    hub = page.locator('.hub[data-hub="tripartite-pact"]')
    expect(hub).to_be_visible()
    page.get_by_role("checkbox", name="leave out: Tripartite Pact").check()
    expect(page.locator('.hub[data-hub="tripartite-pact"]')).to_be_hidden()


def test_the_changes_beside_the_picture_lead_to_their_days(open_page):
    page = open_page(f"{MAP}&on=1941-12-01")
    page.locator("#after").click()
    expect(page.locator("#date")).to_have_text("7 December 1941")
    page.locator("#before").click()
    expect(page.locator("#date")).not_to_have_text("7 December 1941")
    first = page.locator("#beside .past a").nth(1)
    day = first.text_content()
    first.click()
    expect(page.locator("#date")).to_have_text(day)


def test_without_script_the_picture_of_a_day_and_its_neighbours_are_there(open_page):
    page = open_page(f"{MAP}&on=1941-12-01", script=False)
    assert "DEU GBR" in wars(page)
    assert page.locator("#when").is_hidden()
    page.locator("#after").click()
    assert "JPN USA" in wars(page)
    page.locator('.actor[data-actor="JPN"]').click()
    assert page.locator("#beside h2").text_content() == "Japan"


def test_the_table_behind_the_picture_follows_the_day(open_page):
    page = open_page(f"{MAP}&on=1939-12-01")
    page.locator("#ties-table summary").click()
    rows = page.locator("#ties-table tbody tr", has_text="at war")
    assert rows.count() == len(wars(page))
    slide(page, 130)
    expect(page.locator("#ties-table caption")).to_have_text("Ties on 1 November 1941")
    assert rows.count() == len(wars(page))


def test_the_matrix_is_read_cell_by_cell_with_the_arrow_keys(open_page):
    page = open_page("/relations/matrix?from=1931&to=1949&on=1943-12-01")
    cell = page.locator("#matrix tbody tr").first.locator("td").nth(1)
    cell.click()
    expect(page.locator("#cell-told")).to_have_text(cell.get_attribute("title"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#matrix td:focus")).to_have_class(re.compile("self"))
    page.keyboard.press("ArrowRight")
    told = page.locator("#matrix td:focus").get_attribute("title")
    expect(page.locator("#cell-told")).to_have_text(told)
    page.locator("#order").select_option("name")
    page.wait_for_url(re.compile("order=name"))
    assert page.locator("#matrix tbody th").first.text_content() == "Australia"


def test_the_names_of_the_matrix_stay_in_sight_on_a_phone(open_page):
    page = open_page("/relations/matrix?from=1931&to=1949&on=1943-12-01", width="narrow")
    frame = page.locator(".matrix-scroll")
    frame.evaluate("frame => frame.scrollTo(400, 400)")
    box = frame.bounding_box()
    name = page.locator("#matrix tbody th").nth(25).bounding_box()
    head = page.locator("#matrix thead th").nth(25).bounding_box()
    assert abs(name["x"] - box["x"]) < 3
    assert abs(head["y"] - box["y"]) < 3


def test_a_position_taken_on_the_judge_page_leaves_the_columns_that_have_it(open_page):
    page = open_page(f"/judge?treaty={PACT}&act=soviet-attack-on-japan")
    columns = page.locator(".verdicts").first.locator("thead th.reading-head")
    assert columns.count() == 5
    page.locator(f'[data-key="{PACT}/notice-effect=at-once"]').click()
    expect(columns).to_have_count(1)
    assert "notice-effect" in page.url
    page.locator("details.why > summary").first.press("Enter")
    expect(page.locator("details.why .tree").first).to_be_visible()
