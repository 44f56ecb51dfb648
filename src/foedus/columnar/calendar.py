"""Calendar arithmetic on arrays of days: what `chronology.periods` does, for all rows at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY
from foedus.chronology.periods import Period

Ints: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]

EPOCH = 719_163
"""1970-01-01, from which NumPy and Arrow count days."""

MONTH = 146_097 / 4_800
"""Days in a month of the Gregorian calendar, on average."""


class Periods(NamedTuple):
    """A period in each row: whole months, then days, as `Period.total_months` and `Period.total_days`."""

    months: Ints
    days: Ints

    def take(self, rows: NDArray[Any]) -> Periods:
        """The periods of these rows."""
        return Periods(self.months[rows], self.days[rows])


def periods(held: list[Period]) -> Periods:
    """Periods as columns."""
    months = np.array([period.total_months for period in held], np.int32)
    return Periods(months, np.array([period.total_days for period in held], np.int32))


@lru_cache(maxsize=1)
def _firsts() -> Ints:
    """The first day of every month from January of the year 1 to February of the year 10000."""
    months = np.arange("0001-01", "10000-03", dtype="datetime64[M]")
    return (months.astype("datetime64[D]").astype(np.int64) + EPOCH).astype(np.int32)


def month_of(days: Ints) -> tuple[Ints, Ints]:
    """The month of each day, counted from 0 for January of the year 1, and the days since its first.

    For days of the calendar and FOREVER.
    """
    firsts = _firsts()
    months: Ints = ((days - 1) * (1 / MONTH)).astype(np.int32)  # at most one off, and put right
    months += firsts[months + 1] <= days
    months -= firsts[months] > days
    return months, days - firsts[months]


def in_month(months: Ints, into: Ints) -> Ints:
    """The day so many days into a month, or the last of that month (`MonthEnd.CLAMP`).

    A month past the calendar gives FOREVER, one before it ALWAYS.
    """
    firsts = _firsts()
    top = len(firsts) - 3  # December of 9999
    if months.size == 0 or (months.min() >= 0 and months.max() <= top):
        within: Ints = np.minimum(firsts[months] + into, firsts[months + 1] - 1)
        return within
    inside = np.clip(months, 0, top)
    first = firsts[inside]
    found = np.minimum(first + into, firsts[inside + 1] - 1)
    return np.where(months > top, FOREVER, np.where(months < 0, ALWAYS, found)).astype(np.int32)


def moved(days: Ints, months: Ints, more: Ints) -> Ints:
    """Each day so many months on (or back), and then so many days: as `chronology.periods.moved` by SAME_DAY."""
    month, into = month_of(days)
    return bounded(in_month(month + months, into), more, days)


def bounded(days: Ints, more: Ints, asked: Ints) -> Ints:
    """The days so many days on (or back), FOREVER and ALWAYS past the calendar, and where they were
    `asked` for."""
    if not more.any() and _inside(asked):
        return days
    found = days + more
    if _inside(found) and _inside(days) and _inside(asked):
        return found
    inside = np.where(found > LAST_DAY, FOREVER, np.maximum(found, ALWAYS))
    outside = np.where((asked <= ALWAYS) | (asked >= FOREVER), asked, days)  # what is past the calendar stays there
    return np.where((outside <= ALWAYS) | (outside >= FOREVER), outside, inside).astype(np.int32)


def _inside(days: Ints) -> bool:
    """Whether all days are such as can be written."""
    return days.size == 0 or (int(days.min()) > ALWAYS and int(days.max()) <= LAST_DAY)
