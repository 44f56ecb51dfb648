"""When something takes effect: a period after it, a rounding, an earliest day."""

from __future__ import annotations

from datetime import date

from foedus.chronology.days import ALWAYS, FOREVER, Day
from foedus.chronology.periods import Counting, MonthEnd, Period, first_of_next_month, minus, plus
from foedus.dossier.terms import Timing
from foedus.worlds import AnyDay, World, shift


def after(start: AnyDay, period: Period, counting: Counting, month_end: MonthEnd = MonthEnd.CLAMP) -> AnyDay:
    """The day on which `period`, running from `start`, has effect."""
    if isinstance(start, int):
        return plus(start, period, counting, month_end)
    return shift(start, lambda day: plus(day, period, counting, month_end))


def ahead_of(end: AnyDay, period: Period, counting: Counting, month_end: MonthEnd = MonthEnd.CLAMP) -> AnyDay:
    """The day that lies `period` before `end`."""
    if isinstance(end, int):
        return minus(end, period, counting, month_end)
    return shift(end, lambda day: minus(day, period, counting, month_end))


def rounded(when: AnyDay, rounding: str) -> AnyDay:
    """The day that the clause's rounding makes of `when`.

    first_of_next_month: the first day of the month that follows (a period that ends on the 1st goes to the
    next 1st). first_of_month_after_next, first_of_third_month: calendar months counted by name (29 September
    gives 1 November, 1 December). end_of_month, end_of_quarter, end_of_year: the last day of it. new_year: the
    next 1 January.
    """
    if rounding == "none":
        return when
    return shift(when, _ROUNDING[rounding])


def _end_of_year(day: Day) -> Day:
    return day if day <= ALWAYS or day >= FOREVER else date(date.fromordinal(day).year, 12, 31).toordinal()


def _new_year(day: Day) -> Day:
    end = _end_of_year(day)
    return min(end + 1, FOREVER)


def _end_of_month(day: Day) -> Day:
    return first_of_next_month(day) - 1 if ALWAYS < day < FOREVER else day


def _end_of_quarter(day: Day) -> Day:
    if not ALWAYS < day < FOREVER:
        return day
    for _ in range(-date.fromordinal(day).month % 3):
        day = first_of_next_month(day)
    return _end_of_month(day)


_ROUNDING = {
    "end_of_month": _end_of_month,
    "end_of_quarter": _end_of_quarter,
    "first_of_next_month": first_of_next_month,
    "first_of_month_after_next": lambda day: first_of_next_month(first_of_next_month(day)),
    "first_of_third_month": lambda day: first_of_next_month(first_of_next_month(first_of_next_month(day))),
    "end_of_year": _end_of_year,
    "new_year": _new_year,
}


def end_of_calendar_year(day: Day, years_later: int = 0) -> Day:
    """31 December of the year of `day`, or of a later year."""
    if day <= ALWAYS or day >= FOREVER:
        return day
    return date(min(date.fromordinal(day).year + years_later, 9999), 12, 31).toordinal()


def takes_effect(world: World, timing: Timing, trigger: AnyDay) -> AnyDay:
    """The day on which `timing` lets what happened on `trigger` take effect."""
    when = trigger
    if timing.after is not None:
        counting = world.value(timing.counting)
        when = after(when, world.value(timing.after), counting, timing.month_end)
    if timing.then_after is not None:
        when = after(when, timing.then_after, world.value(timing.counting), timing.month_end)
    when = rounded(when, timing.round)
    if timing.no_earlier_than is not None:
        when = world.later(when, timing.no_earlier_than.first)
    return when
