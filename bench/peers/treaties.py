"""The treaties that foedus and its peers are compared on: plain facts, and the same facts as a dossier."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

FIRST = date(1990, 1, 1)
LAST = date(2019, 12, 31)
"""The thirty years asked about, both days included: 10,957 days."""

ONE_DAY = date(2005, 6, 15)

ACTORS = ("USA", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "NLD", "BEL", "CHE", "SWE", "NOR", "DNK", "POL", "JPN")

Span = tuple[date, date] | None
"""The first and the last day in force within the thirty years; None if there is none."""


class Treaty(NamedTuple):
    """A treaty between two states, in force when the second has ratified, for `term` years from then.

    It renews itself by `renewal` years, again and again, unless notice is given a year before the term ends, on
    the anniversary at the latest. A notice that is late stands for the end of the next term.
    """

    number: int
    parties: tuple[str, str]
    signed: date
    ratified: tuple[date, date]
    term: int
    renewal: int
    notice: date | None


def treaties(count: int, seed: int = 1) -> list[Treaty]:
    """`count` treaties signed within ten years of FIRST, one in three denounced; the same for the same numbers."""
    found = []
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        a, b = rng.sample(ACTORS, 2)
        signed = FIRST + timedelta(days=rng.randrange(3_650))
        ratified = signed + timedelta(days=rng.randrange(20, 900))
        other = ratified + timedelta(days=rng.randrange(60))
        term, renewal = rng.choice((3, 5, 10)), rng.choice((1, 2, 5))
        notice = ratified + timedelta(days=rng.randrange(60, 7_000)) if number % 3 == 0 else None
        found.append(Treaty(number, (a, b), signed, (ratified, other), term, renewal, notice))
    return found


def dossier_text(treaty: Treaty) -> str:
    """The treaty as the YAML of a dossier."""
    (a, b), (first, second) = treaty.parties, treaty.ratified
    lines = [
        f"id: treaty-{treaty.number}",
        f"title: Treaty {treaty.number} between {a} and {b}",
        "kind: friendship",
        f"parties: [{a}, {b}]",
        "terms:",
        '  binding: {by: ratification, article: "9"}',
        '  entry_into_force: {when: ratified_by_all, article: "9"}',
        f'  term: {{length: {treaty.term} years, from: entry_into_force, article: "10"}}',
        f'  renewal: {{tacit: {treaty.renewal} years, article: "10"}}',
        '  denunciation: {notice: 1 year, before: term_end, article: "11"}',
        "record:",
        f"  - {{event: signature, on: {treaty.signed}, by: [{a}, {b}], source: series}}",
        f"  - {{event: ratification, on: {first}, by: {a}, source: series}}",
        f"  - {{event: ratification, on: {second}, by: {b}, source: series}}",
    ]
    if treaty.notice is not None:
        lines.append(f"  - {{event: denunciation, on: {treaty.notice}, by: {a}, source: series}}")
    lines += ["sources:", f"  series: {{title: Treaty series, number: no. {treaty.number}}}", ""]
    return "\n".join(lines)


def within(first: date, end: date | None) -> Span:
    """The days in force within the thirty years, of a time from `first` to the day before `end` (None: no end)."""
    last = LAST if end is None else min(LAST, end - timedelta(days=1))
    begun = max(first, FIRST)
    return None if last < begun else (begun, last)


def in_force_on(spans: Sequence[Span], day: date) -> list[bool]:
    """Of each span whether it holds `day`."""
    return [span is not None and span[0] <= day <= span[1] for span in spans]
