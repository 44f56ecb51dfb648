"""Clock times, and the instants at which a moment may lie.

An `Instant` is a whole number of seconds of UTC, counted from 0001-01-01T00:00Z (which is 0), leap seconds
left out: instant = (day - 1) * 86,400 + seconds since midnight UTC, `day` being the ordinal of
`foedus.chronology.days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from foedus.chronology.clock import Clock
from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, Day, iso, words
from foedus.chronology.moments import Moment
from foedus.chronology.zones import (
    UNIX_YEAR,
    check_zone,
    local_datetime,
    offset_seconds,
    offset_text,
    table_row,
    tzdata_version,
    whole_seconds,
    zone_data,
)
from foedus.errors import TimeTextError

Instant: TypeAlias = int

DAY_SECONDS = 86_400

NO_BEGINNING: Instant = -2 * DAY_SECONDS
"""Earlier than every instant that any clock can give: the start of a range that has no beginning."""

NO_END: Instant = (FOREVER + 2) * DAY_SECONDS
"""Later than every instant that any clock can give: the end of a range that has no end."""

_EAST, _WEST = 14 * 3600, -12 * 3600  # the clocks furthest ahead of and behind UTC


@dataclass(frozen=True, slots=True)
class InstantRange:
    """The UTC seconds t with first <= t < end (half-open) at which a moment may lie.

    `basis` says, for people, what the conversion rests on: an offset as written, our table (with the
    source), the `tzdata` release, or no zone at all. `settled` is False when the clock itself leaves more
    than one instant open: no zone is known, or the clock time came twice.
    """

    first: Instant
    end: Instant
    basis: str
    settled: bool = True


def instants(moment: Moment, zone: str | None = None) -> InstantRange:
    """The instants at which `moment` may lie, by the clock of the place.

    A clock time is as wide as it is written: one minute or one second. A date is its whole civil days. The
    clock is, in this order: the offset in the text, the zone in the text, `zone` (a tz name or an offset
    such as `+01:00`). With none of them the range runs from the moment's start at UTC+14:00 to its end at
    UTC-12:00. An approximate or uncertain moment is not widened.

    >>> from foedus.chronology.moments import parse_moment
    >>> note = instants(parse_moment("1945-04-05T15:00[Europe/Moscow]"))
    >>> local_text(note.first, "UTC")
    '1945-04-05T12:00+00:00'

    Raises TimeTextError for an unknown zone, and for a clock time or day that the zone's clocks skipped.
    """
    clock = moment.clock
    written = None if clock is None else clock.offset_minutes
    name = (None if clock is None else clock.zone) or zone
    offset = written * 60 if written is not None else None
    basis = "" if offset is None else f"offset {offset_text(offset)} as written"
    if offset is None and name is not None:
        offset = offset_seconds(name)
        basis = "" if offset is None else f"offset {offset_text(offset)} as given"
    if clock is not None:
        at = (moment.first - 1) * DAY_SECONDS + clock.seconds
        if offset is not None:
            return InstantRange(at - offset, at - offset + clock.width, basis)
        if name is None:
            return InstantRange(at - _EAST, at - _WEST + clock.width, _NO_ZONE, settled=False)
        return _clock_in_zone(moment.first, clock, check_zone(name))
    if offset is not None:
        return _days_between(moment, offset, offset, basis)
    if name is None:
        return _days_between(moment, _EAST, _WEST, _NO_ZONE, settled=False)
    return _days_in_zone(moment, check_zone(name))


def local_day(instant: Instant, zone: str) -> Day:
    """The civil day that the clocks of `zone` (a tz name or an offset) show at `instant`.

    >>> from foedus.chronology.days import day, iso
    >>> surrender = (day("1945-05-08") - 1) * 86_400 + 22 * 3600 + 60  # 22:01 UTC
    >>> iso(local_day(surrender, "+01:00")), iso(local_day(surrender, "Europe/Moscow"))
    ('1945-05-08', '1945-05-09')
    """
    return (instant + _offset_at(instant, zone)) // DAY_SECONDS + 1


def local_text(instant: Instant, zone: str) -> str:
    """ISO 8601 text of `instant` by the clocks of `zone`, with the offset: `1945-05-09T01:01+03:00`.

    Seconds are written where they are not zero. Past either end of the calendar: `..`.
    """
    offset = _offset_at(instant, zone)
    civil, seconds = divmod(instant + offset, DAY_SECONDS)
    if not ALWAYS < civil + 1 < FOREVER:
        return ".."
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    clock = f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
    return f"{iso(civil + 1)}T{clock}{offset_text(offset)}"


_NO_ZONE = "no zone is known: any clock from UTC+14:00 to UTC-12:00"


def _days_between(moment: Moment, east: int, west: int, basis: str, settled: bool = True) -> InstantRange:
    first = NO_BEGINNING if moment.first <= ALWAYS else (moment.first - 1) * DAY_SECONDS - east
    end = NO_END if moment.last >= FOREVER else moment.last * DAY_SECONDS - west
    return InstantRange(first, end, basis, settled)


def _clock_in_zone(when: Day, clock: Clock, zone: str) -> InstantRange:
    at = (when - 1) * DAY_SECONDS + clock.seconds
    if row := table_row(zone, when):
        return InstantRange(at - row.seconds, at - row.seconds + clock.width, _table_basis(zone, when))
    if when >= LAST_DAY and clock.seconds >= DAY_SECONDS:
        raise TimeTextError("24:00 on 9999-12-31 is past the end of the calendar")
    local = local_datetime(when, clock.seconds)
    early, late = _both_offsets(zone_data(zone), local)
    basis = _tzdata_basis(zone, when)
    if early < late:
        raise TimeTextError(
            f"{local.isoformat(timespec='minutes')} never showed on the clocks of {zone}: they went forward "
            f"from {offset_text(early)} to {offset_text(late)} then; write the offset that is meant"
        )
    if early > late:
        basis += f"; the clock time came twice, at {offset_text(early)} and {offset_text(late)}"
    return InstantRange(at - early, at - late + clock.width, basis, settled=early == late)


def _days_in_zone(moment: Moment, zone: str) -> InstantRange:
    bases: dict[str, None] = {}
    first, end = NO_BEGINNING, NO_END
    if moment.first > ALWAYS:
        first = _start_of_day(moment.first, zone)
        bases[_basis(zone, moment.first)] = None
    if moment.last < FOREVER:
        end = _end_of_day(moment.last, zone)
        bases[_basis(zone, moment.last)] = None
    if end <= first:
        raise TimeTextError(f"{words(moment.first)} never came in {zone}: its clocks skipped that day")
    return InstantRange(first, end, "; ".join(bases))


def _start_of_day(when: Day, zone: str) -> Instant:
    if row := table_row(zone, when):
        return (when - 1) * DAY_SECONDS - row.seconds
    return _midnight(when, zone)[0]


def _end_of_day(when: Day, zone: str) -> Instant:
    if row := table_row(zone, when):
        return when * DAY_SECONDS - row.seconds
    if when >= LAST_DAY:  # there is no next midnight to ask for
        last_second = datetime.fromordinal(LAST_DAY) + timedelta(seconds=DAY_SECONDS - 1)
        return LAST_DAY * DAY_SECONDS - _both_offsets(zone_data(zone), last_second)[1]
    return _midnight(when + 1, zone)[1]


def _midnight(when: Day, zone: str) -> tuple[Instant, Instant]:
    """First and last instant at which `when` began by tzdata: two where clocks went back over midnight."""
    data = zone_data(zone)
    at = (when - 1) * DAY_SECONDS
    early, late = _both_offsets(data, local_datetime(when, 0))
    if early >= late:
        return at - early, at - late
    # Midnight was skipped: the day began when the clocks went forward. Find that second by bisection.
    low, high = at - late, at - early  # the day began after low, at high or before
    while high - low > 1:
        middle = (low + high) // 2
        if (middle + _tzdata_offset(middle, data)) // DAY_SECONDS + 1 >= when:
            high = middle
        else:
            low = middle
    return high, high


def _both_offsets(data: ZoneInfo, local: datetime) -> tuple[int, int]:
    """Offsets of both readings (PEP 495): equal; falling where the time came twice; rising in a gap."""
    first = whole_seconds(data.utcoffset(local.replace(fold=0)))
    return first, whole_seconds(data.utcoffset(local.replace(fold=1)))


def _offset_at(instant: Instant, zone: str) -> int:
    fixed = offset_seconds(zone)
    if fixed is not None:
        return fixed
    data = zone_data(zone)
    by_tzdata = _tzdata_offset(instant, data)
    near = (instant + by_tzdata) // DAY_SECONDS + 1
    for when in (
        near,
        near - 1,
        near + 1,
    ):  # our table may put the instant on a day beside the one tzdata gives
        row = table_row(zone, when)
        if row is not None and (instant + row.seconds) // DAY_SECONDS + 1 == when:
            return row.seconds
    return by_tzdata


def _tzdata_offset(instant: Instant, data: ZoneInfo) -> int:
    """Offset at a UTC instant; on the calendar's first and last day that of the day inside."""
    inside = min(max(instant, DAY_SECONDS), (LAST_DAY - 1) * DAY_SECONDS)
    utc = datetime(1, 1, 1) + timedelta(seconds=inside)
    return whole_seconds(data.fromutc(utc.replace(tzinfo=data)).utcoffset())


def _basis(zone: str, when: Day) -> str:
    return _table_basis(zone, when) if table_row(zone, when) else _tzdata_basis(zone, when)


def _table_basis(zone: str, when: Day) -> str:
    row = table_row(zone, when)
    assert row is not None
    return f"offset {offset_text(row.seconds)} in {zone} from the table of offsets: {row.source}"


def _tzdata_basis(zone: str, when: Day) -> str:
    warning = ", which promises nothing before 1970" if when < UNIX_YEAR else ""
    return f"tzdata {tzdata_version()} for {zone}{warning}"
