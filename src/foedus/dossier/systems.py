"""Numbers and membership: by which code a state stands in the lists of states, and on which days.

The Correlates of War list (State System Membership, v2016) is in `systems.csv`, by number; it ends with 2016, and a
state that was a member then is one still. Of the list of Gleditsch and Ward the register holds the numbers, and the
days are those on which the register says that the state existed.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from foedus.chronology.days import ALWAYS, FOREVER, Day, day
from foedus.chronology.spans import Span, Spans, difference
from foedus.dossier.actors import Actor, actor, register
from foedus.errors import UnknownActor

LISTED_TO: Day = day("2016-12-31")
"""The last day of the list: what lasts to it lasts on."""


class Member(NamedTuple):
    """A state's time under one number: the days from `start` to the day before `end`."""

    ccode: int
    abbrev: str
    start: Day
    end: Day


@lru_cache(maxsize=1)
def cow_members() -> dict[str, tuple[Member, ...]]:
    """The members of the Correlates of War state system by actor, in order of time."""
    text = resources.files("foedus.dossier").joinpath("systems.csv").read_text(encoding="utf-8")
    listed: dict[int, list[Member]] = {}
    for row in csv.DictReader(text.splitlines()):
        last = day(row["last"])
        end = FOREVER if last >= LISTED_TO else last + 1
        member = Member(int(row["ccode"]), row["stateabb"], day(row["first"]), end)
        listed.setdefault(member.ccode, []).append(member)
    found: dict[str, tuple[Member, ...]] = {}
    for key, held in register().items():
        lived = lifetime(held)
        own = [member for number in held.cow for member in listed.get(number, ())]
        within = [
            member._replace(start=max(member.start, lived.start), end=min(member.end, lived.end)) for member in own
        ]
        found[key] = tuple(sorted((one for one in within if one.start < one.end), key=lambda one: one.start))
    return found


def lifetime(of: Actor) -> Span:
    """From the first to the last day on which an actor may have existed by the register, whatever was contested."""
    return Span(ALWAYS if of.first is None else of.first, FOREVER if of.end is None else of.end)


def existence(key: str) -> tuple[Spans, Spans]:
    """The days on which an actor may have existed, and those on which the register is sure of it.

    An actor that the register does not hold (one of a dossier's own) may have existed on any day, and surely on none.
    """
    try:
        of = actor(key)
    except UnknownActor:
        return (Span(ALWAYS, FOREVER),), ()
    may = (lifetime(of),)
    return may, difference(may, of.doubtful)


def code_on(key: str, when: Day) -> tuple[int | None, str | None, int | None]:
    """The Correlates of War number and abbreviation and the Gleditsch and Ward number of an actor on a day.

    Of a state with two numbers the one under which it is listed on that day. On a day on which it is not listed, the
    last before it, or, once the time is over in which its existence was contested, the next.
    """
    held = register().get(key)
    if held is None:
        return None, None, None
    gw = _gw_on(held, when)
    if not held.cow:
        return None, None, gw
    if len(held.cow) == 1:
        return held.cow[0], held.cow_abbrev[0] if held.cow_abbrev else None, gw
    members = cow_members().get(key, ())
    before = [member for member in members if member.start <= when]
    chosen = before[-1] if before else members[0]
    after = members[len(before) :]
    if after and when >= chosen.end and gw != held.gw[0]:
        chosen = after[0]
    return chosen.ccode, chosen.abbrev, gw


def _gw_on(held: Actor, when: Day) -> int | None:
    """Of two numbers the second counts from the end of the time in which the state's existence was contested."""
    if len(held.gw) < 2:
        return held.gw[0] if held.gw else None
    turn = held.doubtful[-1].end if held.doubtful else FOREVER
    return held.gw[0] if when < turn else held.gw[1]
