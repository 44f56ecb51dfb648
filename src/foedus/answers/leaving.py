"""leaving: on which days a notice under a treaty would take effect."""

from __future__ import annotations

from foedus.answers.groundwork.exits import Exits, barred_to, next_possible, windows
from foedus.chronology.days import Day
from foedus.chronology.spans import Spans, normal

MOST_SPANS = 400
"""So many spans are told; of windows that recur, some centuries."""


def days_of_notice(of: Exits, begin: Day, end: Day) -> Spans:
    """The days from `begin` to the day before `end` on which a notice that is given would bring about an end."""
    found: list[tuple[Day, Day]] = []
    day = begin
    while day < end and len(found) < MOST_SPANS:
        if of.given(day).day is None:
            opening = next_possible(of, day)
            if opening is None or opening >= end:
                break
            day = opening
        closes = _closes(of, day, _checked_to(of, day, end))
        found.append((day, closes))
        day = closes
    return normal(found)


def _checked_to(of: Exits, day: Day, end: Day) -> Day:
    """The day up to which notice can stop being possible but not begin again: where a window or a term ends."""
    ahead = [end]
    if of.clause is not None and of.clause.window is not None:
        for window in windows(of, day):
            ahead.append(window.closes + 1 if window.opens <= day else window.opens)
            break
    if of.clause is not None and of.clause.opens is not None and not of.chain.open_ended:
        number = of.chain.term_at(day)
        if number is not None:
            ahead.append(of.this.world.bounds(of.chain.boundary(number))[0])
    if (bar := barred_to(of)) is not None:
        ahead.append(bar[0])
    return min(limit for limit in ahead if limit > day)


def _closes(of: Exits, day: Day, limit: Day) -> Day:
    """The first day after `day`, at most `limit`, on which notice is no longer possible."""
    low, high = day, limit - 1
    while low < high:
        middle = (low + high + 1) // 2
        if of.given(middle).day is not None:
            low = middle
        else:
            high = middle - 1
    return low + 1
