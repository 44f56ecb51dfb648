"""Periods of civil time, and the named rules by which they are counted.

Month arithmetic itself (clamping at a short month) is the `whenever` library's. What is ours, because no
library offers it, is that the rule is always named: on which day a period of N months *has effect*, and
what becomes of a day number that the last month lacks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from whenever import Date

from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, Day
from foedus.errors import TimeTextError


class Counting(StrEnum):
    """On which day a period that starts on day D has effect.

    SAME_DAY: on the corresponding day (12 months from 5 April: on 5 April). The practice of the UN's
        depositary, and the `dies ad quem` of the European Convention on the Calculation of Time-Limits
        (ETS 76, Art. 4).
    DAY_AFTER: the whole period must have run, the last day included (ETS 76, Art. 3: to midnight at the
        end of the last day); effect on the day after. ICSID's and the Energy Charter depositary's practice.
    DAY_BEFORE: the first day is counted as day one, so that the last day of the period is the eve of the
        corresponding day.
    """

    SAME_DAY = "same-day"
    DAY_AFTER = "day-after"
    DAY_BEFORE = "day-before"


class MonthEnd(StrEnum):
    """What becomes of a day number that the target month lacks (31 January plus one month).

    CLAMP: the last day of that month (ETS 76, Art. 4; Regulation 1182/71, Art. 3).
    OVERFLOW: the first day of the month after (29 February plus one year is 1 March).
    """

    CLAMP = "clamp"
    OVERFLOW = "overflow"


_OFFSET = {Counting.SAME_DAY: 0, Counting.DAY_AFTER: 1, Counting.DAY_BEFORE: -1}


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """A length of civil time: whole years, months, weeks and days, none negative, not all zero allowed.

    Years and months are applied first and together, then weeks and days (ETS 76, Art. 4(4)).
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.years, self.months, self.weeks, self.days) < 0:
            raise TimeTextError(f"a period cannot be negative: {self!r}")

    @property
    def total_months(self) -> int:
        """Years and months together, in months."""
        return self.years * 12 + self.months

    @property
    def total_days(self) -> int:
        """Weeks and days together, in days."""
        return self.weeks * 7 + self.days

    def times(self, count: int) -> Period:
        """This period `count` times over (count >= 0), unit by unit, to be added once from its anchor."""
        return Period(self.years * count, self.months * count, self.weeks * count, self.days * count)

    def __str__(self) -> str:
        parts = [
            f"{n} {unit if n == 1 else unit + 's'}"
            for n, unit in (
                (self.years, "year"),
                (self.months, "month"),
                (self.weeks, "week"),
                (self.days, "day"),
            )
            if n
        ]
        return " ".join(parts) or "0 days"


_WORDS = re.compile(
    r"(?:(?P<years>\d{1,4})\s*years?)?[\s,]*(?:(?P<months>\d{1,5})\s*months?)?[\s,]*"
    r"(?:(?P<weeks>\d{1,5})\s*weeks?)?[\s,]*(?:(?P<days>\d{1,6})\s*days?)?",
    re.ASCII,
)
_ISO = re.compile(
    r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,6})D)?",
    re.ASCII,
)


def parse_period(text: str) -> Period:
    """The period that `text` writes, in words (`1 year 6 months`) or as an ISO 8601 duration (`P1Y6M`).

    >>> print(parse_period("5 years"), "|", parse_period("P1Y6M"))
    5 years | 1 year 6 months

    Raises TimeTextError for anything else, hours and fractions included.
    """
    found = _WORDS.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if found is None or not any(found.groupdict().values()):
        raise TimeTextError(f"{text!r} is not a period such as '5 years', '1 year 6 months', '90 days' or 'P6M'")
    return Period(**{unit: int(n) for unit, n in found.groupdict().items() if n})


def plus(
    start: Day, period: Period, counting: Counting = Counting.SAME_DAY, month_end: MonthEnd = MonthEnd.CLAMP
) -> Day:
    """The day on which a period that starts with an event on `start` has effect.

    >>> from foedus.chronology.days import day, iso
    >>> iso(plus(day("2007-05-02"), Period(months=6)))
    '2007-11-02'
    >>> iso(plus(day("2007-05-02"), Period(months=6), Counting.DAY_AFTER))
    '2007-11-03'

    A start or result past the calendar's end is FOREVER.
    """
    return _move(start, period.total_months, period.total_days, month_end is MonthEnd.OVERFLOW, _OFFSET[counting])


def minus(
    end: Day, period: Period, counting: Counting = Counting.SAME_DAY, month_end: MonthEnd = MonthEnd.CLAMP
) -> Day:
    """The day that lies a period before `end`, counted back from `end` (not the inverse of `plus`).

    Counting back is outside ETS 76 and Regulation 1182/71: month ends clamp, and no day moves for a
    holiday. `counting` is the rule by which the period would run forward: under DAY_AFTER the whole period
    must lie between, so that the day is one earlier.

    >>> from foedus.chronology.days import day, iso
    >>> iso(minus(day("2019-03-31"), Period(months=6)))
    '2018-09-30'
    """
    return _move(end, -period.total_months, -period.total_days, month_end is MonthEnd.OVERFLOW, -_OFFSET[counting])


def moved(start: Day, months: int, days: int, counting: Counting, month_end: MonthEnd) -> Day:
    """As `plus`, for a period given as whole months and then days."""
    return _move(start, months, days, month_end is MonthEnd.OVERFLOW, _OFFSET[counting])


@lru_cache(maxsize=1 << 16)  # a question asks for the same days again and again, in each of its readings
def _move(start: Day, months: int, days: int, overflows: bool, offset: int) -> Day:
    if start <= ALWAYS or start >= FOREVER:
        return start
    result = start
    if months:
        that = date.fromordinal(start)
        try:
            moved = Date(that.year, that.month, that.day).add(months=months)
        except ValueError:  # past year 9999 or before year 1
            return FOREVER if months > 0 else ALWAYS
        result = date(moved.year, moved.month, moved.day).toordinal()
        if overflows and moved.day != that.day:
            result += 1
    result += days + offset
    return FOREVER if result > LAST_DAY else max(result, ALWAYS)


def first_of_next_month(when: Day) -> Day:
    """The first day of the month after the month of `when` (for the 1st as well: 1 June gives 1 July)."""
    if when <= ALWAYS or when >= FOREVER:
        return when
    that = date.fromordinal(when)
    if (that.year, that.month) == (9999, 12):
        return FOREVER
    return (date(that.year + 1, 1, 1) if that.month == 12 else date(that.year, that.month + 1, 1)).toordinal()


def next_month_day(when: Day, month: int, day_of_month: int) -> Day:
    """The first day with that month and day number on or after `when` (29 February clamps to 28 February)."""
    if when <= ALWAYS or when >= FOREVER:
        return when
    year = date.fromordinal(when).year
    for candidate_year in (year, year + 1):
        if candidate_year > 9999:
            return FOREVER
        leap_safe = min(day_of_month, _length_of_month(candidate_year, month))
        candidate = date(candidate_year, month, leap_safe).toordinal()
        if candidate >= when:
            return candidate
    return FOREVER


def _length_of_month(year: int, month: int) -> int:
    return Date(year, month, 1).days_in_month()
