"""Numbers and membership: by which code a state stands in the lists of states, and on which days.

The Correlates of War list (State System Membership, v2016) is in `systems.csv`, by number; it ends with 2016. The
list of Gleditsch and Ward (A Revised List of Independent States since the Congress of Vienna, 1999, and its
tentative list of microstates, as they stood with 2020 as their last year) is in `gleditsch_ward.csv`; docs/tables.md
tells how it was compared. A state that was a member on the last day of a list is one still.
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

COW_LISTED_TO: Day = day("2016-12-31")
GW_LISTED_TO: Day = day("2020-12-31")
"""The last day of each list: what lasts to it lasts on."""


class Member(NamedTuple):
    """A state's time under one number: the days from `start` to the day before `end`."""

    number: int
    abbrev: str
    start: Day
    end: Day
    microstate: bool = False


@lru_cache(maxsize=1)
def cow_members() -> dict[str, tuple[Member, ...]]:
    """The members of the Correlates of War state system by actor, in order of time.

    Days on which the register says that the actor did not exist are left out (Germany and Prussia share 255).
    """
    return _by_actor(cow_list(), {key: held.cow for key, held in register().items()})


@lru_cache(maxsize=1)
def gw_members() -> dict[str, tuple[Member, ...]]:
    """The members of Gleditsch and Ward's system by actor, microstates with them, in order of time.

    Days on which the register says that the actor did not exist are left out (the Ottoman Empire and Turkey share 640).
    """
    return _by_actor(gw_list(), {key: held.gw for key, held in register().items()})


def membership(key: str) -> tuple[Spans, Spans]:
    """The days on which an actor is a member of the Correlates of War system, and of Gleditsch and Ward's."""
    cow, gw = cow_members().get(key, ()), gw_members().get(key, ())
    return tuple(Span(each.start, each.end) for each in cow), tuple(Span(each.start, each.end) for each in gw)


def cow_list() -> tuple[Member, ...]:
    """The Correlates of War list as it is published, in its order."""
    return tuple(
        Member(int(row["ccode"]), row["stateabb"], day(row["first"]), _end(row["last"], COW_LISTED_TO))
        for row in _rows("systems.csv")
    )


def gw_list() -> tuple[Member, ...]:
    """The list of Gleditsch and Ward as it is published, with its microstates, by number."""
    return tuple(
        Member(
            int(row["gwcode"]),
            row["gwabb"],
            day(row["first"]),
            _end(row["last"], GW_LISTED_TO),
            row["microstate"] == "1",
        )
        for row in _rows("gleditsch_ward.csv")
    )


def _rows(name: str) -> csv.DictReader[str]:
    text = resources.files("foedus.dossier").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _end(last: str, listed_to: Day) -> Day:
    return FOREVER if day(last) >= listed_to else day(last) + 1


def _by_actor(listed: tuple[Member, ...], numbers: dict[str, tuple[int, ...]]) -> dict[str, tuple[Member, ...]]:
    under: dict[int, list[Member]] = {}
    for member in listed:
        under.setdefault(member.number, []).append(member)
    found: dict[str, tuple[Member, ...]] = {}
    for key, own in numbers.items():
        lived = lifetime(register()[key])
        within = [
            member._replace(start=max(member.start, lived.start), end=min(member.end, lived.end))
            for number in own
            for member in under.get(number, ())
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
    gw = held.gw[0] if held.gw else None
    if len(held.gw) > 1:
        gw = _listed_on(held, gw_members()[key], when).number
    match held.cow:
        case ():
            return None, None, gw
        case (only,):
            return only, held.cow_abbrev[0] if held.cow_abbrev else None, gw
        case _:
            chosen = _listed_on(held, cow_members()[key], when)
            return chosen.number, chosen.abbrev, gw


def _listed_on(held: Actor, members: tuple[Member, ...], when: Day) -> Member:
    before = [member for member in members if member.start <= when]
    chosen = before[-1] if before else members[0]
    after = members[len(before) :]
    over = bool(held.doubtful) and when >= held.doubtful[-1].end
    return after[0] if after and over and when >= chosen.end else chosen
