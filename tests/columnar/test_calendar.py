"""The calendar over columns does what the calendar of days does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY
from foedus.chronology.periods import Counting, MonthEnd, Period
from foedus.chronology.periods import moved as moved_by_one
from foedus.columnar.calendar import in_month, month_of, moved, periods

DAYS = st.integers(1, LAST_DAY) | st.sampled_from([1, 31, 60, LAST_DAY - 31, LAST_DAY, FOREVER, ALWAYS])
MONTHS = st.integers(-200, 200) | st.sampled_from([-120_000, 119_987, 120_000])


def test_every_day_of_the_calendar_lies_in_its_month() -> None:
    days = np.arange(1, FOREVER + 1, dtype=np.int32)
    months, into = month_of(days)
    assert (into >= 0).all()
    assert (into < 31).all()
    assert (in_month(months[:-1], into[:-1]) == days[:-1]).all()
    new = np.flatnonzero(np.diff(months)) + 1
    assert (np.diff(months)[new - 1] == 1).all()
    assert (into[new] == 0).all()


@given(st.lists(st.tuples(DAYS, MONTHS, st.integers(-400, 400)), min_size=1, max_size=20))
def test_days_are_moved_as_one_by_one(rows: list[tuple[int, int, int]]) -> None:
    days, months, more = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    assert moved(days, months, more).tolist() == [
        moved_by_one(day, month, further, Counting.SAME_DAY, MonthEnd.CLAMP) for day, month, further in rows
    ]


def test_periods_are_months_and_then_days() -> None:
    held = periods([Period(years=1, months=6), Period(weeks=2, days=3)])
    assert held.months.tolist() == [18, 0]
    assert held.days.tolist() == [0, 17]
