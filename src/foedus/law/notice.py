"""The effect of a notice of denunciation or withdrawal, by the clause on leaving."""

from __future__ import annotations

from foedus.chronology.clocks import instants, local_day
from foedus.chronology.days import Day
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting, Period
from foedus.dossier.actors import register
from foedus.dossier.leaving import Exit
from foedus.dossier.record import Event
from foedus.law.case import Case, Dated, day_of, day_of_moment, happened, reading_of
from foedus.law.defaults import (
    PREMATURE_NOTICE,
    RECEIPT,
    SILENT_ON_EXIT,
    WHOSE_DATE,
)
from foedus.law.effect import NO_NOTICE, Effect
from foedus.law.exit_calendar import after_cutoff, at_the_end_of, barred_until, in_window
from foedus.law.force import Entry
from foedus.law.held_back import held_back
from foedus.law.term import Chain
from foedus.law.term_notice import at_term_end
from foedus.law.timing import after, rounded
from foedus.reasons import absence, clause, computed
from foedus.worlds import AnyDay

TWELVE_MONTHS = Period(months=12)


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


def exit_of(this: Case, notice: Event) -> Exit | None:
    """The clause under which a notice is given: the one that it names, else the clause on denunciation."""
    terms = this.dossier.terms
    return terms.other_exits.get(notice.under, terms.denunciation) if notice.under else terms.denunciation


def effect_of_notice(
    this: Case, notice: Event, chain: Chain, entry: Entry, own_entry: AnyDay, leaver: str | None = None
) -> Effect:
    """When the treaty ends, for the one who gave `notice` or for all, and why, or why the notice is void.

    `own_entry` is the day on which the treaty entered into force for the party that gave it; `leaver` that party,
    of several that gave one notice together (None: all of them).
    """
    chain = chain.of_party(own_entry)
    given = notice_day(this, notice)
    said = this.world.value(notice.effect)
    reading = reading_of(this, notice.effect)
    why = given.why if reading is None else given.why._replace(because=(*given.why.because, reading))
    given = Dated(given.day, why)
    exit_ = exit_of(this, notice)
    match said:
        case "none":
            return Effect(None, absence("the notice has no effect", because=(why,)))
        case "at_once" | "ends":
            return Effect(
                given.day, computed("the notice ended it at once, on {0:day}", given.day, because=(why,)), by_act=True
            )
        case "at_term_end" if exit_ is None:
            return at_term_end(this, Exit(notice=NO_NOTICE), given, chain)
        case _:
            pass
    if exit_ is None:
        return _without_clause(this, given)
    governs, effect = _by_clause(this, exit_, given, chain, entry, own_entry, said == "after_notice")
    effect = _not_before_named(this, notice, effect)
    leavers = tuple(notice.by) if leaver is None else (leaver,)
    effect = held_back(this, governs, leavers, given, effect)
    if governs.later is not None and governs.before is not None and not effect.at_term_end:
        effect = held_back(this, governs.later, leavers, given, effect)  # late for the last term: it runs on
    return effect


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
) -> tuple[Exit, Effect]:
    """What the clause on leaving makes of a notice, and which clause that is (`later` once no term runs)."""
    world = this.world
    barred = barred_until(this, exit_, entry, own_entry)
    if barred is not None and exit_.not_before is not None and exit_.not_before.bars == "notice":
        if world.before(given.day, barred.day):
            position = PREMATURE_NOTICE.decide(world)
            premature = PREMATURE_NOTICE.reason(position, (barred.why, given.why))
            if position == "void":
                says = "the notice of {0:day} came before {1:day}, the first day on which it could be given"
                return exit_, Effect(None, absence(says, given.day, barred.day, because=(premature,)))
            given = Dated(barred.day, premature)
    if exit_.window is not None:
        inside = in_window(this, exit_, given, entry, own_entry)
        if inside is not None:
            return exit_, inside
    if exit_.before is not None and world.value(exit_.before) == "term_end" and not skip_term:
        if not chain.open_ended:
            if chain.term_at(given.day) is not None or not (chain.then_open or chain.at_least):
                return exit_, at_term_end(this, exit_, given, chain)
        exit_ = exit_.later or exit_
    return exit_, _after_notice(this, exit_, given, chain, own_entry, barred)


def _after_notice(
    this: Case, exit_: Exit, given: Dated, chain: Chain, own_entry: AnyDay, barred: Dated | None
) -> Effect:
    """The end a period of notice after it was given, moved on to where the clause puts it."""
    world = this.world
    day, why = given.day, [given.why]
    if exit_.cutoff is not None:
        day = after_cutoff(exit_, day)
        says = "notice by {0} counts for the next {1}"
        why.append(clause(exit_.article or "", says, exit_.cutoff.by, exit_.cutoff.effective))
    period = world.value(exit_.notice) if exit_.notice is not None else None
    counting = world.value(exit_.counting)
    if period is not None:
        day = after(day, period, counting, exit_.month_end)
        says = "{0} after notice" + (" (by the rule {1})" if counting is not Counting.SAME_DAY else "")
        why.append(clause(exit_.article or "", says, period, counting.value))
        for reading in (reading_of(this, exit_.notice), reading_of(this, exit_.counting)):
            if reading is not None:
                why.append(reading)
    elif exit_.cutoff is None and exit_.end_of is None:
        why.append(clause(exit_.article or "", "notice has effect when it is received"))
    if barred is not None and exit_.not_before is not None and exit_.not_before.bars == "effect":
        day = world.later(day, barred.day)
        why.append(barred.why)
    day = at_the_end_of(this, exit_, chain, own_entry, rounded(day, exit_.round))
    if chain.at_least and not chain.open_ended and world.before(day, chain.boundary(0)):
        day = chain.boundary(0)
        why.append(chain.why)
    return Effect(day, computed("the notice takes effect on {0:day}", day, because=tuple(why)))
