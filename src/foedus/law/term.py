"""The term and its renewals: a chain of boundaries, each counted once from its anchor.

Forty tacit renewals are one addition, not forty: the k-th boundary is the anchor plus the first length plus
k times the renewal, so that month ends do not wear down (31 January, 28 February, 28 March ...).
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from foedus.chronology.days import FOREVER
from foedus.chronology.moments import Moment
from foedus.chronology.periods import Counting, MonthEnd, Period, moved
from foedus.dossier.model import Dossier
from foedus.law.case import Case, Dated, day_of, happened, position_reason, reading_of
from foedus.law.consent import first_event_of, signatures
from foedus.law.force import Entry
from foedus.law.timing import after
from foedus.reasons import Reason, absence, clause, computed
from foedus.worlds import AnyDay, Choice, World, shift

NO_PERIOD = Period()

Times: TypeAlias = str | int


class Chain(NamedTuple):
    """The terms of a treaty, one behind the other, as if nobody gave notice.

    The first ends `first` after `anchor`; then it renews itself by `renewals` in turn (the last repeats), as
    often as `said_times` says, which may be disputed and is asked of `world` only where it matters. Then it
    ends, or runs on without a term (`then_open`). With `open_ended` it never had a term; with `at_least` the
    first end is only the earliest that a notice can bring about. `why` says where the first term comes from.
    `ends` keeps the boundaries that were computed. With `own_clock` the terms run from each party's own entry:
    the treaty as such has none. `gaps` are the times between an end and an agreement that revived it;
    `ceiling` is the day past which no extension by agreement can go.
    """

    world: World
    anchor: AnyDay
    first: Period
    renewals: tuple[Period, ...]
    said_times: Times | Choice[Times]
    then_open: bool
    open_ended: bool
    at_least: bool
    counting: Counting
    month_end: MonthEnd
    why: Reason
    renewal_article: str
    article: str
    ends: dict[int, AnyDay]
    own_clock: bool = False
    gaps: tuple[tuple[AnyDay, AnyDay, Reason], ...] = ()
    ceiling: AnyDay | None = None

    @property
    def times(self) -> int | None:
        """How often it can renew itself at most (None: without end)."""
        said = self.world.value(self.said_times)
        return {"once": 1, "unlimited": None}[said] if isinstance(said, str) else said

    def renewed_by(self, dossier: Dossier) -> Reason:
        """What the clause on renewal says, with the reading of how often if it was asked."""
        periods = ", then ".join(str(period) for period in self.renewals)
        reading = None
        if isinstance(self.said_times, Choice):
            position = self.world.position_on(self.said_times.dispute)
            if position is not None:
                reading = position_reason(dossier, self.said_times.dispute, position)
        return clause(self.renewal_article, "renews itself by {0}", periods, because=(reading,) if reading else ())

    def of_party(self, own_entry: AnyDay) -> Chain:
        """The chain as it runs for a party for which the treaty entered into force on `own_entry`."""
        return self._replace(anchor=own_entry, own_clock=False, ends={}) if self.own_clock else self

    def boundary(self, number: int) -> AnyDay:
        """The day on which term `number` ends (0 is the first term)."""
        if self.open_ended:
            return FOREVER
        end = self.ends.get(number)
        if end is None:
            end = self.ends[number] = self._ends(number)
        return end

    def _ends(self, number: int) -> AnyDay:
        months, days = _sum(self.first, self.renewals, number)
        if isinstance(self.anchor, int):
            return moved(self.anchor, months, days, self.counting, self.month_end)
        return shift(self.anchor, lambda day: moved(day, months, days, self.counting, self.month_end))

    def renews_after(self, number: int) -> bool:
        """Whether term `number` is followed by another by tacit renewal."""
        if not self.renewals:
            return False
        if number == 0:  # every number of renewals allows the first
            return True
        times = self.times
        return times is None or number < times

    def runs_on_after(self, number: int) -> bool:
        """Whether, when term `number` is over and nobody gave notice, the treaty runs on without a term."""
        return not self.renews_after(number) and (self.then_open or self.at_least)

    def final(self) -> tuple[AnyDay, int]:
        """When it ends if nobody ever gives notice, and how many renewals that takes (FOREVER, -1: never)."""
        if self.open_ended or self.then_open or self.at_least or self.own_clock:
            return FOREVER, -1
        last = self.times if self.renewals else 0
        return (FOREVER, -1) if last is None else (self.boundary(last), last)

    def expired_before(self, when: AnyDay) -> tuple[AnyDay, int] | None:
        """When it ended and after how many renewals, if nobody gave notice and that was before `when`."""
        if self.open_ended or self.own_clock:
            return None
        number = self._guess(when)
        while self.world.before(end := self.boundary(number), when):
            if not self.renews_after(number):
                return None if self.runs_on_after(number) else (end, number)
            number += 1
        return None

    def term_at(self, when: AnyDay) -> int | None:
        """The number of the term that runs on `when` (its start included, its end not); None past the last."""
        number = self._guess(when)
        while not self.world.before(when, self.boundary(number)):
            if not self.renews_after(number):
                return None
            number += 1
        return number

    def _guess(self, when: AnyDay) -> int:
        """A term number that is surely not past the one on `when`, so that a long chain is not walked."""
        if not self.renewals or not isinstance(when, int) or when >= FOREVER:
            return 0
        if when < self.world.bounds(self.anchor)[0] + self.first.total_months * 28:
            return 0
        longest = max([period.total_months * 31 + period.total_days for period in self.renewals])
        done = when - self.world.bounds(self.boundary(len(self.renewals) - 1))[1]
        guess = max(0, len(self.renewals) - 1 + done // longest - 1)
        if guess < 1:
            return 0
        times = self.times
        return guess if times is None else min(guess, times)


def _sum(first: Period, renewals: tuple[Period, ...], count: int) -> tuple[int, int]:
    """The months and days of `first` and the first `count` renewals together (the last renewal repeats)."""
    months, days = first.total_months, first.total_days
    if count <= 0:
        return months, days
    each = min(count, len(renewals) - 1)
    for period in renewals[:each]:
        months += period.total_months
        days += period.total_days
    tail, repeats = renewals[-1], count - each
    return months + repeats * tail.total_months, days + repeats * tail.total_days


def term_chain(this: Case, entry: Entry) -> Chain | None:
    """The chain of terms of a treaty that is in force, None for one that is not."""
    if entry.day is None:
        return None
    term, renewal, world = this.dossier.terms.term, this.dossier.terms.renewal, this.world
    renewals: tuple[Period, ...] = ()
    times: Times | Choice[Times] = "unlimited"
    if renewal is not None and renewal.tacit is not None:
        tacit = world.value(renewal.tacit)
        renewals = (tacit,) if isinstance(tacit, Period) else tacit
        times = renewal.times
    then_open = renewal is not None and renewal.then == "indefinite"
    open_ended = at_least = own_clock = False
    anchor, first, counting, month_end = entry.day, NO_PERIOD, Counting.SAME_DAY, MonthEnd.CLAMP
    article = ""
    if term is None:
        open_ended, why = True, absence("no term is laid down")
    elif term.indefinite:
        open_ended, why = True, clause(term.article or "", "without limit of time")
    else:
        at_least, article, month_end = world.value(term.at_least), term.article or "", term.month_end
        if term.until_event is not None:
            ended = _until_event(this, term.until_event, article)
            open_ended, anchor, why = ended is None, anchor if ended is None else ended.day, (
                absence("runs until {0}, which the record does not hold", term.until_event)
                if ended is None
                else ended.why
            )  # fmt: skip
        elif term.until is not None:
            until = world.value(term.until)
            anchor = until.first
            why = clause(article, "runs until {0:day}", anchor, because=_readings(this, term.until))
        else:
            own_clock = world.value(term.start) == "own_entry"
            start = _start(this, entry, world.value(term.start))
            assert term.length is not None
            anchor, first, counting = start.day, world.value(term.length), world.value(term.counting)
            why = clause(
                article,
                "runs for {0} from {1:day}",
                first,
                anchor,
                because=(start.why, *_readings(this, term.start, term.length, term.counting)),
            )
    said_at = (renewal.article if renewal is not None else None) or ""
    chain = Chain(
        world,
        anchor,
        first,
        renewals,
        times,
        then_open,
        open_ended,
        at_least,
        counting,
        month_end,
        why,
        said_at,
        article,
        {},
        own_clock,
    )
    if renewal is not None and renewal.at_most is not None and not open_ended:
        return chain._replace(ceiling=after(chain.boundary(0), renewal.at_most, Counting.SAME_DAY))
    return chain


def _readings(this: Case, *values: object) -> tuple[Reason, ...]:
    return tuple(
        reading for value in values if isinstance(value, Choice) and (reading := reading_of(this, value)) is not None
    )


def _start(this: Case, entry: Entry, start: str | Moment) -> Dated:
    """The day from which the length of the first term runs."""
    assert entry.day is not None
    if isinstance(start, Moment):
        return Dated(start.first, clause("", "the treaty names {0:day}", start.first))
    match start:
        case "signature":
            signed = list(signatures(this).values())
            if signed:
                return signed[0]
        case "exchange":
            exchanged = first_event_of(this, "exchange")
            if exchanged is not None:
                return exchanged
    return Dated(entry.day, entry.why)


def _until_event(this: Case, key: str, article: str) -> Dated | None:
    event = this.event(key)
    if event is None:
        return None
    day = day_of(this, event)
    return Dated(day, clause(article, "runs until {0}", key, because=(happened(this, event, day),)))


def times_in_words(count: int) -> str:
    """`once`, or `40 times`."""
    return "once" if count == 1 else f"{count} times"


def extended(chain: Chain, end: AnyDay, why: Reason) -> Chain:
    """The chain after an extension by agreement to `end`: one term more, with the renewals behind it."""
    return chain._replace(
        ends={}, anchor=end, first=NO_PERIOD, open_ended=False, at_least=False, counting=Counting.SAME_DAY, why=why
    )


def expiry(this: Case, chain: Chain, end: AnyDay, renewals: int) -> Reason:
    """Why a treaty that nobody denounced ends on `end`, after so many renewals."""
    if renewals > 0:
        says = "its last term ended on {0:day}, renewed " + times_in_words(renewals)
        return computed(says, end, because=(chain.why, chain.renewed_by(this.dossier)))
    return computed("its term ended on {0:day}", end, because=(chain.why,))
