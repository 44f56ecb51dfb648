"""Periods as people write them into a cell: of a first term, a renewal, a notice, a survival."""

from __future__ import annotations

import re
from collections.abc import Callable

from foedus.chronology.periods import Period, parse_period
from foedus.errors import TimeTextError

INDEFINITE = "indefinite"
"""What stands in a period's place for a first term or a renewal without limit of time."""

UNTOLD = "untold"
"""What stands in a renewal's place that is agreed and whose length the cell does not say (`yes`, `auto`)."""

NONE = frozenset({"", "-", "–", "none", "no", "n/a", "na", "nil", "no renewal", "not applicable", "keine", "nein"})
ENDLESS = frozenset({"indefinite", "indefinitely", "unlimited", "indefinite term", "open-ended", "open ended",
                     "evergreen", "perpetual", "without limit", "unbefristet"})  # fmt: skip
YES = frozenset({"yes", "y", "true", "auto", "automatic", "automatically", "auto-renews", "auto renews", "tacit", "ja",
                 "automatisch", "renews automatically", "x"})  # fmt: skip
ADVERBS = {"annual": "1 year", "annually": "1 year", "yearly": "1 year", "jährlich": "1 year", "quarterly": "3 months",
           "monthly": "1 month", "month-to-month": "1 month", "month to month": "1 month",
           "monatlich": "1 month"}  # fmt: skip

EXPECTED = "a period such as '12 months', '1 year', '90 days' or 'P1Y'"

_ASIDE = re.compile(
    r"\b(calendar|prior|written|notice|before term end|auto-renews|auto renews|automatically|renews|every|each|"
    r"successive|further|for|of)\b"
)
_TWICE_TOLD = re.compile(r"\b[^\W\d]+ \((\d+)\)")
_UNITS = {
    "years": r"y|yr|yrs|jahr|jahre|jahren", "months": r"m|mo|mos|mth|mths|monat|monate|monaten",
    "weeks": r"w|wk|wks|woche|wochen", "days": r"d|tag|tage|tagen",
}  # fmt: skip
_SHORT = tuple((re.compile(rf"(?<=\d)( ?)({words})\b\.?"), f" {unit}") for unit, words in _UNITS.items())
_IN_WORDS = {word: str(number) for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
)}  # fmt: skip
_NUMBERS = re.compile(rf"\b({'|'.join(_IN_WORDS)})\b")


def reader(name: str, unit: str) -> Callable[[str], str | None]:
    """What reads the cells of the column `name`, `unit` being that of bare numbers; each text is read once.

    It gives an ISO 8601 duration, INDEFINITE, UNTOLD (of a renewal), None for an empty cell; TimeTextError, which
    says what was expected, for any other.
    """
    met: dict[str, str | None] = {}

    def read_period(cell: str) -> str | None:
        try:
            return met[cell]
        except KeyError:
            told = _period(cell, unit, name)
            if len(met) < 10_000:
                met[cell] = told
            return told

    return read_period


def _period(cell: str, unit: str, name: str) -> str | None:
    plain = " ".join(cell.casefold().split())
    if plain in NONE:
        return None
    if plain in ENDLESS and name in ("first term", "renewal"):
        return INDEFINITE
    if plain in YES and name == "renewal":
        return UNTOLD
    if plain.isascii() and plain.isdigit():
        if not unit:
            raise TimeTextError(f"{EXPECTED}; a bare number needs its unit, here or in the column's name")
        plain = f"{plain} {unit}s"
    plain = _TWICE_TOLD.sub(r"\1", plain)
    plain = " ".join(_ASIDE.sub("", plain).split())
    if plain in ADVERBS and (name == "renewal" or ADVERBS[plain] == "1 year"):
        plain = ADVERBS[plain]
    plain = _NUMBERS.sub(lambda found: _IN_WORDS[found[0]], plain)
    if plain[:1] != "p":
        for pattern, meant in _SHORT:
            plain = pattern.sub(meant, plain)
    try:
        period = parse_period(plain.upper() if plain[:1] == "p" else plain)
    except TimeTextError:
        raise TimeTextError(EXPECTED) from None
    if period == Period():
        raise TimeTextError("a day or more")
    return iso_period(period)


def iso_period(period: Period) -> str:
    """A period as an ISO 8601 duration.

    >>> iso_period(parse_period("1 year 6 months"))
    'P1Y6M'
    """
    parts = ((period.years, "Y"), (period.months, "M"), (period.weeks, "W"), (period.days, "D"))
    return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")
