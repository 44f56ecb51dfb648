"""Neighbours: which actors had each other at their borders, from when to when, by land or across a strait.

`neighbours.csv` beside this module is the table, for the main actors of 1931 to 1956. A border is that of the
land under an actor's control, dependencies and occupied countries included: what stands on the other side
of it can open a front. `from` and `until` are dates, months or years (EDTF), `until` the first day on which
the border no longer was; empty for before and after the years that the table covers.

`source` names the list in which the two, or those who followed them there, border on each other: the Correlates of
War project's Direct Contiguity 3.1 as it ends, in December 2006. That list does not tell of the days, of fronts, of
occupied countries and of states that were gone; these are from memory, and the source says so.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple, cast

from foedus.chronology.days import ALWAYS, FOREVER, Day
from foedus.chronology.moments import parse_moment
from foedus.chronology.spans import Span

COVERED = Span(parse_moment("1931").first, parse_moment("1956").last + 1)
"""The days that the table covers: 1931 to 1956."""


class Border(NamedTuple):
    """A border between `a` and `b` from `start` to the day before `end`, and the part of the world it lies in."""

    a: str
    b: str
    start: Day
    end: Day
    kind: Literal["land", "sea"]
    theatre: str
    source: str


class Neighbour(NamedTuple):
    """An actor across a border, by land or sea, and the theatres in which the border lies."""

    actor: str
    kind: Literal["land", "sea"]
    theatres: tuple[str, ...]


@lru_cache(maxsize=1)
def borders() -> tuple[Border, ...]:
    """Every border of the table, in its order."""
    text = resources.files("foedus.dossier").joinpath("neighbours.csv").read_text(encoding="utf-8")
    return tuple(_border(row) for row in csv.DictReader(text.splitlines()))


def _border(row: dict[str, str]) -> Border:
    start = parse_moment(row["from"]).first if row["from"] else ALWAYS
    end = parse_moment(row["until"]).first if row["until"] else FOREVER
    kind = cast(Literal["land", "sea"], row["kind"])
    return Border(row["a"], row["b"], start, end, kind, row["theatre"], row["source"])


def neighbours(of: str, first: Day, last: Day) -> tuple[Neighbour, ...]:
    """The neighbours that the actor with the id `of` had on any day from `first` to `last` (inclusive), by id.

    Nothing for days outside the years that the table covers: there it knows of no border.

    >>> from foedus.chronology.days import day
    >>> [(found.actor, found.kind) for found in neighbours("JPN", day("1935-01-01"), day("1935-01-01"))][:2]
    [('AUS', 'sea'), ('CHN', 'sea')]
    """
    if last < COVERED.start or first >= COVERED.end:
        return ()
    found: dict[str, list[Border]] = {}
    for border in borders():
        if of in (border.a, border.b) and border.start <= last and first < border.end:
            found.setdefault(border.b if border.a == of else border.a, []).append(border)
    return tuple(
        Neighbour(
            other,
            "land" if any(border.kind == "land" for border in shared) else "sea",
            tuple(dict.fromkeys(border.theatre for border in shared)),
        )
        for other, shared in sorted(found.items())
    )
