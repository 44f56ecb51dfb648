"""Old-style dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.calendars import julian_day_to_civil
from foedus.chronology.days import LAST_DAY, iso
from foedus.errors import TimeTextError


@pytest.mark.parametrize(
    ("julian", "civil"),
    [
        ((1917, 10, 25), "1917-11-07"),  # the October Revolution: 13 days
        ((1918, 1, 31), "1918-02-13"),  # the last old-style day in Russia
        ((1582, 10, 4), "1582-10-14"),  # the day before 15 October
        ((1700, 2, 28), "1700-03-10"),  # still ten days
        ((1700, 2, 29), "1700-03-11"),  # a day that the Gregorian 1700 lacks; eleven days from here
        ((1709, 6, 27), "1709-07-08"),  # Poltava
        ((1774, 7, 10), "1774-07-21"),  # the treaty of Kucuk Kaynarca
        ((200, 3, 1), "0200-03-01"),  # the two calendars agree in the third century
        ((1, 1, 3), "0001-01-01"),
    ],
)
def test_a_julian_date_is_a_civil_day(julian: tuple[int, int, int], civil: str) -> None:
    assert iso(julian_day_to_civil(*julian)) == civil


def _julian_by_day_number(number: int) -> tuple[int, int, int]:
    """Richards' integer algorithm from the Julian day number, written independently of the module."""
    f = number + 1401
    e = 4 * f + 3
    h = 5 * (e % 1461 // 4) + 2
    month = (h // 153 + 2) % 12 + 1
    return e // 1461 - 4716 + (14 - month) // 12, month, h % 153 // 5 + 1


@given(st.integers(1, LAST_DAY))
def test_every_civil_day_is_one_julian_date(civil: int) -> None:
    # the Julian day number at noon of 0001-01-01 (Gregorian), civil day 1, is 1,721,426
    assert julian_day_to_civil(*_julian_by_day_number(civil + 1_721_425)) == civil


@pytest.mark.parametrize(
    ("julian", "message"),
    [
        ((1917, 13, 1), "there is no month 13 in the Julian calendar, only 1 to 12"),
        ((1917, 2, 29), "1917-02 has the days 1 to 28 in the Julian calendar, not 29"),
        ((1, 1, 1), "Julian 0001-01-01 lies outside the civil years 0001 to 9999"),
    ],
)
def test_what_the_julian_calendar_lacks_is_refused(julian: tuple[int, int, int], message: str) -> None:
    with pytest.raises(TimeTextError) as refusal:
        julian_day_to_civil(*julian)
    assert str(refusal.value) == message
