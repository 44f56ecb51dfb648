"""The picture of a life: what stands where on its time axis."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.answers.acts import acts
from foedus.answers.deadlines import deadlines
from foedus.answers.timeline import timeline
from foedus.chronology.days import day
from foedus.dossier.library import library
from foedus.outlets.life_marks import acts_of, blocks_of, dues_of, letter
from foedus.outlets.life_svg import Picture, life_svg
from foedus.outlets.time_axis import ROOM, Axis, ticks, view_of

PACT = "soviet-japanese-neutrality-pact"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*readings: str, first: str = "1941-01-01", last: str = "1947-01-01", editable: bool = True) -> ET.Element:
    held = library()
    life, happened = timeline(held, PACT, readings=readings), acts(held, PACT, readings)
    due = deadlines(held, [PACT], readings=readings).answers
    span = day(first), day(last)
    asked = day("1945-08-01")
    marks = acts_of(happened), dues_of(due)
    picture = Picture("The life", blocks_of(life, 9), *marks, *span, asked, editable)
    return ET.fromstring(life_svg(picture))


def bars(root: ET.Element) -> list[ET.Element]:
    return [rect for rect in root.iter(f"{SVG}rect") if "s-in-force" in rect.get("class", "") and rect.get("data-a")]


def test_a_bar_for_each_reading_with_what_it_says() -> None:
    root = drawn()
    tips = [bar.findtext(f"{SVG}title", "") for bar in bars(root)]
    assert len(tips) == 8
    assert any("in force from 25 April 1941 to 25 April 1946" in tip for tip in tips)
    assert all("\nif " in tip for tip in tips)


def test_a_bar_stands_on_its_days() -> None:
    root = drawn("notice-effect=at-once", "term-start=ratification")
    (bar,) = bars(root)
    axis = Axis(
        day("1941-01-01"), day("1947-01-01"), float(root.get("data-left", "")), float(root.get("data-right", ""))
    )
    assert (bar.get("data-a"), bar.get("data-b")) == (str(day("1941-04-25")), str(day("1945-04-05")))
    assert float(bar.get("x", "")) == pytest.approx(axis.x(day("1941-04-25")), abs=0.1)
    end = float(bar.get("x", "")) + float(bar.get("width", ""))
    assert end == pytest.approx(axis.x(day("1945-04-05")), abs=0.2)


def test_an_act_can_be_moved_by_its_name_if_the_picture_may_be_edited() -> None:
    def names(root: ET.Element) -> set[str]:
        return {group.get("data-name", "") for group in root.iter(f"{SVG}g")} - {""}

    assert "denunciation" in names(drawn())
    assert names(drawn(editable=False)) == set()


def test_an_act_of_which_the_hour_alone_is_disputed_is_drawn_once() -> None:
    root = drawn()
    marks = [group for group in root.iter(f"{SVG}g") if group.get("data-name") == "soviet-declaration-of-war"]
    assert len(marks) == 1
    assert "some" not in marks[0].get("class", "")
    assert "\nor\n" in marks[0].findtext(f"{SVG}title", "")


def test_what_is_outside_the_time_shown_is_not_drawn() -> None:
    root = drawn(first="1942-01-01", last="1944-01-01")
    signature = next(group for group in root.iter(f"{SVG}g") if group.get("data-name") == "signature")
    assert signature.get("display") == "none"
    assert all(float(bar.get("x", "")) >= 142 - 0.1 for bar in bars(root))


def test_the_picture_has_a_title_a_description_and_a_legend() -> None:
    root = drawn()
    assert root.findtext(f"{SVG}title") == "The life"
    assert "8 readings" in (root.findtext(f"{SVG}desc") or "")
    assert {"in force", "suspended", "last day for notice"} <= set(root.itertext())


def test_labels_of_one_lane_do_not_meet() -> None:
    root = drawn()
    taken: dict[str, float] = {}
    marks = [g for g in root.iter(f"{SVG}g") if "act" in g.get("class", "").split() and g.get("transform")]
    for mark in sorted(marks, key=lambda g: int(g.get("data-a", ""))):
        place = re.fullmatch(r"translate\(([\d.]+),([\d.]+)\)", mark.get("transform", ""))
        assert place is not None
        x, lane = float(place[1]), place[2]
        label = mark.find(f"{SVG}text")
        assert label is not None
        if label.get("display") != "none":
            assert x >= taken.get(lane, 0)
            taken[lane] = x + 12 + 6 * len(label.text or "")


@given(st.integers(1, day("9990-01-01")), st.integers(14, 3_000_000))
def test_ticks_are_on_the_axis_in_order_and_have_room(first: int, length: int) -> None:
    axis = Axis(first, min(first + length, day("9999-12-31")), 142.0, 862.0)
    places = [axis.x(when) for when, _ in ticks(axis)]
    assert all(142 <= place <= 862 for place in places)
    assert all(after - before >= ROOM * 0.85 for before, after in itertools.pairwise(places))


@given(st.lists(st.integers(1, day("9999-12-31")), max_size=6), st.lists(st.integers(1, day("9999-12-31")), max_size=3))
def test_a_view_holds_every_day_that_it_must(days: list[int], near: list[int]) -> None:
    first, last = view_of(days, near)
    assert last - first >= 14
    assert all(first <= when <= last for when in days)


def test_readings_are_lettered_without_end() -> None:
    assert [letter(number) for number in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
