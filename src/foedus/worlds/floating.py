"""Days that are not known exactly: a range, and what was computed from it.

A floating day is an uncertain date (its key and its range) and the steps by which a later day was computed
from it (plus five years, minus one year ...). Two floating days with one key move together: five years
after an unknown day in April 1941 is that same unknown day in April 1946.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from foedus.chronology.days import Day

Step: TypeAlias = Callable[[Day], Day]
"""A non-decreasing function of days."""


@dataclass(frozen=True, slots=True)
class Floating:
    """A day computed by `steps` from an uncertain date, which lies in [first, last] (inclusive).

    `key` names the uncertain date (the event it belongs to), so that what is assumed of it is remembered.
    """

    key: str
    first: Day
    last: Day
    steps: tuple[Step, ...] = ()

    def at(self, base: Day) -> Day:
        """The computed day, were the uncertain date `base`."""
        for step in self.steps:
            base = step(base)
        return base


AnyDay: TypeAlias = Day | Floating
"""A day that is known (an int), or one that floats."""


def shift(when: AnyDay, step: Step) -> AnyDay:
    """The day that `step` (non-decreasing) makes of `when`."""
    if isinstance(when, int):
        return step(when)
    return Floating(when.key, when.first, when.last, (*when.steps, step))


def first_possible(when: AnyDay) -> Day:
    """The earliest day that `when` can be, before anything is assumed."""
    return when if isinstance(when, int) else when.at(when.first)


def last_possible(when: AnyDay) -> Day:
    """The latest day that `when` can be, before anything is assumed."""
    return when if isinstance(when, int) else when.at(when.last)
