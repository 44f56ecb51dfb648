"""Moments: when something happened or takes effect, as precisely as the text says and no more.

`parse_moment` reads EDTF (ISO 8601-2:2019, Annex A): levels 0 and 1, and of level 2 the one-of sets, digits
left open within a month or day (`1941-04-1X`) and qualifiers inside a date; to these it adds clock times with
an offset, a zone in brackets (as in RFC 9557) or both. Seasons, years outside 0001 to 9999 and all-of sets
are refused: they name no range of civil days that a treaty could rest on.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from foedus.chronology.clock import Clock
from foedus.chronology.days import ALWAYS, FOREVER, MONTHS, Day, words
from foedus.chronology.zones import check_zone, offset_seconds
from foedus.errors import TimeTextError


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in civil time.

    `text` as written; `first` and `last` the civil days (inclusive, by the clock of the place) between which
    it lies, ALWAYS and FOREVER where an end is open; `approximate` (`~`) and `uncertain` (`?`) as written:
    they are recorded and never widen the range; `clock` the clock time, None when only a date is given.
    """

    text: str
    first: Day
    last: Day
    approximate: bool = False
    uncertain: bool = False
    clock: Clock | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the text names one civil day."""
        return self.first == self.last

    def __str__(self) -> str:
        text = _range_words(self.first, self.last)
        if self.clock is not None:
            text += f", {self.clock}"
        return ("about " if self.approximate else "") + text + (" (uncertain)" if self.uncertain else "")


def parse_moment(text: str) -> Moment:
    """The moment that `text` writes in EDTF, or as a date with a clock time.

    >>> print(parse_moment("1945-04-05T15:00[Europe/Moscow]"))
    5 April 1945, 15:00 Europe/Moscow
    >>> print(parse_moment("[1945-05-08,1945-05-09]"), "|", parse_moment("1945-05?"))
    8 or 9 May 1945 | May 1945 (uncertain)

    Raises TimeTextError for any other text, impossible dates and unknown zones included.
    """
    found = _known.get(text)
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[text] = _parsed(text)
    return found


_MOST = 1 << 16
_known: dict[str, Moment] = {}


def _parsed(text: str) -> Moment:
    if len(text) == 10 and text[4] == "-" == text[7]:  # nearly every date in a dossier
        try:
            when = date.fromisoformat(text).toordinal()
        except ValueError:
            pass
        else:
            return Moment(text, when, when)
    return _read(text)


@dataclass(frozen=True, slots=True)
class _Dates:
    first: Day
    last: Day
    qualifiers: str = ""


_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"({_QUALIFIER})([0-9X]{{4}})({_QUALIFIER})"
    rf"(?:-({_QUALIFIER})([0-9X]{{2}})({_QUALIFIER})(?:-({_QUALIFIER})([0-9X]{{2}})({_QUALIFIER}))?)?",
)
_CLOCK = re.compile(
    r"(?P<date>[^T/]+)T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?(?:\[(?P<zone>[^\[\]]+)\])?(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_OPEN = _Dates(ALWAYS, FOREVER)


def _read(text: str) -> Moment:
    if text.startswith("{"):
        raise TimeTextError(f"{text!r} names several moments at once; write each as an event of its own")
    if text.startswith("["):
        return _moment(text, _one_of(text))
    if found := _CLOCK.fullmatch(text):
        return _with_clock(text, found)
    if re.search(r"\dT\d", text, re.ASCII):
        raise TimeTextError(
            f"{text!r} is not a clock time such as 1945-04-05T15:00, 1945-04-05T15:00+03:00 or "
            "1945-04-05T15:00[Europe/Moscow]; a clock time stands alone, not in an interval"
        )
    if "/" in text:
        return _moment(text, _interval(text))
    return _moment(text, _dates(text, text))


def _moment(text: str, dates: _Dates, clock: Clock | None = None) -> Moment:
    approximate = "~" in dates.qualifiers or "%" in dates.qualifiers
    uncertain = "?" in dates.qualifiers or "%" in dates.qualifiers
    return Moment(text, dates.first, dates.last, approximate, uncertain, clock)


def _with_clock(text: str, found: re.Match[str]) -> Moment:
    dates = _dates(found["date"], text)
    if dates.first != dates.last:
        raise TimeTextError(f"{text!r}: a clock time needs a full date such as 1945-04-05")
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and minute + second):
        raise TimeTextError(f"{text!r}: no clock shows that time; expected 00:00 to 23:59, or 24:00")
    offset = offset_seconds(found["offset"]) if found["offset"] else None
    clock = Clock(
        hour * 3600 + minute * 60 + second,
        1 if found["second"] else 60,
        check_zone(found["zone"]) if found["zone"] else None,
        None if offset is None else offset // 60,
    )
    qualified = _Dates(dates.first, dates.last, dates.qualifiers + found["qualifier"])
    return _moment(text, qualified, clock)


def _interval(text: str) -> _Dates:
    parts = text.split("/")
    if len(parts) != 2:
        raise TimeTextError(f"{text!r}: an interval has two ends, as in 1941-04-13/1946-04-13")
    start, end = (_OPEN if part in ("", "..") else _dates(part, text) for part in parts)
    return _between(start, end, text)


def _one_of(text: str) -> _Dates:
    if not text.endswith("]"):
        raise TimeTextError(f"{text!r}: the set lacks its closing ']'")
    found = []
    for item in text[1:-1].split(","):
        part = item.strip()
        start, dots, end = part.partition("..")
        if dots:
            low, high = (_OPEN if side == "" else _dates(side, text) for side in (start, end))
            found.append(_between(low, high, text))
        else:
            found.append(_dates(part, text))
    return _Dates(
        min(dates.first for dates in found),
        max(dates.last for dates in found),
        "".join(dates.qualifiers for dates in found),
    )


def _between(start: _Dates, end: _Dates, text: str) -> _Dates:
    if start is _OPEN and end is _OPEN:
        raise TimeTextError(f"{text!r} is open at both ends and says nothing; give one of them")
    if start.first > end.last:
        raise TimeTextError(f"{text!r} ends before it starts")
    return _Dates(start.first, end.last, start.qualifiers + end.qualifiers)


def _dates(text: str, whole: str) -> _Dates:
    """The civil days of one date: full, reduced, or with digits left open from the right."""
    within = "" if text == whole else f" in {whole!r}"
    found = _DATE.fullmatch(text)
    if found is None:
        raise TimeTextError(f"{text!r}{within} is not a date: {_remedy(text)}")
    year, month, day_of_month = found[2], found[5], found[8]
    qualifiers = "".join(found[group] or "" for group in (1, 3, 4, 6, 7, 9))
    digits = year + (month or "") + (day_of_month or "")
    if "X" in digits.rstrip("X"):
        raise TimeTextError(f"{text!r}{within}: digits can be left open only from the right, as in 1941-04-XX")
    years = _digits(year)
    if year == "XXXX":
        raise TimeTextError(f"{text!r}{within} leaves every year open and says nothing; give a range A/B")
    if years[1] == 0:
        raise TimeTextError(f"{text!r}{within}: the calendar has the years 0001 to 9999")
    months = (1, 12) if month is None else _digits(month)
    if month is not None and 21 <= months[0] <= 41:
        raise TimeTextError(
            f"{text!r}{within}: a season has no first and last day; write a range such as 1941-03/1941-05"
        )
    if months[0] > 12 or months[1] == 0:
        raise TimeTextError(f"{text!r}{within} is no date: there is no month {month}, only 01 to 12")
    first_month, last_month = max(months[0], 1), min(months[1], 12)
    low, high = max(years[0], 1), years[1]
    length = monthrange(high, last_month)[1]
    days = (1, length) if day_of_month is None else _digits(day_of_month)
    if days[0] > length or days[1] == 0:
        name = f"{MONTHS[last_month - 1]} {high}"
        raise TimeTextError(f"{text!r}{within} is no date: {name} has the days 01 to {length}")
    return _Dates(
        date(low, first_month, max(days[0], 1)).toordinal(),
        date(high, last_month, min(days[1], length)).toordinal(),
        qualifiers,
    )


def _digits(text: str) -> tuple[int, int]:
    return int(text.replace("X", "0")), int(text.replace("X", "9"))


def _remedy(text: str) -> str:
    if not text.strip():
        return "it is empty; expected a date such as 1941-04-13"
    if text != text.strip():
        return "spaces stand around it; take them away"
    if text[0] == "-" or text[0] == "Y":
        return "the calendar has the years 0001 to 9999"
    if re.fullmatch(r"\d{8}", text, re.ASCII):
        return "write it with hyphens, as in 1941-04-13"
    if re.fullmatch(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}", text, re.ASCII):
        return "write year, month and day with all digits, as in 1941-04-13"
    return "expected YYYY-MM-DD, YYYY-MM, YYYY, 194X, an interval A/B, or a set [A,B]"


def _range_words(first: Day, last: Day) -> str:
    if first == last:
        return words(first)
    if first <= ALWAYS:
        return f"on or before {words(last)}"
    if last >= FOREVER:
        return f"on or after {words(first)}"
    start, end = date.fromordinal(first), date.fromordinal(last)
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if whole_months and (start.month, end.month) == (1, 12):
        if start.year == end.year:
            return str(start.year)
        decade = start.year % 10 == 0 and end.year == start.year + 9
        return f"the {start.year}s" if decade else f"between {start.year} and {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        early = str(start.day)
    else:
        early = f"{start.day} {MONTHS[start.month - 1]}" + (f" {start.year}" if start.year != end.year else "")
    return f"{early} or {words(last)}" if last == first + 1 else f"between {early} and {words(last)}"
