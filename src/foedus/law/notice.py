"""The effect of a notice of denunciation or withdrawal, by the clause on leaving."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foedus.chronology.clocks import instants, local_day
from foedus.chronology.days import FOREVER, Day
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting, Period, next_month_day
from foedus.dossier.actors import register
from foedus.dossier.record import Event
from foedus.dossier.terms import Exit
from foedus.law.case import Case, Dated, day_of, day_of_moment, happened, reading_of
from foedus.law.consent import signatures
from foedus.law.defaults import (
    LATE_NOTICE,
    NOTICE_ON_LAST_DAY,
    PREMATURE_NOTICE,
    RECEIPT,
    SILENT_ON_EXIT,
    WHOSE_DATE,
)
from foedus.law.force import Entry
from foedus.law.term import Chain, times_in_words
from foedus.law.timing import after, ahead_of, end_of_calendar_year, rounded
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, shift

TWELVE_MONTHS = Period(months=12)


class Effect(NamedTuple):
    """What a notice brings about: the day on which it ends what it ends (None: nothing), and why.

    `by_act` is true where it ends it at once, by its own force, in the course of that day; `at_term_end`
    where it lets the term run out.
    """

    day: AnyDay | None
    why: Reason
    by_act: bool = False
    at_term_end: bool = False


def notice_day(this: Case, notice: Event) -> Dated:
    """The day from which a notice counts: its receipt, if the record has it (VCLT Art. 78), else its giving.

    Where its hour is known and the addressee's capital already had another date, whose date counts is a
    reading.
    """
    given = day_of(this, notice)
    exit_ = this.dossier.terms.denunciation
    if notice.received is not None and (exit_ is None or exit_.receipt == "received"):
        if RECEIPT.decide(this.world) == "received":
            received = day_of_moment(this, this.world.value(notice.received), notice, "received")
            why = happened(this, notice, given, computed("received on {0:day}", received))
            return Dated(received, why)
    moment = this.world.value(notice.on)
    if moment.clock is not None and isinstance(given, int):
        theirs = _addressee_day(this, notice, moment)
        if theirs is not None and theirs != given:
            position = WHOSE_DATE.decide(this.world)
            counted = theirs if position == "addressee" else given
            return Dated(counted, happened(this, notice, counted, WHOSE_DATE.reason(position)))
    return Dated(given, happened(this, notice, given))


def _addressee_day(this: Case, notice: Event, moment: Moment) -> Day | None:
    """The date at the addressee's capital when a notice with a known hour was given."""
    others = notice.to or tuple(party for party in this.dossier.parties if party not in notice.by)
    zone = notice.zone or this.dossier.reference_zone
    actor = register().get(others[0]) if len(others) == 1 else None
    if actor is None or actor.zone is None:
        return None
    at = instants(moment, zone)
    return local_day(at.first, actor.zone) if at.settled else None


def effect_of_notice(this: Case, notice: Event, chain: Chain, entry: Entry, own_entry: AnyDay) -> Effect:
    """When the treaty ends, for the one who gave `notice` or for all, and why, or why the notice is void.

    `own_entry` is the day on which the treaty entered into force for the party that gave it.
    """
    chain = chain.of_party(own_entry)
    given = notice_day(this, notice)
    said = this.world.value(notice.effect)
    reading = reading_of(this, notice.effect)
    why = given.why if reading is None else given.why._replace(because=(*given.why.because, reading))
    given = Dated(given.day, why)
    exit_ = this.dossier.terms.denunciation
    match said:
        case "none":
            return Effect(None, absence("the notice has no effect", because=(why,)))
        case "at_once" | "ends":
            return Effect(
                given.day, computed("the notice ended it at once, on {0:day}", given.day, because=(why,)), by_act=True
            )
        case "at_term_end" if exit_ is None:
            return _at_term_end(this, Exit(notice=NO_NOTICE), given, chain)
        case _:
            pass
    if exit_ is None:
        return _without_clause(this, given)
    effect = _by_clause(this, exit_, given, chain, entry, own_entry, said == "after_notice")
    return _not_before_named(this, notice, effect)


NO_NOTICE = Period()


def _not_before_named(this: Case, notice: Event, effect: Effect) -> Effect:
    """The effect on the later day that the notice itself names, if it names one ("or such later date ...")."""
    if notice.effective is None or effect.day is None:
        return effect
    named = day_of_moment(this, this.world.value(notice.effective), notice, "effective")
    if not this.world.before(effect.day, named):
        return effect
    return Effect(named, computed("the notice names {0:day} as its day", named, because=(effect.why,)))


