"""The picture of a timeline: well-formed, titled, no bar on another, uncertain days and open ends drawn as such."""

from __future__ import annotations

import itertools
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import foedus
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.outlets.timeline_svg import COLOURS, LEFT, RIGHT, WIDTH, timeline_svg

SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = foedus.library()
TREATIES = [key for key in LIBRARY if not LIBRARY[key].is_chronicle]


def finding(*rows: tuple[str, list[tuple[str, str | None, str | None]]], readings: Any = ({},)) -> Finding:
    told = [
        {"who": who, "spans": [{"status": status, "from": start, "to": end} for status, start, end in spans]}
        for who, spans in rows
    ]
    return Finding("What is the life of the pact?", "every", (Answer(told, readings),))


def bars(root: ET.Element) -> list[ET.Element]:
    return [rect for rect in root.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]


def texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("treaty", TREATIES)
def test_every_picture_is_well_formed_titled_and_within_its_frame(treaty: str) -> None:
    root = ET.fromstring(timeline_svg(foedus.timeline(LIBRARY, treaty)))
    assert root.tag == f"{SVG}svg"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert LIBRARY[treaty].title in (title.text or "")
    height = float(root.attrib["height"])
    rows: dict[str, list[tuple[float, float]]] = {}
    for bar in bars(root):
        begin, width = float(bar.attrib["x"]), float(bar.attrib["width"])
        assert width > 0
        assert begin >= LEFT
        assert begin + width <= WIDTH - RIGHT + 2
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) < height
        assert bar.find(f"{SVG}title").text  # type: ignore[union-attr]
        rows.setdefault(bar.attrib["y"], []).append((begin, begin + width))
    for spans in rows.values():
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert start >= end - 0.11  # to the tenth of a pixel that is written


def test_each_status_has_its_colour_and_its_place_in_the_legend() -> None:
    spans: list[tuple[str, str | None, str | None]] = [
        ("signatory", "1941-04-13", "1941-04-25"),
        ("in force", "1941-04-25", "1945-08-10"),
        ("suspended", "1945-08-10", "1946-04-25"),
        ("ended", "1946-04-25", None),
    ]
    root = ET.fromstring(timeline_svg(finding(("Soviet Union", spans))))
    drawn = bars(root)
    assert [bar.attrib["fill"] for bar in drawn] == ["#c9d6e3", "#1f6f8b", "#d9a441"]
    assert drawn[1].find(f"{SVG}title").text == (  # type: ignore[union-attr]
        "Soviet Union: in force from 1941-04-25 to 1945-08-10"
    )
    assert [text for text in texts(root) if text in {status.value for status in COLOURS}] == [
        "signatory", "in force", "suspended",
    ]  # fmt: skip


def test_a_status_of_one_day_in_a_century_can_be_seen_and_covers_nothing() -> None:
    spans: list[tuple[str, str | None, str | None]] = [
        ("signatory", "1900-01-01", "1900-01-02"),
        ("in force", "1900-01-02", "1999-12-31"),
    ]
    first, second = bars(ET.fromstring(timeline_svg(finding(("A", spans)))))
    assert float(first.attrib["width"]) >= 1.5
    assert float(second.attrib["x"]) >= float(first.attrib["x"]) + float(first.attrib["width"]) - 0.11


def test_an_uncertain_bound_is_drawn_paler_on_its_days() -> None:
    root = ET.fromstring(timeline_svg(finding(("A", [("in force", "1941-01-01/1941-12-31", "1944-06-01/1945-01-01")]))))
    pale, sure, late = bars(root)
    assert [bar.attrib.get("fill-opacity") for bar in (pale, sure, late)] == ["0.45", None, "0.45"]
    assert "begins on one of these days" in pale.find(f"{SVG}title").text  # type: ignore[union-attr, operator]
    assert "ends on one of these days" in late.find(f"{SVG}title").text  # type: ignore[union-attr, operator]


def test_a_life_without_end_ends_in_an_arrow() -> None:
    root = ET.fromstring(timeline_svg(finding(("A", [("in force", "1941-01-01", None)]))))
    assert len(list(root.iter(f"{SVG}polygon"))) == 1
    assert not list(ET.fromstring(timeline_svg(finding(("A", [("in force", "1941-01-01", "1942-01-01")])))).iter(
        f"{SVG}polygon"
    ))  # fmt: skip


def test_readings_stand_above_their_rows_and_those_left_out_are_counted() -> None:
    row = ("A", [("in force", "1941-01-01", "1942-01-01")])
    two = finding(row, readings=({"war": "ends"}, {"war": "suspends"}))
    assert "if war = ends or suspends" in texts(ET.fromstring(timeline_svg(two)))
    many = finding(row, readings=tuple({"a": str(n), "b": str(n)} for n in range(7)))
    assert "and in 3 more readings" in texts(ET.fromstring(timeline_svg(many)))


def test_a_picture_of_nothing_is_still_a_picture() -> None:
    root = ET.fromstring(timeline_svg(finding()))
    assert bars(root) == []
    assert "What is the life of the pact?" in texts(root)


def test_signs_that_xml_keeps_for_itself_are_escaped() -> None:
    row = ("A & <B>", [("in force", "1941-01-01", None)])
    assert "A & <B>" in texts(ET.fromstring(timeline_svg(finding(row))))


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "9999-12-31"), ("1941-01-01", "1941-01-02")])
def test_any_stretch_of_time_has_years_that_do_not_meet(first: str, last: str) -> None:
    root = ET.fromstring(timeline_svg(finding(("A", [("in force", first, last)]))))
    places = [float(text.attrib["x"]) for text in root.iter(f"{SVG}text") if text.attrib["text-anchor"] == "middle"]
    assert 1 <= len(places) <= 16
    assert all(later - earlier > 40 for earlier, later in itertools.pairwise(places))
