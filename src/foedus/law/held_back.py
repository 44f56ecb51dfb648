"""A notice held back: clauses by which no exit takes effect in war, or while some other state of affairs lasts."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.dossier.leaving import Barred, Exit
from foedus.law.at_war import PEACE, QUIET, AtWar, wars_of
from foedus.law.case import Case, Dated, day_of, happened
from foedus.law.effect import Effect
from foedus.law.on_record import parties_on
from foedus.reasons import Reason, absence, clause
from foedus.worlds import AnyDay


class State(NamedTuple):
    """One time for which a bar stands: from `start` to the day before `end` (FOREVER: no end on record)."""

    start: AnyDay
    end: AnyDay
    why: Reason


def held_back(this: Case, exit_: Exit, leavers: tuple[str, ...], given: Dated, effect: Effect) -> Effect:
    """The effect of a notice of `leavers`, moved to the end of what bars it under the clause; None if no end is known.

    A bar on the notice counts if it stands on the day of the notice, one on the effect if it stands on the day
    to which the exit would come, or come by an earlier bar.
    """
    bar = exit_.barred_while
    if bar is None or effect.day is None:
        return effect
    states = _states(this, bar, leavers, given.day if bar.holds == "notice" else effect.day)
    day, why, moved = effect.day, [effect.why], True
    while moved:
        moved = False
        for state in states:
            met = given.day if bar.holds == "notice" else day
            if this.world.before(met, state.start) or not this.world.before(met, state.end):
                continue
            if state.end == FOREVER:
                says = "no exit takes effect in this state of affairs, which has no end on record"
                return Effect(None, absence(says, because=(*why, state.why)), unheld=effect.day)
            if this.world.before(day, state.end):
                day, moved = state.end, True
                why.append(state.why)
    if len(why) == 1:
        return effect
    says = "held back: the exit takes effect on {0:day}"
    return Effect(day, clause(bar.article or exit_.article or "", says, day, because=tuple(why)), unheld=effect.day)


def _states(this: Case, bar: Barred, leavers: tuple[str, ...], when: AnyDay) -> list[State]:
    """The times of what bars an exit; whose wars count is who is a party on the day `when`."""
    if bar.since is not None:
        return _between_events(this, bar.since, bar.to)
    asks_parties = bar.at_war == "any_party" or bar.with_whom == "party"
    parties = sorted(parties_on(this, when)) if asks_parties else []
    who = leavers if bar.at_war == "leaver" else tuple(parties)
    with_whom = parties if bar.with_whom == "party" else None
    wars: list[AtWar] = []
    for party in who:
        wars += wars_of(this, party, with_whom, PEACE if bar.until == "peace" else QUIET)
    return [State(war.start, war.end, war.why) for war in wars]


def _between_events(this: Case, since: str, to: str | None) -> list[State]:
    """The time from one event of the record to another; nothing if the first is not on record."""
    begins = this.event(since)
    if begins is None:
        return []
    start = day_of(this, begins)
    ends = None if to is None else this.event(to)
    if ends is None:
        return [State(start, FOREVER, happened(this, begins, start))]
    end = day_of(this, ends)
    return [State(start, end, happened(this, begins, start, happened(this, ends, end)))]
