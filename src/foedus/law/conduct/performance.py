"""Performance: duties to do something within a time after an event."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.clocks import local_day
from foedus.chronology.periods import Counting
from foedus.dossier.actors import register
from foedus.dossier.duties import ENTRY, Duty
from foedus.law.case import Dated, day_of, happened, reading_of
from foedus.law.conduct.acts import OPENS_WAR, Acts, Deed
from foedus.law.defaults import DATE_OF_PERFORMANCE
from foedus.law.life import Life
from foedus.law.timing import after
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, World


class Performance(NamedTuple):
    """How a duty with a deadline stands: performed, late, failed, open or "not yet due"; and why."""

    verdict: str
    why: Reason


def deadline(lived: Life, world: World, duty: Duty) -> Dated | None:
    """The last day on which a duty could be performed in time; None if no time is set or has begun."""
    if duty.within is None or duty.after is None:
        return None
    event = lived.this.event(duty.after)
    if event is not None:
        start = day_of(lived.this, event)
        begun = happened(lived.this, event, start)
    elif duty.after == ENTRY and lived.entry.day is not None:
        start, begun = lived.entry.day, lived.entry.why
    else:
        return None
    period = world.value(duty.within)
    end = after(start, period, Counting.SAME_DAY)
    readings = tuple(r for r in (reading_of(lived.this, duty.within),) if r is not None)
    because = (begun, *readings)
    says = "within {0} after {1:day}: at the latest on {2:day}"
    return Dated(end, clause(duty.article or "", says, str(period), start, end, because=because))


def day_of_performance(world: World, bearer: str, deed: Deed) -> Dated:
    """The day of the act that performs: by the clock of its place or of the bearer's capital, where they differ.

    A declaration of war that names the day from which it holds performs on that day.
    """
    day = deed.day(world)
    if deed.event.event != "attack" and deed.event.effective is not None:
        named = deed.effective(world)
        says = "the act names {0:day} as the day from which it holds"
        return Dated(named, computed(says, named, because=(deed.why(world),)))
    actor = register().get(bearer)
    if actor is not None and actor.zone and deed.has_hour() and isinstance(day, int):
        capital = local_day(deed.instants(world).first, actor.zone)
        if capital != day:
            position = DATE_OF_PERFORMANCE.decide(world)
            chosen = capital if position == "capital" else day
            return Dated(chosen, DATE_OF_PERFORMANCE.reason(position, (deed.why(world),)))
    return Dated(day, deed.why(world))


def performed_by(lived: Life, world: World, duty: Duty, bearer: str, deed: Deed) -> tuple[str, Reason]:
    """Whether `deed` performs `duty` in time."""
    due = deadline(lived, world, duty)
    done = day_of_performance(world, bearer, deed)
    if due is None:
        return "performed", computed("the act is what was promised", because=(done.why,))
    if world.before(due.day, done.day):
        says = "late: done on {0:day}, due by {1:day}"
        return "late", computed(says, done.day, due.day, because=(due.why, done.why))
    says = "in time: done on {0:day}, due by {1:day}"
    return "performed", computed(says, done.day, due.day, because=(due.why, done.why))


def performance(lived: Life, world: World, acts: Acts, duty: Duty, bearer: str, when: AnyDay) -> Performance | None:
    """How a duty to enter a war, or one that an event of the record performs, stands on `when`.

    None for a duty that no act of the record can be matched with.
    """
    deeds = _performing(lived, acts, duty, bearer)
    begun = lived.entry.day
    late: tuple[AnyDay, Performance] | None = None
    for deed in deeds:
        done = day_of_performance(world, bearer, deed).day
        if begun is not None and not world.before(done, begun) and not world.before(when, done):
            found = Performance(*performed_by(lived, world, duty, bearer, deed))
            if found.verdict == "performed":
                return found
            if late is None or world.before(done, late[0]):
                late = done, found
    if late is not None:
        return late[1]
    if duty.perform != "enter_war" and not deeds:
        return None
    due = deadline(lived, world, duty)
    if due is None:
        return Performance("not yet due", absence("nothing has set the time running"))
    if world.before(due.day, when):
        return Performance("failed", absence("not done by {0:day}", due.day, because=(due.why,)))
    return Performance("open", computed("due by {0:day}", due.day, because=(due.why,)))


def _performing(lived: Life, acts: Acts, duty: Duty, bearer: str) -> list[Deed]:
    """The acts that do what the duty asks: opening war for a promise to enter it, else those that name the duty."""
    if duty.perform == "enter_war":
        return [
            deed
            for enemy in duty.against
            for deed in acts.by_pair.get((bearer, enemy), ())
            if deed.event.event in OPENS_WAR
        ]
    return [
        Deed(lived.dossier, event)
        for event in lived.dossier.record
        if duty.id in event.articles and bearer in event.by and event.event != "claim"
    ]
