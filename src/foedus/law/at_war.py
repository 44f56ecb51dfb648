"""War as the law of treaties meets it: who is at war with whom, from its outbreak to peace.

Read from the treaty's own record and from the acts of the dossiers that it names (`acts_of`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.dossier.record import Event
from foedus.law.case import Case, case, day_of, happened
from foedus.law.ends import HOSTILE, effective_day
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, World

PEACE = ("peace", "war_ended")
QUIET = (*PEACE, "armistice", "surrender")
"""What ends the fighting; a state of war lasts until peace."""

OF_WAR = (*HOSTILE, *QUIET)


class AtWar(NamedTuple):
    """One war between two actors: from `start` to the day before `end` (FOREVER: no end on record), and why."""

    start: AnyDay
    end: AnyDay
    outbreak: Event
    why: Reason


def wars_between(this: Case, one: str, other: str, ends: tuple[str, ...] = PEACE) -> list[AtWar]:
    """The wars between two actors, earliest first; `ends` are the kinds of act that end one."""
    acts = [act for act in _acts(this, (*HOSTILE, *ends)) if _between(act.event, one, other)]
    found: list[AtWar] = []
    begun: tuple[AnyDay, Act] | None = None
    for day, act in _in_order(this.world, acts):
        if act.event.event in HOSTILE:
            begun = begun or (day, act)
        elif begun is not None:
            found.append(_war(one, other, begun, (day, act)))
            begun = None
    if begun is not None:
        found.append(_war(one, other, begun, None))
    return found


def wars_of(this: Case, one: str, others: Iterable[str] | None = None, ends: tuple[str, ...] = PEACE) -> list[AtWar]:
    """The wars of one actor with each of `others` (None: with anyone)."""
    enemies = _enemies(this, one)
    among = enemies if others is None else [enemy for enemy in enemies if enemy in set(others)]
    return [war for enemy in among for war in wars_between(this, one, enemy, ends)]


class Act(NamedTuple):
    """An act of war or peace, in the case of the dossier that records it."""

    of: Case
    event: Event


def _enemies(this: Case, one: str) -> list[str]:
    met: dict[str, None] = {}
    for act in _acts(this, HOSTILE):
        if one in act.event.by:
            met.update(dict.fromkeys(act.event.to))
        elif one in act.event.to:
            met.update(dict.fromkeys(act.event.by))
    return [enemy for enemy in met if enemy != one]


def _acts(this: Case, kinds: tuple[str, ...]) -> list[Act]:
    found = [Act(this, event) for event in this.events(*kinds)]
    for key in this.dossier.acts_of:
        other = this.around.treaty(key)
        if other is not None:
            theirs = case(other, this.world, this.around)
            found += [Act(theirs, event) for event in theirs.events(*kinds)]
    return found


def _between(event: Event, one: str, other: str) -> bool:
    if event.event in HOSTILE or event.to:
        return (one in event.by and other in event.to) or (other in event.by and one in event.to)
    return one in event.by and other in event.by  # a peace of all who made it


def _in_order(world: World, acts: list[Act]) -> list[tuple[AnyDay, Act]]:
    """The acts by the days from which they hold; on one day, in the order in which they are told."""
    ordered: list[tuple[AnyDay, Act]] = []
    for act in acts:
        on = day_of(act.of, act.event)
        day = on if act.event.event == "attack" else effective_day(act.of, act.event, on)
        place = len(ordered)
        while place and world.before(day, ordered[place - 1][0]):
            place -= 1
        ordered.insert(place, (day, act))
    return ordered


def _war(one: str, other: str, begun: tuple[AnyDay, Act], closed: tuple[AnyDay, Act] | None) -> AtWar:
    start, outbreak = begun
    told = happened(outbreak.of, outbreak.event, start)
    if closed is None:
        why = computed("{0} and {1} at war from {2:day}", one, other, start, because=(told,))
        return AtWar(start, FOREVER, outbreak.event, why)
    end, peace = closed
    because = (told, happened(peace.of, peace.event, end))
    says = "{0} and {1} at war from {2:day} to {3:day}"
    return AtWar(start, end, outbreak.event, computed(says, one, other, start, end, because=because))
