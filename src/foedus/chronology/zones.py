"""Which offset from UTC a place's clocks had: our own sourced table first, then the `tzdata` package.

The machine's own zone database is never read, so that one dossier gives one answer everywhere. Two sources
stand behind a zone name, in this order:

1. `offsets.csv` beside this module, for days before 1970: zone, from, until (half-open, civil days), offset,
   source. It holds only whole days on which one offset ran from midnight to midnight; the days on which
   clocks were changed are left to the second source.
2. the compiled files in the `tzdata` package on PyPI, whose version the basis names. The tz database promises
   nothing for clocks before 1970, and the basis says so.
"""

from __future__ import annotations

import csv
import difflib
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from io import BytesIO
from pkgutil import get_data
from zoneinfo import ZoneInfo

from foedus.chronology.days import Day, day, ymd
from foedus.errors import TimeTextError

UNIX_YEAR: Day = ymd(1970, 1, 1)
"""The first day for which the tz database means to be right."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of `offsets.csv`: `seconds` east of UTC on every civil day d with start <= d < end."""

    zone: str
    start: Day
    end: Day
    seconds: int
    source: str


def table_row(zone: str, when: Day) -> TableRow | None:
    """The row of our own table that decides for `zone` on the civil day `when`, or None."""
    if when >= UNIX_YEAR:
        return None
    rows = _table().get(zone)
    if rows is None:
        return None
    index = bisect_right(rows, when, key=lambda row: row.start) - 1
    return rows[index] if index >= 0 and when < rows[index].end else None


def table_rows() -> tuple[TableRow, ...]:
    """Every row of our own table, by zone and start."""
    return tuple(row for rows in _table().values() for row in rows)


def zone_data(zone: str) -> ZoneInfo:
    """The zone's data in the `tzdata` package. Raises TimeTextError for a name that it does not hold."""
    check_zone(zone)
    return _zone_data(zone)


def tzdata_version() -> str:
    """The tz release that the installed `tzdata` package holds, such as `2025b`."""
    return str(import_module("tzdata").IANA_VERSION)


def check_zone(zone: str) -> str:
    """`zone` itself if the tz database or our table names it.

    >>> check_zone("Asia/Khabarovsk")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    foedus.errors.TimeTextError: 'Asia/Khabarovsk' is not a zone of the tz database; its clocks are those ...
    """
    if zone in _known_zones():
        return zone
    raise TimeTextError(f"{zone!r} is not a zone of the tz database; {_remedy(zone)}")


def offset_seconds(text: str) -> int | None:
    """Seconds east of UTC that `Z`, `UTC` or an ISO 8601 offset such as `+03:00` writes; None for other text.

    Raises TimeTextError for an offset that no clock on earth has kept (16 hours or more).

    >>> offset_seconds("+05:30"), offset_seconds("Z"), offset_seconds("Europe/Moscow")
    (19800, 0, None)
    """
    if text in ("Z", "UTC"):
        return 0
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    if hours > 15 or minutes > 59:
        raise TimeTextError(f"{text!r} is not an offset from UTC: expected between -15:59 and +15:59")
    return (hours * 3600 + minutes * 60) * (-1 if sign == "-" else 1)


def offset_text(seconds: int) -> str:
    """`+03:00` for 10800; with seconds where the offset has them, as local mean times do (`+02:30:17`)."""
    sign, rest = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, minutes, left = rest // 3600, rest // 60 % 60, rest % 60
    return f"{sign}{hours:02}:{minutes:02}" + (f":{left:02}" if left else "")


def whole_seconds(offset: timedelta | None) -> int:
    """An offset of the zone data in seconds. Zone files always give one, whole."""
    assert offset is not None
    return offset.days * 86_400 + offset.seconds


_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?", re.ASCII)

_COVERED_BY = {
    "Asia/Khabarovsk": "Asia/Vladivostok",
    "Asia/Beijing": "Asia/Shanghai",
    "Asia/Peking": "Asia/Shanghai",
    "Asia/Manchuria": "Asia/Harbin",
    "Asia/Changchun": "Asia/Harbin",
    "America/Washington": "America/New_York",
    "Europe/Leningrad": "Europe/Moscow",
}
"""Places that people write and the tz database does not list, with the zone whose clocks they kept."""


def _remedy(zone: str) -> str:
    if covering := _COVERED_BY.get(zone):
        return f"its clocks are those of {covering}"
    by_folded = {name.casefold(): name for name in _known_zones()}
    if exact := by_folded.get(zone.casefold()):
        return f"write {exact}"
    near = difflib.get_close_matches(zone.casefold(), by_folded, n=2, cutoff=0.85)
    if near:
        return f"did you mean {' or '.join(by_folded[name] for name in near)}?"
    return "write a name such as Europe/Moscow, or an offset such as +03:00"


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(_package_bytes("tzdata", "zones").decode("ascii").split())


@cache
def _zone_data(zone: str) -> ZoneInfo:
    return ZoneInfo.from_file(BytesIO(_package_bytes("tzdata", f"zoneinfo/{zone}")), key=zone)


@cache
def _table() -> dict[str, tuple[TableRow, ...]]:
    lines = _package_bytes("foedus.chronology", "offsets.csv").decode("utf-8").splitlines()
    by_zone: dict[str, list[TableRow]] = {}
    for row in csv.DictReader(lines):
        seconds = offset_seconds(row["offset"])
        assert seconds is not None
        start, end = day(row["from"]), day(row["until"])
        by_zone.setdefault(row["zone"], []).append(TableRow(row["zone"], start, end, seconds, row["source"]))
    return {zone: tuple(sorted(rows, key=lambda row: row.start)) for zone, rows in sorted(by_zone.items())}


def _package_bytes(package: str, name: str) -> bytes:
    found = get_data(package, name)
    assert found is not None
    return found


def local_datetime(when: Day, seconds: int) -> datetime:
    """The naive local time `seconds` after midnight on the civil day `when` (86,400 is the next midnight)."""
    return datetime.fromordinal(when) + timedelta(seconds=seconds)
