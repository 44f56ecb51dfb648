"""At which instants a moment may lie, and on which data that rests."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.chronology.clocks import NO_BEGINNING, NO_END, instants, local_day, local_text
from foedus.chronology.days import day, iso
from foedus.chronology.moments import parse_moment
from foedus.chronology.zones import UNIX_YEAR, check_zone, table_row, table_rows, tzdata_version, zone_data
from foedus.errors import TimeTextError


def utc(instant: int) -> str:
    return local_text(instant, "UTC").removesuffix("+00:00")


@pytest.mark.parametrize(
    ("text", "zone", "in_utc"),
    [
        ("1945-08-09T00:00", "Asia/Harbin", "1945-08-08T15:00"),  # 24:00 - 9
        ("1945-08-09T00:00", "Asia/Vladivostok", "1945-08-08T14:00"),  # Khabarovsk's clock: 24:00 - 10
        ("1945-08-08T17:00", "Europe/Moscow", "1945-08-08T14:00"),  # 17 - 3
        ("1945-08-08T23:00", "Europe/Moscow", "1945-08-08T20:00"),  # 23 - 3
        ("1945-08-08T23:00", "Asia/Chita", "1945-08-08T14:00"),  # 23 - 9: the same instant as 17:00 in Moscow
        ("1945-04-05T15:00", "Europe/Moscow", "1945-04-05T12:00"),  # 15 - 3
        ("1945-05-08T23:01+01:00", None, "1945-05-08T22:01"),  # Central European Time: 23:01 - 1
        ("1945-05-08T23:01+01:00", "Europe/Berlin", "1945-05-08T22:01"),  # the written offset wins
        ("1945-05-08T23:01", "+01:00", "1945-05-08T22:01"),  # an offset for a zone
        ("1945-05-08T23:01", "Europe/Berlin", "1945-05-08T21:01"),  # tz has summer time, +2, that day
        ("1945-05-09T00:43", "Europe/Moscow", "1945-05-08T21:43"),  # 24:43 - 3
        ("1945-08-08T15:00", "America/New_York", "1945-08-08T19:00"),  # war time: 15 + 4
        ("1945-05-08T15:00", "Europe/London", "1945-05-08T13:00"),  # double summer time: 15 - 2
        ("1945-12-31T24:00", "Europe/Moscow", "1945-12-31T21:00"),  # the end of the day: 24 - 3
        ("1953-07-27T10:00", "Asia/Seoul", "1953-07-27T01:00"),  # Korea kept +9 until March 1954
        ("1997-07-01T00:00", "Asia/Hong_Kong", "1997-06-30T16:00"),  # 24 - 8
        ("1999-12-31T12:00", "America/Panama", "1999-12-31T17:00"),  # 12 + 5
        ("2020-02-01T00:00", "Europe/Brussels", "2020-01-31T23:00"),  # 24 - 1
        ("2025-09-27T20:00", "America/New_York", "2025-09-28T00:00"),  # summer time: 20 + 4
        ("2019-11-23T00:00", "Asia/Seoul", "2019-11-22T15:00"),  # 24 - 9
    ],
)
def test_a_clock_time_is_one_minute_of_utc(text: str, zone: str | None, in_utc: str) -> None:
    found = instants(parse_moment(text), zone)
    assert utc(found.first) == in_utc
    assert found.end - found.first == 60
    assert found.settled


def test_a_clock_time_written_to_the_second_is_one_second_wide() -> None:
    found = instants(parse_moment("1945-05-08T23:01:00+01:00"))
    assert found.end - found.first == 1


def test_the_german_surrender_is_two_dates() -> None:
    effect = instants(parse_moment("1945-05-08T23:01+01:00")).first
    assert local_text(effect, "Europe/Moscow") == "1945-05-09T01:01+03:00"  # 22:01 + 3 = 25:01
    assert iso(local_day(effect, "Europe/Moscow")) == "1945-05-09"
    assert iso(local_day(effect, "+01:00")) == "1945-05-08"


def test_a_date_is_the_whole_civil_day_of_its_place() -> None:
    found = instants(parse_moment("1945-08-09"), "Europe/Moscow")
    assert (utc(found.first), utc(found.end)) == ("1945-08-08T21:00", "1945-08-09T21:00")
    month = instants(parse_moment("1945-05"), "Asia/Tokyo")
    assert (utc(month.first), utc(month.end)) == ("1945-04-30T15:00", "1945-05-31T15:00")


def test_a_date_without_a_place_is_every_clock_on_earth() -> None:
    found = instants(parse_moment("1945-08-09"))
    # the day starts first at UTC+14 (10:00Z the day before) and ends last at UTC-12 (12:00Z the day after)
    assert (utc(found.first), utc(found.end)) == ("1945-08-08T10:00", "1945-08-10T12:00")
    assert found.basis == "no zone is known: any clock from UTC+14:00 to UTC-12:00"
    assert not found.settled
    noon = instants(parse_moment("1945-08-09T12:00"))
    assert (utc(noon.first), utc(noon.end)) == ("1945-08-08T22:00", "1945-08-10T00:01")


def test_open_ends_stay_open() -> None:
    assert instants(parse_moment("1941/.."), "Europe/Moscow").end == NO_END
    assert instants(parse_moment("../1941")).first == NO_BEGINNING


def test_a_day_of_changed_clocks_is_longer_or_shorter() -> None:
    spring = instants(parse_moment("2025-03-30"), "Europe/Berlin")
    autumn = instants(parse_moment("2025-10-26"), "Europe/Berlin")
    assert (spring.end - spring.first, autumn.end - autumn.first) == (23 * 3600, 25 * 3600)


def test_a_day_starts_when_its_midnight_was_skipped() -> None:
    # Shanghai went from 24:00 on 31 May 1940 straight to 01:00 on 1 June: 16:00Z, and the day had 23 hours
    found = instants(parse_moment("1940-06-01"), "Asia/Shanghai")
    assert (utc(found.first), utc(found.end)) == ("1940-05-31T16:00", "1940-06-01T15:00")


def test_a_clock_time_that_came_twice_is_both() -> None:
    found = instants(parse_moment("2025-10-26T02:30"), "Europe/Berlin")
    assert (utc(found.first), utc(found.end)) == ("2025-10-26T00:30", "2025-10-26T01:31")
    assert not found.settled
    assert found.basis.endswith("the clock time came twice, at +02:00 and +01:00")


def test_a_clock_time_that_never_came_is_refused() -> None:
    with pytest.raises(TimeTextError) as refusal:
        instants(parse_moment("2025-03-30T02:30"), "Europe/Berlin")
    assert str(refusal.value) == (
        "2025-03-30T02:30 never showed on the clocks of Europe/Berlin: "
        "they went forward from +01:00 to +02:00 then; write the offset that is meant"
    )


def test_a_day_that_never_came_is_refused() -> None:
    with pytest.raises(TimeTextError, match="30 December 2011 never came in Pacific/Apia"):
        instants(parse_moment("2011-12-30"), "Pacific/Apia")


def test_an_unknown_zone_is_refused_with_the_nearest() -> None:
    with pytest.raises(TimeTextError, match=r"'Europe/Mosow' is not a zone .*; did you mean Europe/Moscow or"):
        instants(parse_moment("1945-04-05"), "Europe/Mosow")
    with pytest.raises(TimeTextError, match=r"'\.\./Europe/Moscow' is not a zone"):
        check_zone("../Europe/Moscow")


def test_the_basis_names_table_release_or_text() -> None:
    table = instants(parse_moment("1945-08-09"), "Asia/Harbin").basis
    assert table.startswith("offset +09:00 in Asia/Harbin from the table of offsets: Manchukuo kept Tokyo time")
    old = instants(parse_moment("1945-05-08T12:00"), "Europe/Paris").basis
    assert old == f"tzdata {tzdata_version()} for Europe/Paris, which promises nothing before 1970"
    assert (
        instants(parse_moment("1997-07-01"), "Asia/Hong_Kong").basis == f"tzdata {tzdata_version()} for Asia/Hong_Kong"
    )
    assert instants(parse_moment("1945-05-08T23:01+01:00")).basis == "offset +01:00 as written"


def test_table_rows_are_whole_days_in_order_and_each_has_a_source() -> None:
    rows = table_rows()
    assert len(rows) >= 15
    for row in rows:
        assert check_zone(row.zone) == row.zone
        assert row.start < row.end <= UNIX_YEAR
        assert row.source.endswith("; tz agrees") or "; differs from tz: " in row.source
    for row, following in pairwise(rows):
        assert row.zone != following.zone or row.end <= following.start


def test_table_rows_that_say_so_agree_with_tzdata_on_every_hour() -> None:
    for row in table_rows():
        data = zone_data(row.zone)
        start = datetime.fromordinal(row.start)
        hours = range(0, (row.end - row.start) * 24, 1 if row.end - row.start < 1000 else 24)
        offsets = {data.utcoffset(start + timedelta(hours=hour)) for hour in hours}
        agrees = offsets == {timedelta(seconds=row.seconds)}
        assert agrees == row.source.endswith("; tz agrees"), row


def test_the_table_ends_where_the_tz_database_begins_to_promise() -> None:
    assert table_row("Europe/Moscow", UNIX_YEAR - 1) is not None
    assert table_row("Europe/Moscow", UNIX_YEAR) is None
    assert table_row("Europe/Moscow", day("1917-11-07")) is None


def _write_wrong_zone(directory: Path) -> None:
    """A zone file (TZif version 1) that puts Moscow, Brussels and Harbin at UTC-11 for ever."""
    head = b"TZif" + b"\0" * 16 + b"".join(n.to_bytes(4, "big") for n in (0, 0, 0, 0, 1, 4))
    wrong = head + (-11 * 3600).to_bytes(4, "big", signed=True) + b"\0\0" + b"BAD\0"
    for name in ("Europe/Moscow", "Europe/Brussels", "Asia/Harbin"):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wrong)


def test_the_zone_data_of_the_machine_changes_nothing(tmp_path: Path) -> None:
    _write_wrong_zone(tmp_path)
    program = (
        "from zoneinfo import ZoneInfo\n"
        "from datetime import datetime\n"
        "from foedus.chronology import instants, local_text, parse_moment\n"
        "print(datetime(1945, 4, 5, tzinfo=ZoneInfo('Europe/Moscow')).utcoffset())\n"
        "for text in ('1945-04-05T15:00[Europe/Moscow]', '1920-04-05T15:00[Europe/Moscow]',\n"
        "             '2020-02-01T00:00[Europe/Brussels]', '1945-08-09T00:00[Asia/Harbin]'):\n"
        "    found = instants(parse_moment(text))\n"
        "    print(found.first, local_text(found.first, 'Europe/Moscow'), found.basis)\n"
    )

    def run(**changed: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, **changed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.splitlines()

    usual, fooled = run(), run(PYTHONTZPATH=str(tmp_path))
    assert fooled[0] == "-1 day, 13:00:00"  # the wrong data are in force for whoever asks the machine
    assert len(usual) == 5
    assert fooled[1:] == usual[1:]


_MODERN = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Seoul",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Asia/Kathmandu",
    ]
)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)), _MODERN)
def test_instants_of_modern_clocks_agree_with_aware_datetimes(local: datetime, zone: str) -> None:
    local = local.replace(microsecond=0)
    data = zone_data(zone)
    first, second = (local.replace(tzinfo=data, fold=fold).astimezone(UTC) for fold in (0, 1))
    moment = parse_moment(local.isoformat())
    if first > second:  # PEP 495: a time that was skipped
        with pytest.raises(TimeTextError, match="never showed"):
            instants(moment, zone)
        return
    found = instants(moment, zone)
    epoch = datetime(1, 1, 1, tzinfo=UTC)
    assert found.first == (first - epoch) // timedelta(seconds=1)
    assert found.end == (second - epoch) // timedelta(seconds=1) + 1


@given(
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),
    st.sampled_from(["Europe/Moscow", "Asia/Tokyo", "+05:30"]),
)
def test_local_text_names_the_instant_it_came_from(utc_time: datetime, zone: str) -> None:
    instant = (utc_time.replace(microsecond=0) - datetime(1, 1, 1)) // timedelta(seconds=1)
    text = local_text(instant, zone)
    assert text.startswith(iso(local_day(instant, zone)))
    written = datetime.fromisoformat(text)
    assert (written - datetime(1, 1, 1, tzinfo=UTC)) // timedelta(seconds=1) == instant


@given(st.dates(datetime(1900, 1, 1).date(), datetime(2037, 1, 1).date()), _MODERN)
def test_the_days_of_a_zone_follow_one_another_without_gap(that: object, zone: str) -> None:
    first = day(str(that))
    one, next_one = (instants(parse_moment(iso(when)), zone) for when in (first, first + 1))
    assert one.end >= next_one.first
    assert local_day(one.first, zone) == first
    assert local_day(one.end - 1, zone) == first
