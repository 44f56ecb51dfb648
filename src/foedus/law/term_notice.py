"""Notice for the end of a term: in time for the current one, on its last day, or late."""

from __future__ import annotations

from foedus.chronology.days import ALWAYS, Day
from foedus.chronology.periods import Counting
from foedus.dossier.leaving import Exit
from foedus.law.case import Case, Dated
from foedus.law.defaults import LATE_NOTICE, NOTICE_ON_LAST_DAY
from foedus.law.effect import NO_NOTICE, Effect
from foedus.law.term import Chain, times_in_words
from foedus.law.timing import after, ahead_of
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, shift


def at_term_end(this: Case, exit_: Exit, given: Dated, chain: Chain) -> Effect:
    """The end of the current term if the notice is in time for it, else of the next."""
    world = this.world
    number = chain.term_at(given.day)
    if number is None:
        return Effect(
            None, absence("no term runs on {0:day} that the notice could end", given.day, because=(given.why,))
        )
    end = chain.boundary(number)
    period = (world.value(exit_.notice) if exit_.notice is not None else None) or NO_NOTICE
    last = ahead_of(end, period, world.value(exit_.counting), exit_.month_end)
    says = "notice {0} before the end of the term: at the latest on {1:day} for {2:day}"
    deadline = clause(exit_.article or "", says, period, last, end, because=_term_reason(this, chain, number))
    if exit_.opens is not None:
        first = ahead_of(end, exit_.opens, Counting.SAME_DAY, exit_.month_end)
        if world.before(given.day, first):
            told = "the notice of {0:day} came before {1:day}, the first day on which it could be given"
            return Effect(None, clause(exit_.article or "", told, given.day, first, because=(given.why,)))
    if world.before(given.day, last) or not world.before(last, given.day):
        if world.before(given.day, last):
            why = computed("ends on {0:day}, the notice being in time", end, because=(deadline, given.why))
            return Effect(end, why, at_term_end=True)
        position = NOTICE_ON_LAST_DAY.decide(world)
        on_the_day = NOTICE_ON_LAST_DAY.reason(position)
        if position == "in-time":
            why = computed("ends on {0:day}, the notice being in time", end, because=(deadline, on_the_day, given.why))
            return Effect(end, why, at_term_end=True)
        return _late(this, given, chain, number, (deadline, on_the_day))
    return _late(this, given, chain, number, (deadline,))


def last_day_for(this: Case, exit_: Exit, chain: Chain, number: int) -> AnyDay:
    """The last day on which a notice ends the treaty with term `number`, as `at_term_end` has it.

    Where the treaty would run on without a term, a notice on the last day that is late runs its own time from then,
    and comes to the same end.
    """
    world = this.world
    period = (world.value(exit_.notice) if exit_.notice is not None else None) or NO_NOTICE
    last = ahead_of(chain.boundary(number), period, world.value(exit_.counting), exit_.month_end)
    if chain.runs_on_after(number) and exit_.later is None:
        return last
    return last if NOTICE_ON_LAST_DAY.decide(world) == "in-time" else shift(last, _eve)


def _eve(day: Day) -> Day:
    return max(ALWAYS, day - 1)


def _late(this: Case, given: Dated, chain: Chain, number: int, because: tuple[Reason, ...]) -> Effect:
    missed = absence("the notice of {0:day} is late for {1:day}", given.day, chain.boundary(number), because=because)
    if not chain.renews_after(number):
        if chain.runs_on_after(number):
            return _late_for_the_last(this, given, chain, number, missed)
        return Effect(None, absence("the notice changes nothing", because=(missed, given.why)))
    position = LATE_NOTICE.decide(this.world)
    late = LATE_NOTICE.reason(position)
    if position == "void":
        return Effect(None, absence("the notice is void", because=(missed, late, given.why)))
    number += 1
    while _misses(this, given, chain, number) and chain.renews_after(number):
        number += 1
    if _misses(this, given, chain, number):
        if chain.runs_on_after(number):
            return _late_for_the_last(this, given, chain, number, missed)
        return Effect(None, absence("the notice changes nothing", because=(missed, given.why)))
    end = chain.boundary(number)
    exit_ = this.dossier.terms.denunciation
    if exit_ is not None and exit_.opens is not None:
        first = ahead_of(end, exit_.opens, Counting.SAME_DAY, exit_.month_end)
        if this.world.before(given.day, first):
            says = "for the end of the next term, {0:day}, notice can first be given on {1:day}"
            early = absence(says, end, first)
            return Effect(None, absence("the notice changes nothing", because=(missed, early, given.why)))
    renewed = chain.renewed_by(this.dossier)
    says = "ends on {0:day}, at the end of the renewed term"
    return Effect(end, computed(says, end, because=(missed, renewed, late, given.why)), at_term_end=True)


def _misses(this: Case, given: Dated, chain: Chain, number: int) -> bool:
    """Whether a notice comes too late for the end of term `number` too (a notice longer than the renewal)."""
    exit_ = this.dossier.terms.denunciation
    if exit_ is None or exit_.notice is None:
        return False
    counting = this.world.value(exit_.counting)
    last = ahead_of(chain.boundary(number), this.world.value(exit_.notice), counting, exit_.month_end)
    if this.world.before(given.day, last):
        return False
    return this.world.before(last, given.day) or NOTICE_ON_LAST_DAY.decide(this.world) == "late"


def _late_for_the_last(this: Case, given: Dated, chain: Chain, number: int, missed: Reason) -> Effect:
    """A notice late for the end of the last fixed term, where the treaty then runs on without one.

    It runs from its own day, for the longer of the period that it missed and that of the open time, and so ends
    the treaty never as if it had been in time.
    """
    exit_ = this.dossier.terms.denunciation
    clauses = [clause_ for clause_ in (exit_, exit_.later if exit_ is not None else None) if clause_ is not None]
    day, says, article = chain.boundary(number), str(NO_NOTICE), ""
    for clause_ in clauses:
        period = (this.world.value(clause_.notice) if clause_.notice is not None else None) or NO_NOTICE
        ends = after(given.day, period, this.world.value(clause_.counting), clause_.month_end)
        if this.world.before(day, ends):
            day, says, article = ends, str(period), clause_.article or ""
    told = "then {0} after notice, not before the term's end: {1:day}"
    return Effect(day, clause(article, told, says, day, because=(missed, given.why)))


def _term_reason(this: Case, chain: Chain, number: int) -> tuple[Reason, ...]:
    if number <= 0:
        return (chain.why,)
    says = "renewed " + times_in_words(number) + ", last on {0:day}"
    return (computed(says, chain.boundary(number - 1), because=(chain.why, chain.renewed_by(this.dossier))),)
