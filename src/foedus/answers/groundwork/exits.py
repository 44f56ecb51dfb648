"""exits: what a notice would bring about if it were given on a day.

No rule on leaving stands here: a notice that nobody gave is put to the law (`effect_of_notice`), day by
day, and where its effect moves on to a later day, there lies the last day for notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from foedus.chronology.days import FOREVER, Day, iso
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting, Period, minus, plus
from foedus.dossier.leaving import Exit
from foedus.dossier.record import Event
from foedus.law.case import Case
from foedus.law.exit_calendar import barred_until, window_at
from foedus.law.force import Entry
from foedus.law.notice import effect_of_notice
from foedus.law.term import Chain
from foedus.law.timing import ahead_of
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, World

FLAT = 6
"""A last day for notice is one that more than so many days share an effect with. Where every day of notice
has an effect of its own there is none; a short month alone makes at most four days alike (28 to 31 August
and six months all give 28 February)."""

LONG = 45
"""Days by which steps of a year or a term are told from those of a month."""


class WouldEnd(NamedTuple):
    """What a notice would bring about: the day on which it ends what it ends (None: nothing), and why."""

    day: Day | None
    why: Reason
    at_term_end: bool


class Exits(NamedTuple):
    """The clause on leaving as one party meets it in one world.

    `start` is its own entry into force; days that are not certain are taken at their earliest, so that
    nobody comes too late. `given` answers what a notice would do that is given and received on a day,
    `sent` one that is sent on a day and takes the time of `transit` to arrive.
    """

    this: Case
    clause: Exit | None
    chain: Chain
    entry: Entry
    start: Day
    given: Callable[[Day], WouldEnd]
    sent: Callable[[Day], WouldEnd]
    transit: Period | None = None


class Step(NamedTuple):
    """The last day on which a notice still takes effect on `effect`.

    `term` is the number of the term that it ends (None: it does not end with a term); `monthly` tells that
    the next step follows in about a month.
    """

    last: Day
    effect: Day
    why: Reason
    term: int | None
    monthly: bool


def known(world: World, when: AnyDay) -> Day:
    """A day as a deadline needs it: the earliest that it can be, so that nobody comes too late."""
    return world.bounds(when)[0]


def latest(world: World, when: AnyDay) -> str:
    """In words, how late a day can be that is taken at its earliest; nothing for one that is certain."""
    first, last = world.bounds(when)
    return "" if first == last else f"; at the latest on {iso(last)}"


def exits(this: Case, chain: Chain, entry: Entry, start: Day, transit: Period | None = None, party: str = "") -> Exits:
    """The exits of a party for which the treaty entered into force on `start`; `chain` and `entry` as lived.

    `party` may stay unsaid unless the clause asks for something of the one who leaves (that it is not at war).
    """
    world = this.world
    pinned = chain._replace(anchor=known(world, chain.anchor), ends={})
    entered = entry if entry.day is None else entry._replace(day=known(world, entry.day))
    kept: dict[tuple[Day, Day], WouldEnd] = {}

    def would_end(given: Day, received: Day) -> WouldEnd:
        found = kept.get((given, received))
        if found is None:
            notice = _notice(given, received, party)
            effect = effect_of_notice(this, notice, pinned, entered, start)
            day = None if effect.day is None else known(world, effect.day)
            day = None if day is None or day >= FOREVER else day
            found = kept[given, received] = WouldEnd(day, effect.why, effect.at_term_end)
        return found

    return Exits(
        this,
        this.dossier.terms.denunciation,
        pinned,
        entered,
        start,
        lambda day: would_end(day, day),
        lambda day: would_end(day, day if transit is None else plus(day, transit)),
        transit,
    )


_NOBODY = Event.model_validate({"event": "denunciation", "on": "2000-01-01"})


def _notice(given: Day, received: Day, party: str) -> Event:
    made: dict[str, object] = {"on": Moment(iso(given), given, given)}
    if party:
        made["by"] = {party: ()}
    if received != given:
        made["received"] = Moment(iso(received), received, received)
    return _NOBODY.model_copy(update=made)


class Leaving(NamedTuple):
    """The next way out: notice on `notice`, the end on `day`.

    `waits` tells that no notice was possible before, so that it has to arrive on that day.
    """

    notice: Day
    day: Day
    waits: bool
    why: Reason


def next_exit(of: Exits, on: Day) -> Leaving | None:
    """The earliest end that a party can bring about by notice sent on the day `on`.

    If no notice is possible then: by notice that arrives on the next day on which it is. None if no such day
    is in sight (or in the world's reading there is no right to leave).
    """
    notice, told, waits = on, of.sent(on), False
    if told.day is None:
        opening = next_possible(of, on)
        if opening is None:
            return None
        notice, told, waits = opening, of.given(opening), True
    if told.day is None:
        return None
    says = "notice on {0:day} would take effect on {1:day}"
    return Leaving(notice, told.day, waits, computed(says, notice, told.day, because=(told.why,)))


def next_possible(of: Exits, after: Day) -> Day | None:
    """The first day after `after` on which a notice has an effect where it has none on `after`."""
    day = after
    for _ in range(8):  # a bar, then a window, then a term: each is passed once
        ahead = [found for found in _openings(of, day) if day < found < FOREVER]
        if not ahead:
            return None
        day = min(ahead)
        if of.given(day).day is not None:
            return day
    return None


def _openings(of: Exits, day: Day) -> Iterator[Day]:
    """Days on which a notice that was not possible may become so: a bar falls, a window opens, a term begins."""
    if (barred := barred_to(of)) is not None:
        yield barred[0]
    for window in windows(of, day):
        if window.opens > day:
            yield window.opens
            break
    if not of.chain.open_ended and (number := of.chain.term_at(day)) is not None:
        end = known(of.this.world, of.chain.boundary(number))
        if of.clause is not None and of.clause.opens is not None:
            yield known(of.this.world, ahead_of(end, of.clause.opens, Counting.SAME_DAY, of.clause.month_end))
        yield end


def barred_to(of: Exits) -> tuple[Day, Reason] | None:
    """The first day on which notice can be given (or take effect), if the clause names one, and why."""
    if of.clause is None:
        return None
    found = barred_until(of.this, of.clause, of.entry, of.start)
    return None if found is None else (known(of.this.world, found.day), found.why)


class WindowOpen(NamedTuple):
    """The `number`-th window for notice (1 is the first)."""

    number: int
    opens: Day
    closes: Day


def windows(of: Exits, since: Day) -> Iterator[WindowOpen]:
    """The windows for notice that have not closed before `since`, in order, without end."""
    if of.clause is None or of.clause.window is None:
        return
    own = of.clause.window.start == "own_entry" or of.entry.day is None
    start: AnyDay = of.start if own or of.entry.day is None else of.entry.day
    number = 1
    while True:
        opens, closes = (known(of.this.world, found) for found in window_at(of.clause, start, number))
        if opens >= FOREVER:
            return
        if closes >= since:
            yield WindowOpen(number, opens, closes)
        number += 1


def steps(of: Exits, since: Day) -> Iterator[Step]:
    """The last days for notice from `since` on, each with the end it is for, in order.

    Without end where the ends recur. Of steps to the ends of months only the first; the ends of terms are all
    told, however short the terms. Nothing where every day of notice has an end of its own.
    """
    day, told_any = since, False
    while day < FOREVER:
        would = of.given(day)
        if would.day is None:
            opening = next_possible(of, day)
            if opening is None:
                return
            day = opening
            continue
        last = _last_with(of, day, would.day)
        earlier = of.given(last - FLAT)
        alike = earlier.day == would.day
        ends_term = would.at_term_end or (alike and earlier.at_term_end)
        if not alike and not ends_term:
            return
        monthly = not ends_term and of.given(last - LONG).day != would.day
        if monthly and told_any:
            return
        term = of.chain.term_at(would.day - 1) if ends_term else None
        yield Step(last, would.day, of.given(last).why, term, monthly)
        day, told_any = last + 1, True


def _last_with(of: Exits, day: Day, effect: Day) -> Day:
    """The last day, from `day` on, on which a notice still takes effect on `effect`: an earlier notice never
    takes effect later, so that it can be halved for; most often it lies a period of notice before the end."""
    low, high = day, max(day, effect)
    guess = _guess(of, effect)
    if low < guess < high:
        for near in (guess, guess - 1):
            if of.given(near).day == effect:
                low = near
                break
            high = near - 1
        if low < high and of.given(low + 1).day != effect:
            return low
    while low < high:
        middle = (low + high + 1) // 2
        if of.given(middle).day == effect:
            low = middle
        else:
            high = middle - 1
    return low


def _guess(of: Exits, effect: Day) -> Day:
    """A period of notice before an end: where to look first, and nothing that is relied on."""
    if of.clause is None or of.clause.notice is None:
        return effect
    return minus(effect, of.this.world.value(of.clause.notice))
