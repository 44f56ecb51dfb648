"""The days on which a treaty is in force for its parties: those on which it surely is, and those on which it may be.

What `duty.in_force` tells of one day, told of all days at once. A day that is not known exactly makes the days
between its bounds possible and not sure; no world is asked to split it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.chronology.spans import EVERYTHING, Span, Spans, difference, intersection, normal, union
from foedus.law.life import Life
from foedus.law.stint import Stint, Suspension
from foedus.worlds import World


class Days(NamedTuple):
    """Days that surely are meant, and those that may be (the sure ones among them)."""

    sure: Spans
    possible: Spans

    def both(self, other: Days) -> Days:
        """The days that both hold."""
        return Days(intersection(self.sure, other.sure), intersection(self.possible, other.possible))

    def either(self, other: Days) -> Days:
        """The days that one of the two holds."""
        return Days(union(self.sure, other.sure), union(self.possible, other.possible))


NO_DAYS = Days((), ())


def days_in_force(lived: Life, world: World) -> dict[str, Days]:
    """For each party the days on which the treaty is in force for it, not suspended and within the record's cover.

    The day of an act that ends or suspends the treaty still counts: it is in operation until the act.
    """
    first, last = lived.dossier.covers_from, lived.dossier.covers_to
    covered = normal([(ALWAYS if first is None else first.first, FOREVER if last is None else last.last + 1)])
    cover = Days(covered, covered)
    return {party: _of(stints, world).both(cover) for party, stints in lived.stints.items()}


def days_since_entry(lived: Life, world: World, party: str) -> Days:
    """The days from the first on which the treaty was in force for a party, whatever became of it."""
    starts = [world.bounds(stint.start) for stint in lived.stints.get(party, ())]
    if not starts:
        return NO_DAYS
    first, last = min(first for first, _ in starts), min(last for _, last in starts)
    return Days(normal([(last, FOREVER)]), normal([(first, FOREVER)]))


def _of(stints: Iterable[Stint], world: World) -> Days:
    found = NO_DAYS
    for stint in stints:
        days = _stint(stint, world)
        for suspension in stint.suspensions:
            out = _suspended(suspension, world)
            days = Days(difference(days.sure, out.possible), difference(days.possible, out.sure))
        found = found.either(days)
    return found


def _stint(stint: Stint, world: World) -> Days:
    (start, sure_start), (sure_end, end) = world.bounds(stint.start), world.bounds(stint.end)
    if stint.ending is not None and stint.ending.by_act:
        first, last = world.bounds(stint.ending.day)
        sure_end, end = max(sure_end, first + 1), max(end, last + 1)
    return Days(normal([(sure_start, sure_end)]), normal([(start, end)]))


def _suspended(suspension: Suspension, world: World) -> Days:
    (start, sure_start), (sure_end, end) = world.bounds(suspension.start), world.bounds(suspension.end)
    later = 0 if suspension.act is None else 1  # until the act, in the course of its day, it was in operation
    return Days(normal([(sure_start + later, sure_end)]), normal([(start + later, end)]))


def on_all(found: Iterable[Days]) -> Days:
    """What several worlds have together: sure are the days sure in all of them, possible those possible in one."""
    sure: Spans = EVERYTHING
    possible: Spans = ()
    for days in found:
        sure, possible = intersection(sure, days.sure), union(possible, days.possible)
    return Days(intersection(sure, possible), possible)


def within(days: Days, span: Span) -> Days:
    """The days that lie in a span."""
    return days.both(Days((span,), (span,)))
