"""Civil days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, day, iso, words, ymd
from foedus.errors import TimeTextError


@given(st.dates())
def test_a_day_is_the_ordinal_of_its_date(that: date) -> None:
    assert day(that.isoformat()) == that.toordinal() == ymd(that.year, that.month, that.day)
    assert iso(that.toordinal()) == that.isoformat()


def test_the_ends_of_the_calendar() -> None:
    assert day("0001-01-01") == ALWAYS + 1
    assert day("9999-12-31") == LAST_DAY == FOREVER - 1
    assert (iso(ALWAYS), iso(FOREVER)) == ("..", "..")
    assert (words(ALWAYS), words(FOREVER)) == ("no beginning", "no end")
    assert words(day("1941-04-13")) == "13 April 1941"


@pytest.mark.parametrize("text", ["1849-02-29", "19410413", "1941-W15-7", "1941W157", "1941-4-13", "", "1941-04-13T00"])
def test_what_is_no_calendar_date_is_refused(text: str) -> None:
    with pytest.raises(TimeTextError, match="is not a calendar date such as 1941-04-13"):
        day(text)
