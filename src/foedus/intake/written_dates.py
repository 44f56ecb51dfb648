"""Dates as people write them into a cell, or programs: with a clock time, of which the day is taken."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, TypeAlias

Order: TypeAlias = Literal["year-first", "day-first", "month-first"]
"""How dates are written: `2026-01-31`, `31/01/2026` or `01/31/2026`."""

_WRITTEN = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([^\W\d]+)\.?,?[ -](\d{4})")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CLOCK = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-]\d{2}:?(?:\d{2})?)?", re.ASCII
)
_MIDNIGHT = re.compile(r"00:00(:00(\.0+)?)?", re.ASCII)
_DAY_NUMBER = re.compile(r"[2-7]\d{4}", re.ASCII)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier", "february februar février", "march märz maerz mars", "april avril",
            "may mai", "june juni juin", "july juli juillet", "august août", "september septembre",
            "october oktober octobre", "november novembre", "december dezember décembre",
        ), 1)
    for name in names.split()
}  # fmt: skip
"""The names of months in English, German and French."""


def date_of(text: str, order: Order | None = None) -> date | str:
    """The date that `text` writes, or what to do about one that cannot be read.

    >>> date_of("31/01/2026"), date_of("03/04/2026", "day-first"), date_of("15-Mar-2024")
    (datetime.date(2026, 1, 31), datetime.date(2026, 4, 3), datetime.date(2024, 3, 15))
    >>> date_of("03/04/2026")
    'it is 3 April or 4 March: say which comes first with --dates day-first or --dates month-first'
    """
    if clock := _CLOCK.fullmatch(text):
        if clock[3] and not _MIDNIGHT.fullmatch(clock[2]):
            return "it is an hour by a time zone, and may be another day where the contract was made: write the day"
        text = clock[1]
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return _in_words(text)
    a, b, c = int(written[1]), int(written[3]), int(written[4])
    if len(written[1]) == 4:
        return _date(a, b, c)
    if len(written[4]) != 4:
        return "write the year with four digits"
    if order == "month-first":
        return _date(c, a, b)
    if order == "day-first" or a > 12 or a == b:
        return _date(c, b, a)
    if b > 12:
        return _date(c, a, b)
    if not (a and b):
        return "there is no such day"
    one, other = date(2000, b, a), date(2000, a, b)
    return (
        f"it is {one.day} {one:%B} or {other.day} {other:%B}: say which comes first with --dates day-first or "
        "--dates month-first"
    )


def _in_words(text: str) -> date | str:
    plain = text.casefold()
    if found := _DAY_MONTH.fullmatch(plain):
        day, name, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(plain):
        name, day, year = found[1], found[2], found[3]
    elif _DAY_NUMBER.fullmatch(text):
        meant = date(1899, 12, 30) + timedelta(days=int(text))
        return f"it is the number of a day in a spreadsheet, likely {meant.isoformat()}: format the column as dates"
    else:
        return "write it as 2026-01-31"
    months = {
        number for month, number in MONTHS.items() if month == name or (len(name) >= 3 and month.startswith(name))
    }
    return _date(int(year), months.pop(), int(day)) if len(months) == 1 else "write the month as a number: 2026-01-31"


def _date(year: int, month: int, day: int) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return "there is no such day"
