"""Terms over columns: the boundaries of terms, the last days for notice, and the first of them that is in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.chronology.periods import Period
from foedus.columnar.calendar import MONTH, Bools, Floats, Ints, Periods, bounded, in_month, month_of, moved, periods

NO_PERIOD = Period()

SLACK = 12
"""Days by which a term can end later than its months at their average length tell."""


class Clauses(NamedTuple):
    """The clauses of each row.

    fixed: there is a first term; renews: it renews itself again and again by `renewal`; runs_on: at the end of the
    first term it runs on without one (neither: it expires then). leaves: there is a clause on leaving, `notice`
    before the end of a term, or from any day where no term runs. survives: something goes on for `survival`.
    reach, every: the days to the last day for notice in the first term, and those of a renewal (1: there is none), at
    the length of a month on average.
    """

    first: Periods
    renewal: Periods
    notice: Periods
    survival: Periods
    fixed: Bools
    renews: Bools
    runs_on: Bools
    leaves: Bools
    survives: Bools
    reach: Floats
    every: Floats

    def take(self, rows: NDArray[Any]) -> Clauses:
        """The clauses of these rows."""
        held = (part.take(rows) if isinstance(part, Periods) else part[rows] for part in self)
        return Clauses(*held)  # type: ignore[arg-type]


class Said(NamedTuple):
    """The clauses of one agreement, each a period; None: there is no such clause.

    A `first_term` that is None has no end. `runs_on`: after the first term it goes on without one.
    """

    first_term: Period | None
    renewal: Period | None
    notice: Period | None
    survival: Period | None
    runs_on: bool


def clauses(held: Sequence[Said]) -> Clauses:
    """The clauses of agreements as columns, with what is computed from them once (see `Clauses`)."""
    columns: list[list[Period | None]] = [
        [one.first_term for one in held],
        [one.renewal for one in held],
        [one.notice for one in held],
        [one.survival for one in held],
    ]
    first, renewal, notice, survival = (periods([period or NO_PERIOD for period in column]) for column in columns)
    fixed, renews, leaves, survives = (
        np.array([period is not None for period in column], np.bool_) for column in columns
    )
    runs_on = np.array([one.runs_on for one in held], np.bool_)
    reach = average(first) - average(notice)
    every = np.where(renews, average(renewal), 1.0)
    return Clauses(first, renewal, notice, survival, fixed, renews, runs_on, leaves, survives, reach, every)


def average(held: Periods) -> Floats:
    """The days of periods, at the length of a month on average."""
    found: Floats = (held.months * MONTH + held.days).astype(np.float64)
    return found


class Terms(NamedTuple):
    """The terms of each row: the day from which they run, its month and the days into it, and the clauses."""

    start: Ints
    month: Ints
    into: Ints
    clauses: Clauses

    def take(self, rows: NDArray[Any]) -> Terms:
        """The terms of these rows."""
        return Terms(self.start[rows], self.month[rows], self.into[rows], self.clauses.take(rows))


def terms(start: Ints, clauses: Clauses) -> Terms:
    """The terms that run from these days."""
    return Terms(start, *month_of(start), clauses)


def boundary(held: Terms, number: Ints) -> Ints:
    """The day on which term `number` ends (0 is the first), counted once from the start: `law.term.Chain.boundary`."""
    first, renewal = held.clauses.first, held.clauses.renewal
    reached = in_month(held.month + first.months + number * renewal.months, held.into)
    return bounded(reached, first.days + number * renewal.days, held.start)


def last_day(held: Terms, end: Ints) -> Ints:
    """The day that lies the period of notice before `end`."""
    notice = held.clauses.notice
    return moved(end, -notice.months, -notice.days)


def term_at(held: Terms, when: Ints) -> Ints:
    """The number of the term that runs on `when`; 0 where the first is the only one, even if it is over."""
    none = Periods(np.zeros_like(when), np.zeros_like(when))
    return _first(held, when, none, average(held.clauses.first), none.days, 1)


def in_time(held: Terms, when: Ints, number: Ints, eve: int) -> Ints:
    """The number of the first term, not before `number`, for whose end a notice on `when` is in time.

    `eve` is 0 if a notice on the last day itself is in time, and 1 if it has to be given before that day. Where there
    is no renewal it is `number`.
    """
    return _first(held, when, held.clauses.notice, held.clauses.reach, number, eve)


def _first(held: Terms, when: Ints, notice: Periods, reach: Floats, least: Ints, eve: int) -> Ints:
    """The first term, not before `least`, with `when` + `eve` at most `notice` before its end.

    It is guessed from the average month so that it is surely not past the one looked for, and moved on from there.
    """
    guess = np.ceil((when - held.start - SLACK - reach) / held.clauses.every)
    number = np.where(held.clauses.renews, np.maximum(least, guess), least).astype(np.int32)
    rows = np.flatnonzero(held.clauses.renews)
    here, ahead, asked, reached = held, notice, when, number.copy()
    if rows.size < number.size:
        here, ahead, asked, reached = held.take(rows), notice.take(rows), when[rows], number[rows]
    plain = not ahead.months.any() and not ahead.days.any()
    while rows.size:
        end = boundary(here, reached)
        last = end if plain else moved(end, -ahead.months, -ahead.days)
        short = np.flatnonzero(last < asked + eve)
        if not short.size:
            break
        number[rows[short]] += 1
        rows, here, ahead = rows[short], here.take(short), ahead.take(short)
        asked, reached = asked[short], number[rows]
    return number