def _without_clause(this: Case, given: Dated) -> Effect:
    position = SILENT_ON_EXIT.decide(this.world)
    reason = SILENT_ON_EXIT.reason(position)
    if position == "not-at-all":
        return Effect(None, absence("the notice of {0:day} has no effect", given.day, because=(reason, given.why)))
    day = after(given.day, TWELVE_MONTHS, Counting.SAME_DAY)
    return Effect(day, computed("ends on {0:day}, twelve months after notice", day, because=(reason, given.why)))


def _by_clause(
    this: Case, exit_: Exit, given: Dated, chain: Chain, entry: Entry, own_entry: AnyDay, skip_term: bool
) -> Effect:
    world = this.world
    barred = barred_until(this, exit_, entry, own_entry)
    if barred is not None and exit_.not_before is not None and exit_.not_before.bars == "notice":
        if world.before(given.day, barred.day):
            position = PREMATURE_NOTICE.decide(world)
            premature = PREMATURE_NOTICE.reason(position, (barred.why, given.why))
            if position == "void":
                says = "the notice of {0:day} came before {1:day}, the first day on which it could be given"
                return Effect(None, absence(says, given.day, barred.day, because=(premature,)))
            given = Dated(barred.day, premature)
    if exit_.window is not None:
        inside = _in_window(this, exit_, given, entry, own_entry)
        if inside is not None:
            return inside
    if exit_.before is not None and world.value(exit_.before) == "term_end" and not skip_term:
        if not chain.open_ended:
            if chain.term_at(given.day) is not None or not (chain.then_open or chain.at_least):
                return _at_term_end(this, exit_, given, chain)
        exit_ = exit_.later or exit_
    return _after_notice(this, exit_, given, chain, own_entry, barred)


def _after_notice(
    this: Case, exit_: Exit, given: Dated, chain: Chain, own_entry: AnyDay, barred: Dated | None
) -> Effect:
    """The end a period of notice after it was given, moved on to where the clause puts it."""
    world = this.world
    day, why = given.day, [given.why]
    if exit_.cutoff is not None:
        day = _after_cutoff(exit_, day)
        says = "notice by {0} counts for the next {1}"
        why.append(clause(exit_.article or "", says, exit_.cutoff.by, exit_.cutoff.effective))
    period = world.value(exit_.notice) if exit_.notice is not None else None
    counting = world.value(exit_.counting)
    if period is not None:
        day = after(day, period, counting, exit_.month_end)
        says = "{0} after notice" + (" (by the rule {1})" if counting is not Counting.SAME_DAY else "")
        why.append(clause(exit_.article or "", says, str(period), counting.value))
        for reading in (reading_of(this, exit_.notice), reading_of(this, exit_.counting)):
            if reading is not None:
                why.append(reading)
    elif exit_.cutoff is None and exit_.end_of is None:
        why.append(clause(exit_.article or "", "notice has effect when it is received"))
    day = rounded(day, exit_.round)
    match exit_.end_of:
        case "calendar_year":
            day = shift(day, end_of_calendar_year)
        case "next_calendar_year":
            day = shift(day, lambda d: end_of_calendar_year(d, 1))
        case "anniversary":
            day = _next_anniversary(own_entry, day)
        case "renewal_period":
            day = _end_of_period(this, chain, day)
        case _:
            pass
    if barred is not None and exit_.not_before is not None and exit_.not_before.bars == "effect":
        day = world.later(day, barred.day)
        why.append(barred.why)
    if chain.at_least and not chain.open_ended and world.before(day, chain.boundary(0)):
        day = chain.boundary(0)
        why.append(chain.why)
    return Effect(day, computed("the notice takes effect on {0:day}", day, because=tuple(why)))


