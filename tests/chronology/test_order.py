"""Before, after, the same, or unknown."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import ZonedDateTime

from foedus.chronology.moments import parse_moment
from foedus.chronology.order import Order, compare, is_before
from foedus.chronology.zones import zone_data


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ("1941-04-13", "1941-04-25", Order.BEFORE),
        ("1941-04-25", "1941-04-13", Order.AFTER),
        ("1941-04-13", "1941-04-13", Order.SAME),
        ("1945-05", "1945-05-08", Order.UNKNOWN),
        ("1945-05", "1945-05", Order.UNKNOWN),  # the same text, not therefore the same day
        ("1945-05", "1945-06-01", Order.BEFORE),
        ("1941/..", "1940", Order.AFTER),
        ("../1941-04", "1941-05", Order.BEFORE),
        ("[1945-05-08..1945-05-09]", "1945-05-09", Order.UNKNOWN),
        # 17:00 in Moscow is 14:00Z, midnight in Harbin 15:00Z, 23:00 in Moscow 20:00Z
        ("1945-08-08T17:00[Europe/Moscow]", "1945-08-09T00:00[Asia/Harbin]", Order.BEFORE),
        ("1945-08-08T23:00[Europe/Moscow]", "1945-08-09T00:00[Asia/Harbin]", Order.AFTER),
        ("1945-08-08T23:00[Asia/Chita]", "1945-08-08T17:00[Europe/Moscow]", Order.SAME),
        # no zone is known for the date: 9 August began at 10:00Z on the 8th at the earliest
        ("1945-08-08T17:00[Europe/Moscow]", "1945-08-09", Order.UNKNOWN),
        ("1945-08-08T12:00[Europe/Moscow]", "1945-08-09", Order.BEFORE),  # 09:00Z
        ("1945-08-08T12:00", "1945-08-08T12:00", Order.UNKNOWN),  # by whose clocks?
        ("1945-08-08T12:00Z", "1945-08-08T12:00:30Z", Order.UNKNOWN),  # within that minute
        ("2025-10-26T02:30[Europe/Berlin]", "2025-10-26T02:30[Europe/Berlin]", Order.UNKNOWN),  # came twice
    ],
)
def test_two_moments_stand_as_their_texts_say(a: str, b: str, order: Order) -> None:
    assert compare(parse_moment(a), parse_moment(b)) is order


def test_the_place_of_a_date_settles_its_order_to_a_clock_time() -> None:
    declaration, attack = parse_moment("1945-08-08T17:00"), parse_moment("1945-08-09")
    assert compare(declaration, attack, "Europe/Moscow", "Asia/Harbin") is Order.BEFORE  # 14:00Z, from 15:00Z
    assert compare(declaration, attack, "Europe/Moscow", "Asia/Vladivostok") is Order.UNKNOWN  # from 14:00Z


def test_dates_of_two_known_places_are_compared_by_instants() -> None:
    eighth, ninth = parse_moment("1945-05-08"), parse_moment("1945-05-09")
    assert compare(eighth, ninth) is Order.BEFORE
    assert compare(eighth, ninth, "Europe/Moscow", "Europe/Moscow") is Order.BEFORE
    # 8 May in New York lasted until 04:00Z on the 9th; 9 May in Moscow had begun at 21:00Z on the 8th
    assert compare(eighth, ninth, "America/New_York", "Europe/Moscow") is Order.UNKNOWN
    assert compare(eighth, eighth, "Asia/Tokyo", "Asia/Chita") is Order.SAME  # both at +9


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("1941-04-12", "1941-04-13", True),
        ("1941-04-13", "1941-04-13", False),
        ("[1945-05-08..1945-05-09]", "1945-05-08", False),  # the same day or later, never before
        ("[1945-05-08..1945-05-09]", "1945-05-09", None),
        ("1945-08-08T17:00[Europe/Moscow]", "1945-08-09T00:00[Asia/Harbin]", True),
        ("1945-08-08T23:00[Europe/Moscow]", "1945-08-09T00:00[Asia/Harbin]", False),
        ("1945-08-08T17:00Z", "1945-08-08T17:00Z", False),
        ("1945-08-08T17:00[Europe/Moscow]", "1945-08-09", None),
    ],
)
def test_before_is_yes_no_or_open(a: str, b: str, answer: bool | None) -> None:
    assert is_before(parse_moment(a), parse_moment(b)) is answer


_MIRROR = {
    Order.BEFORE: Order.AFTER,
    Order.AFTER: Order.BEFORE,
    Order.SAME: Order.SAME,
    Order.UNKNOWN: Order.UNKNOWN,
}
_near = st.dates(datetime(1939, 1, 1).date(), datetime(1946, 12, 31).date()).map(str)
_texts = st.one_of(
    _near,
    _near.map(lambda text: text[:7]),
    st.builds("{}T{:02}:00".format, _near, st.integers(4, 22)),
    st.builds("{}T{:02}:30+03:00".format, _near, st.integers(0, 23)),
    _near.map("{}/..".format),
)
_zones = st.sampled_from([None, "Europe/Moscow", "Asia/Harbin", "America/New_York", "+01:00"])


@given(_texts, _texts, _zones, _zones)
def test_order_is_antisymmetric(a: str, b: str, zone_a: str | None, zone_b: str | None) -> None:
    one, other = parse_moment(a), parse_moment(b)
    order = compare(one, other, zone_a, zone_b)
    assert compare(other, one, zone_b, zone_a) is _MIRROR[order]
    before, after = is_before(one, other, zone_a, zone_b), is_before(other, one, zone_b, zone_a)
    assert (before is True) == (order is Order.BEFORE)
    assert not (before and after)


_modern = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Seoul", "Asia/Kolkata"])
_minutes = st.datetimes(datetime(2000, 1, 1), datetime(2024, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0, fold=0)
)


@given(_minutes, st.integers(-3000, 3000), _modern, _modern)
def test_order_of_modern_clock_times_agrees_with_aware_datetimes(
    local: datetime, minutes_apart: int, zone_a: str, zone_b: str
) -> None:
    texts, exact = [], []
    for at, zone in ((local, zone_a), (local + timedelta(minutes=minutes_apart), zone_b)):
        data = zone_data(zone)
        if data.utcoffset(at) != data.utcoffset(at.replace(fold=1)):
            return  # skipped or twice: such times have tests of their own
        texts.append(f"{at.isoformat(timespec='minutes')}[{zone}]")
        exact.append(ZonedDateTime(at.year, at.month, at.day, at.hour, at.minute, tz=zone).timestamp())
    a, b = exact
    expected = Order.BEFORE if a < b else Order.AFTER if a > b else Order.SAME
    assert compare(parse_moment(texts[0]), parse_moment(texts[1])) is expected
