"""A life as a strip, small enough to stand beside a text: a bar for each status, no word and no scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

from foedus.chronology.days import Day
from foedus.law.status import Status
from foedus.outlets.life_marks import Bar, Block
from foedus.outlets.life_svg import LOOKS

LONG, HIGH = 1000, 12


class Strips(NamedTuple):
    """The strips of several readings, one an SVG text each, on one time from the year `first` to the year `last`."""

    first: int
    last: int
    pictures: tuple[str, ...]


def life_strips(blocks: Sequence[Block], on: Day) -> Strips:
    """A strip for the first row of each block. What has no end goes on to the end of the strip.

    The strips stretch as wide as they are given room, so nothing in them is text: who cannot see them is told the
    same beside them. The day `on` is marked where it lies within the time.
    """
    drawn = [bar for block in blocks for row in block.rows[:1] for bar in row.bars if bar.status in LOOKS]
    days = [when for bar in drawn for when in _days(bar)] or [on]
    open_ended = any(bar.end is None for bar in drawn)
    first = date.fromordinal(min(days)).year
    last = max(date.fromordinal(max([*days, on] if open_ended else days)).year + 1, first + 1)
    begin = date(first, 1, 1).toordinal()
    end = date(last, 1, 1).toordinal() if last <= 9999 else date.max.toordinal()
    return Strips(
        first, last, tuple(_strip(block.rows[0].bars if block.rows else (), begin, end, on) for block in blocks)
    )


def _days(bar: Bar) -> list[Day]:
    return [when for bounds in (bar.start, bar.end) if bounds is not None for when in bounds]


def _strip(bars: Sequence[Bar], begin: Day, end: Day, on: Day) -> str:
    def x(when: Day) -> float:
        return (min(max(when, begin), end) - begin) * LONG / (end - begin)

    look = {"viewBox": f"0 0 {LONG} {HIGH}", "preserveAspectRatio": "none", "class": "strip", "aria-hidden": "true"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **look})
    ET.SubElement(root, "rect", {"width": str(LONG), "height": str(HIGH), "fill": "#e0dbcf", "class": "ground"})
    for bar in bars:
        if bar.status not in LOOKS:
            continue
        start, stop = bar.start or (begin, begin), bar.end or (end, end)
        sure = start[1], max(stop[0], start[1])
        for a, b, certain in ((start[0], sure[0], False), (*sure, True), (sure[1], stop[1], False)):
            if b > a:
                colour, high = LOOKS[bar.status]
                top = 0 if high >= HIGH else (HIGH - high) / 2
                shape = {"x": f"{x(a):.1f}", "width": f"{max(x(b) - x(a), 1.5):.1f}", "y": f"{top:g}"}
                shape |= {
                    "height": f"{min(high, HIGH)}",
                    "fill": "#d9a036" if bar.status is Status.SUSPENDED else colour,
                }
                shape |= {"class": f"s-{bar.status.value.replace(' ', '-')}"} | (
                    {} if certain else {"fill-opacity": "0.45"}
                )
                ET.SubElement(root, "rect", shape)
    if begin <= on < end:
        line = {"x": f"{x(on):.1f}", "y": "0", "width": "3", "height": str(HIGH), "fill": "#b4530a", "class": "now"}
        ET.SubElement(root, "rect", line)
    return ET.tostring(root, encoding="unicode")
