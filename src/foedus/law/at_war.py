"""War as the law of treaties meets it: who is at war with whom, from its outbreak to peace.

Read from the treaty's own record and from the acts of the dossiers that it names (`acts_of`). A peace presupposes its
war: of acts whose days are uncertain the outbreak comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.dossier.record import Event
from foedus.law.case import Case, case, day_of, happened
from foedus.law.ends import HOSTILE, effective_day
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, first_possible, last_possible

PEACE = ("peace", "war_ended", "extinction")
"""What ends a state of war; that an enemy ceased to be does too."""

QUIET = (*PEACE, "armistice", "surrender")
"""What ends the fighting."""


class Act(NamedTuple):
    """An act of war or peace with the day from which it holds, in the case of the dossier that records it."""

    day: AnyDay
    event: Event
    of: Case

    @property
    def why(self) -> Reason:
        """The reason that the act gives."""
        return happened(self.of, self.event, self.day)


class AtWar(NamedTuple):
    """One war between two actors: from `start` to the day before `end` (FOREVER: no end on record), and why.

    `outbreaks` are the acts of war in it, the first of which began it.
    """

    start: AnyDay
    end: AnyDay
    outbreaks: tuple[Act, ...]
    why: Reason


def wars_between(this: Case, one: str, other: str, ends: tuple[str, ...] = PEACE) -> list[AtWar]:
    """The wars between two actors, earliest first; `ends` are the kinds of act that end one."""
    opening = _acts(this, HOSTILE, one, other)
    if not opening:
        return []
    acts = sorted([*opening, *_acts(this, ends, one, other)], key=_order)
    found: list[AtWar] = []
    fought: list[Act] = []
    for act in acts:
        if act.event.event in HOSTILE:
            fought.append(act)
        elif fought:
            found.append(_war(one, other, fought, act))
            fought = []
    if fought:
        found.append(_war(one, other, fought, None))
    return found


def wars_of(this: Case, one: str, others: Iterable[str] | None = None, ends: tuple[str, ...] = PEACE) -> list[AtWar]:
    """The wars of one actor with each of `others` (None: with anyone)."""
    enemies = enemies_of(this, one)
    among = enemies if others is None else [enemy for enemy in enemies if enemy in set(others)]
    return [war for enemy in among for war in wars_between(this, one, enemy, ends)]


def _records(this: Case) -> list[Case]:
    """The treaty's own record, and those of the dossiers whose acts of war bear on it."""
    found = [this]
    for key in this.dossier.acts_of:
        other = this.around.treaty(key)
        if other is not None:
            found.append(case(other, this.world, this.around))
    return found


def enemies_of(this: Case, one: str) -> list[str]:
    """Those with whom an actor has an act of war on record: by the one on the other, or the other way round."""
    met: dict[str, None] = {}
    for record in _records(this):
        for event in record.by_kind.of_actor(HOSTILE, one):
            met.update(dict.fromkeys(event.to if one in event.by else event.by))
    return [enemy for enemy in met if enemy != one]


def _acts(this: Case, kinds: tuple[str, ...], one: str, other: str) -> list[Act]:
    found: list[Act] = []
    for record in _records(this):
        for event in record.by_kind.of_actor(kinds, one):
            if _between(event, one, other):
                found.append(_dated(record, event))
        for event in record.by_kind.of_actor(kinds, other):
            if one not in event.by and one not in event.to and _between(event, one, other):
                found.append(_dated(record, event))
    return found


def _dated(of: Case, event: Event) -> Act:
    on = day_of(of, event)
    return Act(on if event.event == "attack" else effective_day(of, event, on), event, of)


def _between(event: Event, one: str, other: str) -> bool:
    """Whether an act is one between the two: of one on the other, of both, or of one alone that names nobody."""
    if event.event == "extinction":
        return one in event.by or other in event.by
    if event.event in HOSTILE or event.to:
        return (one in event.by and other in event.to) or (other in event.by and one in event.to)
    if event.event == "surrender" and len(event.by) == 1:
        return one in event.by or other in event.by
    return one in event.by and other in event.by


def _order(act: Act) -> tuple[int, int, bool]:
    """By the days that acts can have; of those that can have the same, the outbreak first."""
    opens = act.event.event in HOSTILE
    exact = isinstance(act.day, int)
    return first_possible(act.day), 0 if opens or exact else last_possible(act.day), not opens


def _war(one: str, other: str, fought: list[Act], closing: Act | None) -> AtWar:
    start, told = fought[0].day, fought[0].why
    if closing is None:
        why = computed("{0} and {1} at war from {2:day}", one, other, start, because=(told,))
        return AtWar(start, FOREVER, tuple(fought), why)
    says = "{0} and {1} at war from {2:day} to {3:day}"
    why = computed(says, one, other, start, closing.day, because=(told, closing.why))
    return AtWar(start, closing.day, tuple(fought), why)
