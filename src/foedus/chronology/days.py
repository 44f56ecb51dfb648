"""Civil days as integers.

A `Day` is the proleptic Gregorian ordinal of a civil day (1 is 0001-01-01), the number that
`datetime.date.toordinal` gives. Integers compare and subtract in nanoseconds and need no zone: a day in a
treaty has none unless the treaty says so.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from foedus.errors import TimeTextError

Day: TypeAlias = int

LAST_DAY: Day = date.max.toordinal()
"""9999-12-31, the last day that can be written."""

FOREVER: Day = LAST_DAY + 1
"""The end of a span that has no end (half-open, so one past the last day)."""

ALWAYS: Day = 0
"""The start of a span that has no beginning (one before the first day that can be written)."""


def day(text: str) -> Day:
    """The civil day that an ISO 8601 calendar date names.

    >>> day("1941-04-13")
    708673

    Raises TimeTextError if `text` is no such date.
    """
    cause = "expected YYYY-MM-DD"
    if len(text) == 10 and text[4] == "-" == text[7]:  # `fromisoformat` also takes 19410413 and week dates
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError as refusal:
            cause = str(refusal)
    raise TimeTextError(f"{text!r} is not a calendar date such as 1941-04-13 ({cause})")


def ymd(year: int, month: int, day_of_month: int) -> Day:
    """The civil day of a year, month and day of the Gregorian calendar."""
    return date(year, month, day_of_month).toordinal()


def iso(when: Day) -> str:
    """ISO 8601 text of a civil day; `..` for a day past either end of the calendar.

    >>> iso(708673), iso(FOREVER)
    ('1941-04-13', '..')
    """
    if when <= ALWAYS or when >= FOREVER:
        return ".."
    return date.fromordinal(when).isoformat()


def words(when: Day) -> str:
    """A civil day as people write it: `13 April 1941`; `no end` or `no beginning` past the calendar."""
    if when <= ALWAYS:
        return "no beginning"
    if when >= FOREVER:
        return "no end"
    that = date.fromordinal(when)
    return f"{that.day} {MONTHS[that.month - 1]} {that.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
