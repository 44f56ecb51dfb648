"""Half-open spans of days, and their algebra.

A span `(start, end)` holds every day d with start <= d < end. A set of spans is a tuple of spans, sorted,
disjoint and not touching; every function here takes and returns sets in that form.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.chronology.days import ALWAYS, FOREVER, Day, iso


class Span(NamedTuple):
    """The days from `start` to the day before `end`; FOREVER means no end, ALWAYS no beginning."""

    start: Day
    end: Day

    def __str__(self) -> str:
        return f"[{iso(self.start)}, {iso(self.end)})"

    def holds(self, when: Day) -> bool:
        """Whether `when` lies in this span."""
        return self.start <= when < self.end


Spans = tuple[Span, ...]
"""Spans in normal form: sorted, disjoint, not touching, none empty."""

EVERYTHING: Spans = (Span(ALWAYS, FOREVER),)


def normal(spans: Iterable[tuple[Day, Day]]) -> Spans:
    """The same days in normal form: empty spans dropped, overlapping and touching ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1].end:
            if end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def union(a: Spans, b: Spans) -> Spans:
    """The days in `a` or in `b`."""
    return normal((*a, *b))


def intersection(a: Spans, b: Spans) -> Spans:
    """The days in both `a` and `b`."""
    found: list[Span] = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i].start, b[j].start), min(a[i].end, b[j].end)
        if start < end:
            found.append(Span(start, end))
        if a[i].end < b[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)


def complement(a: Spans) -> Spans:
    """All days that are not in `a`."""
    found: list[Span] = []
    last = ALWAYS
    for start, end in a:
        if last < start:
            found.append(Span(last, start))
        last = end
    if last < FOREVER:
        found.append(Span(last, FOREVER))
    return tuple(found)


def difference(a: Spans, b: Spans) -> Spans:
    """The days in `a` that are not in `b`."""
    return intersection(a, complement(b))


def holds(spans: Spans, when: Day) -> bool:
    """Whether `when` is one of the days in `spans`."""
    return any(span.start <= when < span.end for span in spans)


def length(spans: Spans) -> int | None:
    """How many days `spans` hold, or None if they have no end or no beginning."""
    if any(span.start <= ALWAYS or span.end >= FOREVER for span in spans):
        return None
    return sum(span.end - span.start for span in spans)
