"""Periods, counted by named rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from foedus.chronology.days import ALWAYS, FOREVER, day, iso
from foedus.chronology.periods import (
    Counting,
    MonthEnd,
    Period,
    first_of_next_month,
    minus,
    next_month_day,
    parse_period,
    plus,
)
from foedus.errors import TimeTextError


@pytest.mark.parametrize(
    ("start", "period", "clamped", "overflowed"),
    [
        ("1941-04-25", "5 years", "1946-04-25", "1946-04-25"),
        ("2018-08-31", "6 months", "2019-02-28", "2019-03-01"),  # 31 February does not exist
        ("2020-02-29", "1 year", "2021-02-28", "2021-03-01"),
        ("2020-02-29", "4 years", "2024-02-29", "2024-02-29"),  # a leap year again
        ("1896-02-29", "4 years", "1900-02-28", "1900-03-01"),  # 1900 is no leap year
        ("2019-01-31", "1 month 2 days", "2019-03-02", "2019-03-03"),  # 28 February + 2; 1 March + 2
        ("2020-01-31", "1 month", "2020-02-29", "2020-03-01"),
        ("2019-05-31", "1 month", "2019-06-30", "2019-07-01"),
        ("2007-12-15", "15 years", "2022-12-15", "2022-12-15"),
        ("2019-01-01", "90 days", "2019-04-01", "2019-04-01"),  # 30 + 28 + 31 = 89 days to 31 March
        ("2019-01-01", "2 weeks", "2019-01-15", "2019-01-15"),
    ],
)
def test_a_period_has_effect_on_the_corresponding_day(start: str, period: str, clamped: str, overflowed: str) -> None:
    length = parse_period(period)
    assert iso(plus(day(start), length)) == clamped
    assert iso(plus(day(start), length, month_end=MonthEnd.OVERFLOW)) == overflowed


@pytest.mark.parametrize(
    ("end", "period", "clamped"),
    [
        ("1946-04-13", "1 year", "1945-04-13"),  # the last day for notice where the term runs from signature
        ("1946-04-25", "1 year", "1945-04-25"),  # and where it runs from ratification
        ("2019-03-31", "6 months", "2018-09-30"),  # 31 September does not exist
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2019-03-01", "1 month 1 day", "2019-01-31"),  # 1 February, less a day
    ],
)
def test_a_period_is_counted_back_from_an_end(end: str, period: str, clamped: str) -> None:
    assert iso(minus(day(end), parse_period(period))) == clamped


def test_the_counting_rule_moves_the_day_by_one() -> None:
    start, year = day("2007-05-02"), Period(years=1)
    assert iso(plus(start, year, Counting.SAME_DAY)) == "2008-05-02"
    assert iso(plus(start, year, Counting.DAY_AFTER)) == "2008-05-03"
    assert iso(plus(start, year, Counting.DAY_BEFORE)) == "2008-05-01"
    assert iso(minus(start, year, Counting.DAY_AFTER)) == "2006-05-01"


def test_forty_renewals_are_counted_once_from_the_anchor() -> None:
    # from 31 January, month by month, one would lose days at the first February and keep the 28th for ever
    assert iso(plus(day("2001-01-31"), Period(months=1).times(40))) == "2004-05-31"
    assert iso(plus(day("1941-04-25"), Period(years=5).times(40))) == "2141-04-25"


_days = st.dates(date(1, 1, 1), date(9000, 1, 1))
_periods = st.builds(Period, st.integers(0, 300), st.integers(0, 400), st.integers(0, 100), st.integers(0, 1000))


@given(_days, _periods)
def test_clamped_sums_agree_with_dateutil_and_whenever(start: date, period: Period) -> None:
    ours = plus(start.toordinal(), period)
    by_dateutil = start + relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)
    by_whenever = Date(start.year, start.month, start.day).add(
        years=period.years, months=period.months, weeks=period.weeks, days=period.days
    )
    assert iso(ours) == by_dateutil.isoformat() == str(by_whenever)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), _periods)
def test_differences_agree_with_dateutil(end: date, period: Period) -> None:
    theirs = end - relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)
    assert iso(minus(end.toordinal(), period)) == theirs.isoformat()


@given(_days, st.integers(0, 4000))
def test_overflow_is_clamping_or_the_day_after_and_then_a_first(start: date, months: int) -> None:
    clamped = plus(start.toordinal(), Period(months=months))
    overflowed = plus(start.toordinal(), Period(months=months), month_end=MonthEnd.OVERFLOW)
    if date.fromordinal(clamped).day == start.day:
        assert overflowed == clamped
    else:
        assert overflowed == clamped + 1
        assert date.fromordinal(overflowed).day == 1


@given(_days, st.builds(Period, st.integers(0, 20), st.integers(0, 24)), st.integers(0, 20))
def test_a_period_many_times_over_equals_one_sum_from_the_anchor(start: date, period: Period, count: int) -> None:
    theirs = start + relativedelta(months=period.total_months * count)
    assert iso(plus(start.toordinal(), period.times(count))) == theirs.isoformat()


@given(_days, st.integers(0, 500), st.integers(0, 500))
def test_a_longer_period_never_ends_earlier(start: date, months: int, more: int) -> None:
    for month_end in MonthEnd:
        short, long = (plus(start.toordinal(), Period(months=n), month_end=month_end) for n in (months, months + more))
        assert short <= long


def test_periods_past_the_calendar_end_are_without_end() -> None:
    assert plus(day("9999-06-01"), Period(years=1)) == FOREVER
    assert plus(day("9999-12-31"), Period(days=1)) == FOREVER
    assert plus(FOREVER, Period(years=1)) == FOREVER
    assert minus(day("0001-06-01"), Period(years=1)) == ALWAYS
    assert minus(day("0001-01-01"), Period(days=1)) == ALWAYS


@given(_days)
def test_the_first_of_next_month_is_a_first_within_31_days(that: date) -> None:
    found = date.fromordinal(first_of_next_month(that.toordinal()))
    assert found.day == 1
    assert timedelta(0) < found - that <= timedelta(31)


@given(_days, st.dates(date(2019, 1, 1), date(2019, 12, 31)))
def test_the_next_anniversary_is_the_first_not_before(that: date, anniversary: date) -> None:
    found = date.fromordinal(next_month_day(that.toordinal(), anniversary.month, anniversary.day))
    assert (found.month, found.day) == (anniversary.month, anniversary.day)
    assert that <= found < date(that.year + 1, that.month, min(that.day, 28)) + timedelta(4)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5 years", Period(years=5)),
        ("1 year 6 months", Period(years=1, months=6)),
        ("1 year, 2 weeks, 3 days", Period(years=1, weeks=2, days=3)),
        ("P1Y6M", Period(years=1, months=6)),
        ("P90D", Period(days=90)),
    ],
)
def test_a_period_is_read_in_words_or_as_iso_duration(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "P", "5", "five years", "-1 year", "1.5 years", "PT5H", "6 months 1 year"])
def test_other_texts_are_no_periods(text: str) -> None:
    with pytest.raises(TimeTextError, match="is not a period such as '5 years'"):
        parse_period(text)


@given(_periods.filter(lambda period: str(period) != "0 days"))
def test_a_period_reads_back_what_it_writes(period: Period) -> None:
    assert parse_period(str(period)) == period
