"""How many ties of each kind there were month by month, as a small SVG picture to stand above a slider."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from xml.etree import ElementTree as ET

from foedus.answers.relations import Relations
from foedus.chronology.days import Day
from foedus.chronology.spans import normal
from foedus.outlets.relations_svg import COLOURS

WIDE, HIGH = 1000, 74


def months(first: Day, last: Day) -> list[Day]:
    """The first day, and every first of a month after it up to the last day."""
    start = date.fromordinal(first)
    found = [first]
    year, month = start.year, start.month
    while True:
        year, month = year + month // 12, month % 12 + 1
        if year > 9999 or date(year, month, 1).toordinal() > last:
            return found
        found.append(date(year, month, 1).toordinal())


def by_month(found: Relations, kinds: Iterable[str], hidden: Iterable[str] = ()) -> dict[str, list[int]]:
    """For each kind how many pairs of actors have such a tie on each of the `months`."""
    days = months(found.first, found.last)
    left_out = frozenset(hidden)
    held: dict[str, dict[tuple[str, str], list[tuple[Day, Day]]]] = {kind: {} for kind in kinds}
    for tie in found.ties:
        if tie.kind in held and tie.by not in left_out:
            spans = held[tie.kind].setdefault((tie.a, tie.b), [])
            spans.extend((stretch.start, stretch.end) for stretch in tie.stretches)
    return {kind: _counts(pairs.values(), days) for kind, pairs in held.items()}


def _counts(pairs: Iterable[list[tuple[Day, Day]]], days: Sequence[Day]) -> list[int]:
    """How many of the pairs have a tie on each of the days, each pair counted once."""
    turns = [0] * (len(days) + 1)
    for spans in pairs:
        for start, end in normal(spans):
            turns[bisect_left(days, start)] += 1
            turns[bisect_left(days, end)] -= 1
    return list(accumulate(turns))[:-1]


def strip_svg(told: Mapping[str, Sequence[int]], kinds: Iterable[str]) -> str:
    """The picture of what `by_month` tells: a line for each kind, on a scale of its own.

    Those that are not among `kinds` are of the class `off`.
    """
    shown = frozenset(kinds)
    root = ET.Element("svg", {"class": "strip", "viewBox": f"0 0 {WIDE} {HIGH}", "aria-hidden": "true"})
    root.set("preserveAspectRatio", "none")
    steps = max(1, *(len(counts) - 1 for counts in told.values()))
    for kind, counts in told.items():
        most = max(counts, default=0) or 1
        points = [
            f"{WIDE * place / steps:.1f},{HIGH - 4 - (HIGH - 10) * count / most:.1f}"
            for place, count in enumerate(counts)
        ]
        look = {
            "class": f"k-{kind}{'' if kind in shown else ' off'}",
            "fill": "none",
            "stroke": COLOURS[kind],
            "stroke-width": "2",
        }
        ET.SubElement(root, "polyline", {**look, "vector-effect": "non-scaling-stroke", "points": " ".join(points)})
    return ET.tostring(root, encoding="unicode")


def years(found: Relations, most: int = 10) -> list[tuple[int, float]]:
    """The years that are written below the picture, each with its place from 0 to 1."""
    first, last = date.fromordinal(found.first).year, date.fromordinal(found.last).year
    step = max(1, -(-(last - first + 1) // most))
    span = max(1, found.last - found.first)
    return [
        (year, (max(found.first, date(year, 1, 1).toordinal()) - found.first) / span)
        for year in range(first, last + 1, step)
    ]
