"""Apart: the times in which a treaty is in force for two parties and does not bind them to each other.

What `relation` tells of one day, told of all days at once, for the pairs that something on record may keep apart:
an objection (VCLT Art. 20(4)(b)), a suspension toward one party (Art. 58, 60(2)(b)), a war of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key
from typing import TypeAlias

from foedus.chronology.days import FOREVER
from foedus.law.at_war import enemies_of, wars_between
from foedus.law.case import Case, dated
from foedus.law.life import Life
from foedus.law.relation import is_barred, operative
from foedus.worlds import AnyDay, World

RELATING = ("reservation", "acceptance_of_reservation", "objection", "suspension", "resumption", "claim")
WITHDRAWALS = ("reservation_withdrawn", "objection_withdrawn")

Time: TypeAlias = tuple[AnyDay, AnyDay]
"""From the first day to the day before the second (FOREVER: no end)."""


def apart(lived: Life, world: World) -> dict[tuple[str, str], tuple[Time, ...]]:
    """For each two parties (the first id first) that the treaty at some time does not bind to each other those times.

    On days on which it is not in force for one of them nothing is told.
    """
    found = {pair: tuple(_times(lived, world, *pair)) for pair in sorted(set(_pairs(lived)))}
    return {pair: times for pair, times in found.items() if times}


def _pairs(lived: Life) -> Iterator[tuple[str, str]]:
    """The pairs that an act on record may keep apart."""
    this = lived.this
    for event in this.events("objection", "suspension", "claim"):
        meant = None if event.of is None else this.event(event.of)
        others = event.to if meant is None else (*event.to, *meant.by)
        yield from _both(lived, ((one, other) for one in event.by for other in others))
    for one in lived.stints:
        yield from _both(lived, ((one, enemy) for enemy in enemies_of(this, one)))


def _both(lived: Life, named: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for one, other in named:
        if one != other and one in lived.stints and other in lived.stints:
            yield min(one, other), max(one, other)


def _times(lived: Life, world: World, a: str, b: str) -> Iterator[Time]:
    """The times apart of two: nothing changes between one of the days on which something can and the next."""

    def order(one: AnyDay, other: AnyDay) -> int:
        return -1 if world.before(one, other) else int(world.before(other, one))

    days = sorted(dict.fromkeys(_turns(lived, a, b)), key=cmp_to_key(order))
    since: AnyDay | None = None
    for day in days:
        barred = is_barred(lived, world, a, b, day)
        if barred and since is None:
            since = day
        if not barred and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, FOREVER


def _turns(lived: Life, a: str, b: str) -> Iterator[AnyDay]:
    """The days on which what a treaty is between two may change."""
    this: Case = lived.this
    for party in (a, b):
        for stint in lived.stints[party]:
            yield from (stint.start, stint.end)
    yield from (day for day, _ in dated(this, *RELATING))
    yield from (operative(this, event, day) for day, event in dated(this, *WITHDRAWALS))
    for war in wars_between(this, a, b):
        yield war.end
        yield from (act.day for act in war.outbreaks)
