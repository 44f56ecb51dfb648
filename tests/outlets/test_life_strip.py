"""The strips of a life: on one time for all readings, cut to what is drawn."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from foedus.answers.timeline import timeline
from foedus.chronology.days import day
from foedus.dossier.library import bundled
from foedus.outlets.life_marks import blocks_of
from foedus.outlets.life_strip import LONG, Strips, life_strips

SVG = "{http://www.w3.org/2000/svg}"


def strips(treaty: str, on: str, *readings: str) -> Strips:
    return life_strips(blocks_of(timeline(bundled(), treaty, readings=readings), 1), day(on))


def bars(picture: str) -> dict[str, tuple[float, float]]:
    """Where the bars of each status begin and end, in thousandths of the strip."""
    found = {}
    for rect in ET.fromstring(picture).iter(f"{SVG}rect"):
        name = rect.get("class", "")
        if name.startswith("s-"):
            begin = float(rect.attrib["x"])
            found[name] = begin, begin + float(rect.attrib["width"])
    return found


def test_a_life_that_is_over_ends_the_strip_with_its_last_year():
    found = strips("soviet-japanese-neutrality-pact", "2026-11-24")
    assert (found.first, found.last) == (1941, 1947)
    assert len(found.pictures) == 8
    assert 'class="now"' not in found.pictures[0]


def test_the_end_in_each_reading_stands_where_it_falls_in_time():
    known = ("term-start=ratification", "pact-after-attack=in-force-and-breached")
    at_term_end = strips("soviet-japanese-neutrality-pact", "1945-01-01", *known, "notice-effect=term-end")
    at_once = strips("soviet-japanese-neutrality-pact", "1945-01-01", *known, "notice-effect=at-once")
    for found, end in ((at_term_end, "1946-04-25"), (at_once, "1945-04-05")):
        first, last = day(f"{found.first}-01-01"), day(f"{found.last}-01-01")
        assert abs(bars(found.pictures[0])["s-in-force"][1] - (day(end) - first) * LONG / (last - first)) < 0.2
        assert 'class="now"' in found.pictures[0]


def test_what_has_no_end_goes_on_past_the_day_asked_about():
    found = strips("un-charter", "2026-11-24")
    assert found.last == 2027
    assert bars(found.pictures[0])["s-in-force"][1] == LONG
