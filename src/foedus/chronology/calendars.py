"""Dates of the Julian calendar (old style), as days of the civil calendar."""

from __future__ import annotations

from foedus.chronology.days import LAST_DAY, Day
from foedus.errors import TimeTextError

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def julian_day_to_civil(year: int, month: int, day_of_month: int) -> Day:
    """The civil (proleptic Gregorian) day of a Julian date: every fourth year is a leap year.

    >>> from foedus.chronology.days import iso
    >>> iso(julian_day_to_civil(1917, 10, 25))
    '1917-11-07'

    Raises TimeTextError for a date that the Julian calendar lacks, or that lies outside 0001 to 9999.
    """
    if not 1 <= month <= 12:
        raise TimeTextError(f"there is no month {month} in the Julian calendar, only 1 to 12")
    leap = year % 4 == 0
    length = 29 if leap and month == 2 else _LENGTHS[month - 1]
    if not 1 <= day_of_month <= length:
        raise TimeTextError(
            f"{year:04}-{month:02} has the days 1 to {length} in the Julian calendar, not {day_of_month}"
        )
    before_year = (year - 1) * 365 + (year - 1) // 4
    before_month = sum(_LENGTHS[: month - 1]) + (1 if leap and month > 2 else 0)
    # Julian 0001-01-01 was the Gregorian day -1, two days before the civil day 1.
    civil = before_year + before_month + day_of_month - 2
    if not 1 <= civil <= LAST_DAY:
        raise TimeTextError(f"Julian {year:04}-{month:02}-{day_of_month:02} lies outside the civil years 0001 to 9999")
    return civil
