"""A time axis: days on the width of a picture, and the ticks that stand there by year, month or day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from foedus.chronology.days import LAST_DAY, MONTHS, Day

YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
MONTH_STEPS = (1, 3, 6)
ROOM = 62.0
"""The least distance of two ticks, in units of the picture."""

SHORTEST = 14
"""The fewest days that a picture shows."""


class Axis(NamedTuple):
    """The days from `first` to `last` on a picture's width from `left` to `right`."""

    first: Day
    last: Day
    left: float
    right: float

    def x(self, when: Day) -> float:
        """Where a day stands, cut to the axis."""
        inside = min(max(when, self.first), self.last)
        return self.left + (inside - self.first) * self.a_day

    @property
    def a_day(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / (self.last - self.first)

    def holds(self, when: Day) -> bool:
        """Whether a day is on the axis."""
        return self.first <= when <= self.last


def ticks(axis: Axis) -> Iterator[tuple[Day, str]]:
    """The days at which a tick stands, with its label: years if a year has room for it, else months or days.

    >>> list(ticks(Axis(708600, 709800, 0, 300)))[:2]
    [(708936, '1942'), (709301, '1943')]
    """
    a_year, a_month = 365.25 * axis.a_day, 30.4 * axis.a_day
    month_step = next((step for step in MONTH_STEPS if step * a_month >= ROOM), None)
    if month_step is None:
        step = next((step for step in YEARS if step * a_year >= ROOM), YEARS[-1])
        yield from _years(axis, step)
    elif month_step > 1 or a_month < 4 * ROOM:
        yield from _months(axis, month_step)
    else:
        yield from _days(axis, 7 if 7 * axis.a_day >= ROOM else 14)


def _years(axis: Axis, step: int) -> Iterator[tuple[Day, str]]:
    start, end = date.fromordinal(axis.first).year, date.fromordinal(axis.last).year
    for year in range(start + -start % step, end + 1, step):
        if year > 0 and axis.holds(when := date(year, 1, 1).toordinal()):
            yield when, str(year)


def _months(axis: Axis, step: int) -> Iterator[tuple[Day, str]]:
    begin = date.fromordinal(axis.first)
    number = begin.year * 12 + begin.month - 1
    number += -number % step
    while number // 12 <= 9999 and (when := date(number // 12, number % 12 + 1, 1).toordinal()) <= axis.last:
        if axis.holds(when):
            name = MONTHS[number % 12][:3]
            yield when, f"{name} {number // 12}"
        number += step


def _days(axis: Axis, step: int) -> Iterator[tuple[Day, str]]:
    begin = date.fromordinal(axis.first)
    month = date(begin.year, begin.month, 1)
    while month.toordinal() <= axis.last:
        for number in range(1, 29, step):
            when = month.replace(day=number).toordinal()
            if axis.holds(when):
                name = MONTHS[month.month - 1][:3]
                yield when, f"{number} {name}" + (f" {month.year}" if number == 1 else "")
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def view_of(days: list[Day], at_least: list[Day]) -> tuple[Day, Day]:
    """The days that a picture shows: all of `days` with a margin, and of `at_least` those that lie so near that the
    rest keeps half of the width."""
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1).toordinal(),) * 2
    length = max(last - first, SHORTEST)
    for when in at_least:
        if first - length <= when <= last + length:
            first, last = min(first, when), max(last, when)
    margin = max(4, (last - first) // 22)
    last = min(LAST_DAY, max(last + margin, first + SHORTEST))
    return max(1, min(first - margin, last - SHORTEST)), last


def interval(text: str) -> tuple[Day, Day]:
    """The first and last day of an ISO date or interval."""
    first, _, last = text.partition("/")
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal()
