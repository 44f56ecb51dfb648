"""What a moment's text says, and no more."""

from __future__ import annotations

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.clocks import Clock
from foedus.chronology.days import ALWAYS, FOREVER, day, iso
from foedus.chronology.moments import Moment, parse_moment
from foedus.errors import TimeTextError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1941-04-13", "1941-04-13", "1941-04-13"),
        ("1941-04", "1941-04-01", "1941-04-30"),
        ("1944-02", "1944-02-01", "1944-02-29"),  # 1944 is a leap year
        ("1900-02", "1900-02-01", "1900-02-28"),  # 1900 is none: divisible by 100, not by 400
        ("1941", "1941-01-01", "1941-12-31"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),  # there is no year 0
        ("1941-XX", "1941-01-01", "1941-12-31"),
        ("1941-XX-XX", "1941-01-01", "1941-12-31"),
        ("1941-1X", "1941-10-01", "1941-12-31"),
        ("1941-0X", "1941-01-01", "1941-09-30"),
        ("1941-04-XX", "1941-04-01", "1941-04-30"),
        ("1941-04-0X", "1941-04-01", "1941-04-09"),
        ("1941-04-1X", "1941-04-10", "1941-04-19"),
        ("1941-04-3X", "1941-04-30", "1941-04-30"),
        ("1941-04-13/1941-04-25", "1941-04-13", "1941-04-25"),
        ("1941-04/1945", "1941-04-01", "1945-12-31"),
        ("1941-04/1941-04-10", "1941-04-01", "1941-04-10"),
        ("1941/..", "1941-01-01", ".."),
        ("1941/", "1941-01-01", ".."),
        ("../1941-04", "..", "1941-04-30"),
        ("/1941-04", "..", "1941-04-30"),
        ("[1945-05-08..1945-05-09]", "1945-05-08", "1945-05-09"),
        ("[1945-05-08,1945-05-09]", "1945-05-08", "1945-05-09"),
        ("[1945-05-09, 1945-05-07]", "1945-05-07", "1945-05-09"),
        ("[..1945-05]", "..", "1945-05-31"),
        ("[1945-05-08..]", "1945-05-08", ".."),
    ],
)
def test_a_text_names_its_first_and_last_day(text: str, first: str, last: str) -> None:
    moment = parse_moment(text)
    assert (iso(moment.first), iso(moment.last)) == (first, last)
    assert moment.text == text
    assert moment.is_exact == (first == last)
    assert moment.clock is None


def test_open_ends_are_always_and_forever() -> None:
    assert parse_moment("../1941").first == ALWAYS
    assert parse_moment("1941/..").last == FOREVER


@pytest.mark.parametrize("qualified", ["1945-05{}", "{}1945-05", "1945{}-05", "1945-{}05"])
@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"),
    [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)],
)
def test_qualifiers_are_recorded_and_widen_nothing(
    qualified: str, mark: str, approximate: bool, uncertain: bool
) -> None:
    moment = parse_moment(qualified.format(mark))
    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)
    assert (iso(moment.first), iso(moment.last)) == ("1945-05-01", "1945-05-31")


def test_a_qualifier_on_either_end_of_an_interval_marks_the_moment() -> None:
    assert parse_moment("1941~/1945").approximate
    assert parse_moment("1941/1945?").uncertain
    assert parse_moment("[1941,1945%]").uncertain


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("1945-04-05T15:00", Clock(15 * 3600)),
        ("1945-04-05T15:00:00", Clock(15 * 3600, width=1)),
        ("1945-04-05T15:00:07", Clock(15 * 3600 + 7, width=1)),
        ("1945-04-05T15:00Z", Clock(15 * 3600, offset_minutes=0)),
        ("1945-04-05T15:00+03:00", Clock(15 * 3600, offset_minutes=180)),
        ("1945-04-05T15:00-0330", Clock(15 * 3600, offset_minutes=-210)),
        ("1945-04-05T15:00[Europe/Moscow]", Clock(15 * 3600, zone="Europe/Moscow")),
        ("1945-04-05T15:00+03:00[Europe/Moscow]", Clock(15 * 3600, zone="Europe/Moscow", offset_minutes=180)),
        ("1945-04-05T24:00", Clock(24 * 3600)),
    ],
)
def test_a_clock_time_is_kept_as_written(text: str, clock: Clock) -> None:
    assert parse_moment(text) == Moment(text, day("1945-04-05"), day("1945-04-05"), clock=clock)


