"""States under their numbers: as panels have them, with the days on which each may have existed."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.spans import EVERYTHING, Span, intersection, normal
from foedus.dossier.systems import code_on, existence, membership
from foedus.tables.segments import COW_MEMBER, GW_MEMBER, Piece, lifetime


class Numbered(NamedTuple):
    """A state under one number: the days on which it may have existed, with what is sure of them, and its codes."""

    key: str
    pieces: tuple[Piece, ...]
    ccode: int | None
    abbrev: str | None
    gwcode: int | None


@lru_cache(maxsize=1024)
def numbers(key: str) -> tuple[Numbered, ...]:
    """A state under each number that it has had, with the days of each."""
    may, surely = existence(key)
    cow, gw = membership(key)
    marks = ((cow, COW_MEMBER), (gw, GW_MEMBER))
    turns = sorted({day for span in (*cow, *gw, *may, *surely) for day in span if ALWAYS < day < FOREVER})
    held: dict[tuple[int | None, str | None, int | None], list[Span]] = {}
    for since, until in pairwise([ALWAYS, *turns, FOREVER]):
        held.setdefault(code_on(key, since), []).append(Span(since, until))
    found = []
    for (ccode, abbrev, gwcode), spans in held.items():
        days = intersection(may, EVERYTHING if len(held) == 1 else normal(spans))
        if days:
            found.append(Numbered(key, tuple(lifetime(days, marks)), ccode, abbrev, gwcode))
    return tuple(found)
