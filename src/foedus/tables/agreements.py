"""Agreements by the million: what the law says of one that only has a start, a first term, a renewal, a notice and a
survival, seen from one day.

Nothing here computes law. The engine is asked once for all agreements with the same clauses that began within some
years: their start is put to it as an uncertain day, it tells apart the spans of days in which the answer is another,
and what it answers moves with the day. Then each agreement only has its own start put in. The tests ask `dues` for
every one by itself, and compare.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from foedus.answers.next_dates import Next, next_dates
from foedus.chronology.days import ALWAYS, FOREVER, LAST_DAY, Day, iso, ymd
from foedus.chronology.moments import Moment, parse_moment
from foedus.chronology.periods import parse_period
from foedus.dossier.model import Dossier
from foedus.errors import TimeTextError, TooManyReadings
from foedus.law.life import life
from foedus.law.status import Status
from foedus.worlds import AnyDay, Exploration, World, explore

INDEFINITE = "indefinite"
"""In the place of a first term or a renewal: without limit of time."""


class Clauses(NamedTuple):
    """The terms of an agreement, as texts; "" where the table says nothing.

    first_term: a period, or `indefinite`. renewal: the period by which it renews itself, or `indefinite` (it runs on
    without a term). notice: with a term, before its end; without one, from any day. survival: from the end.
    """

    first_term: str
    renewal: str
    notice: str
    survival: str


class Falls(NamedTuple):
    """One date that falls due, with the readings in which it does (JSON): `effect` is the end that a notice on that
    day is for (of a renewal: the day to which it renews itself), `notice` the day of the notice that an exit takes."""

    date: Day
    what: str
    effect: Day | None
    notice: Day | None
    readings: str
    agree: int


class Span(NamedTuple):
    """The days of one status, from `start` to the day before `end` (FOREVER: no end), and how it ended."""

    status: str
    start: Day
    end: Day
    ended: str


Answer: TypeAlias = tuple[tuple[Span, ...], tuple[Falls, ...]]

PARTIES = ("AA", "BB")
"""Two parties that stand for those of any agreement: what falls due is the same for all who are bound."""

YEARS = 4
"""Agreements that began within so many calendar years are asked about at once."""

FEW = 20
"""So many of them are asked about one by one: to ask about all costs as much as some dozens."""

_MOST = 20_000
"""How many such questions are kept; then all are forgotten, so that memory stays bounded."""

Days: TypeAlias = tuple[AnyDay | None, ...]


class Way(NamedTuple):
    """What the engine answers in one world: the readings taken, the spans, what comes next, the end of survival."""

    readings: Mapping[str, str]
    spans: tuple[tuple[str, AnyDay, AnyDay, str], ...]
    next: Next
    survives: AnyDay | None


@dataclass(slots=True)
class Outlook:
    """What the law says of agreements on the day `on`."""

    on: Day
    bases: dict[Clauses, Dossier] = field(default_factory=dict)
    asked: dict[tuple[Clauses, int], tuple[list[Day], list[tuple[Way, ...]]]] = field(default_factory=dict)
    met: dict[tuple[Clauses, int], int] = field(default_factory=dict)

    def answer(self, start: str, clauses: Clauses) -> Answer:
        """The spans and what falls due of an agreement that runs from `start` (ISO 8601).

        Raises TimeTextError for a date or period that cannot be read.
        """
        day = _moment(start).first
        block = (int(start[:4]) - 1) // YEARS
        key = clauses, block
        found = self.asked.get(key)
        if found is None and (met := self.met.get(key, 0)) < FEW:
            self.met[key] = met + 1
            _, ways = _between(self._explored(clauses, day, day))
            return _told(ways[0], day, self.on)
        if found is None:
            if len(self.asked) > _MOST:
                self.asked.clear()
                self.met.clear()
            found = self.asked[key] = self._ways(clauses, block)
        cuts, ways = found
        if not cuts:  # too much differs from day to day: each is asked by itself
            _, ways = _between(self._explored(clauses, day, day))
            return _told(ways[0], day, self.on)
        return _told(ways[bisect_right(cuts, day) - 1], day, self.on)

    def _ways(self, clauses: Clauses, block: int) -> tuple[list[Day], list[tuple[Way, ...]]]:
        """For all that began in a block of years: the days from which the answer is another, and the answers."""
        first = ymd(block * YEARS + 1, 1, 1)
        last = min(LAST_DAY, ymd(min(9999, block * YEARS + YEARS), 12, 31))
        try:
            return _between(self._explored(clauses, first, last))
        except TooManyReadings:
            return [], []

    def _explored(self, clauses: Clauses, first: Day, last: Day) -> Exploration[Way]:
        base = self.bases.get(clauses)
        if base is None:
            base = self.bases[clauses] = dossier_of("2000-01-01", clauses)
        event = base.record[0].model_copy(update={"on": Moment(f"{iso(first)}/{iso(last)}", first, last)})
        dossier = base.model_copy(update={"record": (event,)})
        return explore(lambda world: _way(dossier, world, self.on))


def _way(dossier: Dossier, world: World, on: Day) -> Way:
    lived = life(dossier, world)
    (stint,) = lived.stints[PARTIES[0]]
    spans = []
    for span in lived.line(PARTIES[0]):
        if span.status not in (Status.NOT_CONCLUDED, Status.NOT_A_PARTY):
            ended = "" if stint.ending is None else stint.ending.how.value
            spans.append((span.status.value, span.start, span.end, ended))
    survives = None
    for status, start, end, _ in spans:
        if status == Status.SURVIVING.value and world.before(end, FOREVER) and not world.before(end, on):
            survives = end
        del start
    return Way(dict(world.readings), tuple(spans), next_dates(lived, world, stint, on), survives)


def _between(exploration: Exploration[Way]) -> tuple[list[Day], list[tuple[Way, ...]]]:
    """The paths of an exploration by the days of the start: from each of the days, those that hold (one a reading)."""
    held: list[tuple[Day, Day, Way]] = []
    for path in exploration.paths:
        first, last = next(iter(path.ranges.values()), (ALWAYS, FOREVER))
        way = path.value._replace(readings=path.readings)
        held.append((first, last, way))
    cuts = sorted({first for first, _, _ in held})
    return cuts, [tuple(way for first, last, way in held if first <= cut <= last) for cut in cuts]


def _told(ways: tuple[Way, ...], start: Day, on: Day) -> Answer:
    """The answer for one start: what each reading says of it, those that come to the same together."""
    spans = tuple(Span(status, _at(a, start), _at(b, start), ended) for status, a, b, ended in ways[0].spans)
    falls = [tuple(_falls(way, start, on)) for way in ways]
    if len(ways) == 1:
        return spans, tuple(Falls(*fall, "[{}]", 1) for fall in falls[0])
    told = []
    for fall in sorted({fall for own in falls for fall in own}, key=lambda fall: fall[:2]):
        holding = [way for way, own in zip(ways, falls, strict=True) if fall in own]
        if len(holding) == len(ways):
            told.append(Falls(*fall, "[{}]", 1))
        else:
            told.append(Falls(*fall, json.dumps([dict(way.readings) for way in holding]), 0))
    return spans, tuple(told)


def _falls(way: Way, start: Day, on: Day) -> Iterator[tuple[Day, str, Day | None, Day | None]]:
    """What falls due by one way for one start: the day, what it is, the end it is for, the day of the notice."""
    next_ = way.next
    if next_.notice is not None and next_.effect is not None:
        yield _at(next_.notice, start), "last day for notice", _at(next_.effect, start), None
    if next_.exit is not None:
        yield _at(next_.exit, start), "next exit", None, on
    if next_.renewal is not None and next_.renewed is not None:
        yield _at(next_.renewal, start), "renewal", _at(next_.renewed, start), None
    if next_.runs_on is not None:
        yield _at(next_.runs_on, start), "term ends", None, None
    if next_.expiry is not None:
        yield _at(next_.expiry, start), "expiry", None, None
    if way.survives is not None:
        yield _at(way.survives, start), "survival ends", None, None


def _at(day: AnyDay, start: Day) -> Day:
    return day if isinstance(day, int) else day.at(start)


def _moment(start: str) -> Moment:
    if _DATE.fullmatch(start) is None:
        raise TimeTextError(f"{start!r} is not a date such as 2026-01-31")
    return parse_moment(start)


_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def dossier_of(start: str, clauses: Clauses) -> Dossier:
    """The dossier of one agreement, in force from `start`: its terms as the table says them.

    Raises TimeTextError for a date or period that cannot be read.
    """
    for period in clauses:
        if period and period != INDEFINITE:
            parse_period(period)
    fixed = clauses.first_term not in ("", INDEFINITE)
    terms: dict[str, object] = {}
    if clauses.first_term:
        terms["term"] = {"length": clauses.first_term} if fixed else {"indefinite": True}
    if clauses.renewal and fixed:
        runs_on = clauses.renewal == INDEFINITE
        terms["renewal"] = {"then": "indefinite"} if runs_on else {"tacit": clauses.renewal}
    if clauses.notice:
        terms["denunciation"] = {"notice": clauses.notice, **({"before": "term_end"} if fixed else {})}
    if clauses.survival:
        terms["survival"] = {"length": clauses.survival, "covers": "what survives the end"}
    _moment(start)
    return Dossier.model_validate(
        {
            "id": "agreement",
            "title": "Agreement",
            "parties": PARTIES,
            "actors": {key: {"name": key, "kind": "organisation"} for key in PARTIES},
            "terms": terms,
            "record": [{"event": "entry_into_force", "on": start}],
        }
    )
