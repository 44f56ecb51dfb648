"""The Workshop in a browser: faults while one writes, completion and saving by the keyboard, conflicts."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.web.asked import BROKEN, SOUND


def type_at(page: Page, before: str, text: str) -> None:
    """Set the cursor of the editor right behind `before`, and type."""
    page.locator("#text").focus()
    page.evaluate(
        "before => { const t = document.getElementById('text'); const at = t.value.indexOf(before) + before.length;"
        " t.setSelectionRange(at, at); }",
        before,
    )
    page.keyboard.type(text)


def test_a_broken_dossier_shows_its_line(open_workshop):
    page = open_workshop("/workshop/edit/broken-pact")
    expect(page.locator("#faults h2")).to_have_text("1 error")
    expect(page.locator("#faults .fault-place")).to_contain_text("line 9, column 28")
    expect(page.locator(".gutter-lines .error")).to_have_text("9")
    page.get_by_role("link", name="line 9, column 28").click()
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#here")).to_contain_text("Line 9, column 28: '1941-13-04-13' is not a date")


def test_a_fault_comes_and_goes_as_one_writes_and_the_result_follows(open_workshop):
    page = open_workshop("/workshop/edit/own-pact")
    expect(page.locator("#outcome")).to_contain_text("in force from 13 April 1941 to 13 April 1946")
    type_at(page, "length: ", "1")
    expect(page.locator("#outcome")).to_contain_text("to 13 April 1956")
    expect(page.locator("#state")).to_have_text("Not saved")
    type_at(page, "length: 15 ", "x")
    expect(page.locator(".gutter-lines .error")).to_have_text("7")
    expect(page.locator("#outcome")).to_contain_text("to 13 April 1956")
    page.keyboard.press("Backspace")
    expect(page.locator("#faults h2")).to_have_text("No faults")
    expect(page.locator(".gutter-lines .error")).to_have_count(0)


def test_suggestions_are_led_by_the_keyboard_and_told_to_who_cannot_see_them(open_workshop):
    page = open_workshop("/workshop/edit/own-pact")
    text, options = page.locator("#text"), page.get_by_role("option")
    type_at(page, 'article: "3"}\n', "  ren")
    expect(options).to_have_count(1)
    expect(page.locator("#live")).to_contain_text("1 suggestion: renewal")
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)
    page.keyboard.type("{")
    page.keyboard.press("Control+Space")
    expect(options.first).to_be_visible()
    first = page.locator("#option-0")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(text).to_have_attribute("aria-activedescendant", "option-0")
    page.keyboard.press("ArrowDown")
    expect(text).to_have_attribute("aria-activedescendant", "option-1")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("#option-0 .label").text_content()
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    assert f"  renewal: {{{chosen}: " in text.input_value()
    page.keyboard.press("Control+Space")
    page.keyboard.press("Escape")
    expect(page.locator("#options")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()


def test_actors_are_found_by_their_names(open_workshop):
    page = open_workshop("/workshop/edit/own-pact")
    type_at(page, "parties: [SUN, JPN", ", mongol")
    expect(page.get_by_role("option").first).to_contain_text("Mongolia")
    page.keyboard.press("Enter")
    assert "parties: [SUN, JPN, MNG]" in page.locator("#text").input_value()


def test_writing_and_saving_by_the_keyboard_alone(open_workshop, workshop_folder: Path):
    page = open_workshop("/workshop")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/workshop/edit/broken-pact":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/workshop/edit/broken-pact")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("F8")
    expect(page.locator("#here")).to_contain_text("Line 9, column 28")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Delete")
    expect(page.locator("#faults h2")).to_have_text("No faults")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("Saved; the earlier version is kept")
    assert (workshop_folder / "broken-pact.yaml").read_text() == BROKEN.replace("1941-13-", "1941-")


def test_a_file_that_changed_on_disk_is_shown_and_the_writer_chooses(open_workshop, workshop_folder: Path):
    page = open_workshop("/workshop/edit/own-pact", expect=200)
    type_at(page, "The text}\n", "note: mine\n")
    (workshop_folder / "own-pact.yaml").write_text(SOUND + "note: theirs\n")
    open_workshop.pardon(409)
    page.keyboard.press("Control+s")
    expect(page.locator("h1")).to_have_text("The file has changed in the meantime")
    expect(page.locator(".diff .less")).to_contain_text("note: theirs")
    expect(page.locator(".diff .more-lines")).to_contain_text("note: mine")
    assert (workshop_folder / "own-pact.yaml").read_text().endswith("theirs\n")
    page.get_by_role("button", name="Write mine over it").click()
    expect(page.locator("#state")).to_have_text("Saved.")
    assert (workshop_folder / "own-pact.yaml").read_text().endswith("mine\n")


def test_an_editor_that_was_open_while_the_workbench_was_started_anew_loses_nothing(
    open_workshop, workshop_folder: Path
):
    page = open_workshop("/workshop/edit/own-pact")
    page.evaluate("document.querySelector('[name=token]').value = 'of an earlier run'")
    type_at(page, "The text}\n", "note: mine\n")
    open_workshop.pardon(403)
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_contain_text("was started anew")
    assert page.locator("#text").input_value().endswith("note: mine\n")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Saved")
    assert (workshop_folder / "own-pact.yaml").read_text().endswith("note: mine\n")


def test_leaving_with_what_is_not_saved_asks_first(open_workshop):
    page = open_workshop("/workshop/edit/own-pact")
    type_at(page, "The text}\n", "note: mine\n")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Workshop").first.click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    assert page.locator("#text").input_value().endswith("note: mine\n")


def test_without_script_a_text_is_checked_and_saved_all_the_same(open_workshop, workshop_folder: Path):
    page = open_workshop("/workshop/edit/broken-pact", script=False)
    expect(page.locator("#faults .excerpt")).to_contain_text("on: 1941-13-04-13")
    page.locator("#text").fill(BROKEN.replace("1941-13-", "1941-"))
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#faults h2")).to_have_text("No faults")
    assert (workshop_folder / "broken-pact.yaml").read_text() == BROKEN
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#state")).to_have_text("Saved.")
    assert (workshop_folder / "broken-pact.yaml").read_text() == BROKEN.replace("1941-13-", "1941-")


def test_a_new_dossier_from_a_copy(open_workshop, workshop_folder: Path):
    page = open_workshop("/workshop")
    page.get_by_label("its id, which names the file").fill("my-pact")
    page.get_by_label("begin with").fill("own-pact")
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile("/workshop/edit/my-pact$"))
    expect(page.locator("#faults h2")).to_have_text("No faults")
    assert (workshop_folder / "my-pact.yaml").read_text() == SOUND.replace("id: own-pact", "id: my-pact")