def test_a_clock_time_may_be_approximate() -> None:
    moment = parse_moment("1945-04-05T15:00~")
    assert moment.approximate
    assert moment.clock == Clock(15 * 3600)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1945-04-05T15:00[Europe/Moscow]", "5 April 1945, 15:00 Europe/Moscow"),
        ("1945-05-08T23:01+01:00", "8 May 1945, 23:01 UTC+01:00"),
        ("1945-05-08T23:01:00Z", "8 May 1945, 23:01:00 UTC"),
        ("1945-05-09T01:01+03:00[Europe/Moscow]", "9 May 1945, 01:01 UTC+03:00 (Europe/Moscow)"),
        ("1945-12-31T24:00", "31 December 1945, 24:00"),
        ("1945-05", "May 1945"),
        ("1945", "1945"),
        ("194X", "the 1940s"),
        ("1941/1945", "between 1941 and 1945"),
        ("[1945-05-08..1945-05-09]", "8 or 9 May 1945"),
        ("1945-04-30/1945-05-01", "30 April or 1 May 1945"),
        ("1941-12-31/1942-01-01", "31 December 1941 or 1 January 1942"),
        ("1945-05-07/1945-05-09", "between 7 and 9 May 1945"),
        ("1941-06-22/1945-05-09", "between 22 June 1941 and 9 May 1945"),
        ("1941/..", "on or after 1 January 1941"),
        ("../1941-04", "on or before 30 April 1941"),
        ("1945-05-08~", "about 8 May 1945"),
        ("1945-05?", "May 1945 (uncertain)"),
    ],
)
def test_a_moment_reads_as_people_write(text: str, words: str) -> None:
    assert str(parse_moment(text)) == words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1849-02-29", "'1849-02-29' is no date: February 1849 has the days 01 to 28"),
        ("1900-02-29", "'1900-02-29' is no date: February 1900 has the days 01 to 28"),
        ("1945-04-31", "'1945-04-31' is no date: April 1945 has the days 01 to 30"),
        ("1945-04-00", "'1945-04-00' is no date: April 1945 has the days 01 to 30"),
        ("1941-13", "'1941-13' is no date: there is no month 13, only 01 to 12"),
        ("1941-00-01", "'1941-00-01' is no date: there is no month 00, only 01 to 12"),
        ("1941-04-31/1945", "'1941-04-31' in '1941-04-31/1945' is no date: April 1941 has the days 01 to 30"),
        ("1941-21", "'1941-21': a season has no first and last day; write a range such as 1941-03/1941-05"),
        ("194X-04", "'194X-04': digits can be left open only from the right, as in 1941-04-XX"),
        ("1941-XX-04", "'1941-XX-04': digits can be left open only from the right, as in 1941-04-XX"),
        ("0000", "'0000': the calendar has the years 0001 to 9999"),
        ("-0044", "'-0044' is not a date: the calendar has the years 0001 to 9999"),
        ("Y10000", "'Y10000' is not a date: the calendar has the years 0001 to 9999"),
        ("XXXX", "'XXXX' leaves every year open and says nothing; give a range A/B"),
        ("19410413", "'19410413' is not a date: write it with hyphens, as in 1941-04-13"),
        (
            "1941-4-13",
            "'1941-4-13' is not a date: write year, month and day with all digits, as in 1941-04-13",
        ),
        ("", "'' is not a date: it is empty; expected a date such as 1941-04-13"),
        (" 1941", "' 1941' is not a date: spaces stand around it; take them away"),
        (
            "1941-W15-7",
            "'1941-W15-7' is not a date: expected YYYY-MM-DD, YYYY-MM, YYYY, 194X, an interval A/B, or a set [A,B]",
        ),
        ("1945/1944", "'1945/1944' ends before it starts"),
        ("../..", "'../..' is open at both ends and says nothing; give one of them"),
        ("1941/1942/1943", "'1941/1942/1943': an interval has two ends, as in 1941-04-13/1946-04-13"),
        ("[1941", "'[1941': the set lacks its closing ']'"),
        ("{1941,1942}", "'{1941,1942}' names several moments at once; write each as an event of its own"),
        (
            "1945-04-05T25:00",
            "'1945-04-05T25:00': no clock shows that time; expected 00:00 to 23:59, or 24:00",
        ),
        (
            "1945-04-05T24:01",
            "'1945-04-05T24:01': no clock shows that time; expected 00:00 to 23:59, or 24:00",
        ),
        ("1945-04T15:00", "'1945-04T15:00': a clock time needs a full date such as 1945-04-05"),
        (
            "1945-02-29T15:00",
            "'1945-02-29' in '1945-02-29T15:00' is no date: February 1945 has the days 01 to 28",
        ),
        ("1945-04-05T15:00+19:00", "'+19:00' is not an offset from UTC: expected between -15:59 and +15:59"),
        (
            "1945-04-05T15:00[Asia/Khabarovsk]",
            "'Asia/Khabarovsk' is not a zone of the tz database; its clocks are those of Asia/Vladivostok",
        ),
        (
            "1945-04-05T15:00[europe/moscow]",
            "'europe/moscow' is not a zone of the tz database; write Europe/Moscow",
        ),
        (
            "1945-04-05T15:00[Nowhere]",
            "'Nowhere' is not a zone of the tz database; "
            "write a name such as Europe/Moscow, or an offset such as +03:00",
        ),
        (
            "1945-04-05T15:00/1945-04-06",
            "'1945-04-05T15:00/1945-04-06' is not a clock time such as 1945-04-05T15:00, "
            "1945-04-05T15:00+03:00 or "
            "1945-04-05T15:00[Europe/Moscow]; a clock time stands alone, not in an interval",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(TimeTextError) as refusal:
        parse_moment(text)
    assert str(refusal.value) == message


_dates = st.dates().map(lambda that: that.isoformat())
_months = st.dates().map(lambda that: that.isoformat()[:7])
_years = st.integers(1, 9999).map("{:04}".format)
_decades = st.integers(1, 999).map("{:03}X".format)
_unspecified = st.one_of(_years.map("{}-XX".format), _months.map("{}-XX".format))
_plain = st.one_of(_dates, _months, _years)
_qualified = st.builds("{}{}".format, _plain, st.sampled_from("?~%"))
_sets = st.builds("[{},{}]".format, _dates, _dates)


@given(st.one_of(_plain, _decades, _unspecified, _qualified, _sets))
def test_days_agree_with_the_edtf_library_where_it_is_right(text: str) -> None:
    theirs = parse_edtf(text)
    low, high = theirs.lower_strict(), theirs.upper_strict()
    ours = parse_moment(text)
    assert iso(ours.first) == "{:04}-{:02}-{:02}".format(*low[:3])
    assert iso(ours.last) == "{:04}-{:02}-{:02}".format(*high[:3])


@given(st.text(alphabet="0123456789X-/.[],?~%T:Z+ ", max_size=24))
def test_any_text_is_either_read_or_refused_as_a_time_text(text: str) -> None:
    try:
        moment = parse_moment(text)
    except TimeTextError:
        return
    assert ALWAYS <= moment.first <= moment.last <= FOREVER
    assert moment.text == text