def _at_term_end(this: Case, exit_: Exit, given: Dated, chain: Chain) -> Effect:
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
    deadline = clause(exit_.article or "", says, str(period), last, end, because=_term_reason(this, chain, number))
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
        return Effect(None, absence("the notice changes nothing", because=(missed, given.why)))
    end = chain.boundary(number)
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
    """A notice late for the end of the last fixed term, where the treaty then runs on without one."""
    exit_ = this.dossier.terms.denunciation
    later = (exit_.later or exit_) if exit_ is not None else None
    period = (this.world.value(later.notice) if later is not None and later.notice is not None else None) or NO_NOTICE
    counting = this.world.value(later.counting) if later is not None else Counting.SAME_DAY
    day = this.world.later(after(given.day, period, counting), chain.boundary(number))
    article = (later.article if later is not None else None) or ""
    says = "then {0} after notice, not before the term's end: {1:day}"
    return Effect(day, clause(article, says, str(period), day, because=(missed, given.why)))


def _term_reason(this: Case, chain: Chain, number: int) -> tuple[Reason, ...]:
    if number <= 0:
        return (chain.why,)
    says = "renewed " + times_in_words(number) + ", last on {0:day}"
    return (computed(says, chain.boundary(number - 1), because=(chain.why, chain.renewed_by(this.dossier))),)


def barred_until(this: Case, exit_: Exit, entry: Entry, own_entry: AnyDay) -> Dated | None:
    """The day before which no notice can be given (or take effect), if the clause on leaving sets one."""
    bar = exit_.not_before
    if bar is None:
        return None
    if bar.date is not None:
        return Dated(bar.date.first, clause(exit_.article or "", "not before {0:day}", bar.date.first))
    start = own_entry
    if bar.start == "entry_into_force" and entry.day is not None:
        start = entry.day
    elif bar.start == "signature" and (signed := list(signatures(this).values())):
        start = signed[0].day
    day = after(start, bar.length or NO_NOTICE, Counting.SAME_DAY)
    says = "not before {0} from {1:day}: {2:day}"
    return Dated(day, clause(exit_.article or "", says, str(bar.length), start, day))


def window_at(exit_: Exit, start: AnyDay, number: int) -> tuple[AnyDay, AnyDay]:
    """The `number`-th window for notice (1 is the first): the day it opens and the day it closes."""
    assert exit_.window is not None
    opens = after(start, exit_.window.every.times(number), Counting.SAME_DAY)
    return opens, after(opens, exit_.window.open, Counting.SAME_DAY)


def _in_window(this: Case, exit_: Exit, given: Dated, entry: Entry, own_entry: AnyDay) -> Effect | None:
    """None if the notice falls in a window, else why it is void."""
    assert exit_.window is not None
    start = entry.day if exit_.window.start == "entry_into_force" and entry.day is not None else own_entry
    number = 1
    opens, closes = window_at(exit_, start, number)
    while this.world.before(closes, given.day) and not (isinstance(closes, int) and closes >= FOREVER):
        number += 1
        opens, closes = window_at(exit_, start, number)
    if not this.world.before(given.day, opens):
        if this.world.before(given.day, closes):
            return None
        position = NOTICE_ON_LAST_DAY.decide(this.world)
        if position == "in-time":
            return None
        opens, closes = window_at(exit_, start, number + 1)
    says = "the notice of {0:day} falls outside the windows for notice; the next is open from {1:day} to {2:day}"
    return Effect(None, clause(exit_.article or "", says, given.day, opens, closes, because=(given.why,)))


def _after_cutoff(exit_: Exit, given: AnyDay) -> AnyDay:
    cutoff = exit_.cutoff
    assert cutoff is not None
    by_month, by_day = (int(part) for part in cutoff.by.split("-"))
    month, day_of_month = (int(part) for part in cutoff.effective.split("-"))

    def effective(day: Day) -> Day:
        counted = next_month_day(day, by_month, by_day)
        found = next_month_day(counted + 1, month, day_of_month)
        for _ in range(cutoff.years_later):
            found = next_month_day(found + 1, month, day_of_month)
        return found

    return shift(given, effective)


def _next_anniversary(own_entry: AnyDay, day: AnyDay) -> AnyDay:
    if not isinstance(own_entry, int):
        return day
    born = date.fromordinal(own_entry)
    return shift(day, lambda d: next_month_day(d, born.month, born.day))


def _end_of_period(this: Case, chain: Chain, day: AnyDay) -> AnyDay:
    """The first end of a term or renewal that does not come before `day`."""
    number = chain.term_at(day)
    if number is None or chain.open_ended:
        return day
    if number > 0 and not this.world.before(chain.boundary(number - 1), day):
        return chain.boundary(number - 1)  # `day` is itself such an end
    return chain.boundary(number)
