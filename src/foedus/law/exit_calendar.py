"""When the clause on leaving lets a notice be given or take effect: bars, windows, cut-offs, ends of periods."""

from __future__ import annotations

from datetime import date

from foedus.chronology.days import FOREVER, Day
from foedus.chronology.periods import Counting, next_month_day
from foedus.dossier.leaving import Exit
from foedus.law.case import Case, Dated
from foedus.law.consent import signatures
from foedus.law.defaults import NOTICE_ON_LAST_DAY
from foedus.law.effect import NO_NOTICE, Effect
from foedus.law.force import Entry
from foedus.law.term import Chain
from foedus.law.timing import after, end_of_calendar_year
from foedus.reasons import clause
from foedus.worlds import AnyDay, shift


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


def in_window(this: Case, exit_: Exit, given: Dated, entry: Entry, own_entry: AnyDay) -> Effect | None:
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


def after_cutoff(exit_: Exit, given: AnyDay) -> AnyDay:
    """The day on which a notice takes effect that counts only if given by one day of the year."""
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


def next_anniversary(own_entry: AnyDay, day: AnyDay) -> AnyDay:
    """The first anniversary of the party's own entry that does not come before `day`."""
    if not isinstance(own_entry, int):
        return day
    born = date.fromordinal(own_entry)
    return shift(day, lambda d: next_month_day(d, born.month, born.day))


def end_of_period(this: Case, chain: Chain, day: AnyDay) -> AnyDay:
    """The first end of a term or renewal that does not come before `day`."""
    number = chain.term_at(day)
    if number is None or chain.open_ended:
        return day
    if number > 0 and not this.world.before(chain.boundary(number - 1), day):
        return chain.boundary(number - 1)  # `day` is itself such an end
    return chain.boundary(number)


def at_the_end_of(this: Case, exit_: Exit, chain: Chain, own_entry: AnyDay, day: AnyDay) -> AnyDay:
    """The day to which the clause moves an exit on: the end of a year, a fiscal year, a renewal, an anniversary."""
    month, day_of_month = (int(part) for part in exit_.fiscal_year_ends.split("-"))

    def fiscal(when: Day) -> Day:
        return next_month_day(when, month, day_of_month)

    match exit_.end_of:
        case "calendar_year":
            return shift(day, end_of_calendar_year)
        case "next_calendar_year":
            return shift(day, lambda when: end_of_calendar_year(when, 1))
        case "fiscal_year":
            return shift(day, fiscal)
        case "next_fiscal_year":
            return shift(day, lambda when: fiscal(fiscal(when) + 1))
        case "anniversary":
            return next_anniversary(own_entry, day)
        case "renewal_period":
            return end_of_period(this, chain, day)
        case _:
            return day
