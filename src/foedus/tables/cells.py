"""Cells: the years, months or days of a panel, numbered from 0."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import pyarrow as pa

from foedus.chronology.days import Day
from foedus.errors import QuestionError

Length: TypeAlias = Literal["year", "month", "day"]

LENGTHS: tuple[Length, ...] = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one length from the first to the last day asked about: `starts` their first days, then the end."""

    length: Length
    starts: tuple[Day, ...]

    @property
    def first(self) -> Day:
        """The first day of the first cell."""
        return self.starts[0]

    @property
    def end(self) -> Day:
        """The day after the last cell."""
        return self.starts[-1]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def holding(self, day: Day) -> int:
        """The number of the cell that holds a day."""
        return bisect_right(self.starts, day) - 1

    def from_day(self, day: Day) -> int:
        """The number of the first cell that begins on or after a day."""
        return bisect_left(self.starts, day)

    def table(self) -> pa.Table:
        """The calendar: number, first day, days, year, month and day of the month of each cell."""
        firsts = [date.fromordinal(day) for day in self.starts[:-1]]
        return pa.table(
            {
                "cell": pa.array(range(len(self)), pa.int32()),
                "date": pa.array(firsts, pa.date32()),
                "days": pa.array([b - a for a, b in zip(self.starts, self.starts[1:], strict=False)], pa.int32()),
                "year": pa.array([first.year for first in firsts], pa.int16()),
                "month": pa.array([first.month for first in firsts], pa.int8()),
                "day": pa.array([first.day for first in firsts], pa.int8()),
            }
        )


def cells(length: Length, first: Day, last: Day) -> Cells:
    """The cells that hold the days from `first` to `last`, each whole.

    Raises QuestionError if `last` comes before `first` or a cell would pass the end of the calendar.
    """
    if last < first:
        told = f"{date.fromordinal(first)} to {date.fromordinal(last)}"
        raise QuestionError(f"the time of the panel ends before it begins: {told}")
    if date.fromordinal(last).year > 9998:
        raise QuestionError("a panel can reach to the year 9998")
    if length == "day":
        return Cells(length, tuple(range(first, last + 2)))
    a, b = date.fromordinal(first), date.fromordinal(last)
    if length == "year":
        return Cells(length, tuple(date(year, 1, 1).toordinal() for year in range(a.year, b.year + 2)))
    months = range(a.year * 12 + a.month - 1, b.year * 12 + b.month + 1)
    return Cells(length, tuple(date(month // 12, month % 12 + 1, 1).toordinal() for month in months))
