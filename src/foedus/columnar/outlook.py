"""What comes next under plain clauses, as seen from one day: `answers.next_dates` over columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foedus.chronology.days import FOREVER, Day
from foedus.columnar.calendar import Bools, Ints, moved
from foedus.columnar.terms import Terms, boundary, in_time, last_day, term_at

NOTHING = 0
"""In the place of a day: nothing of the kind comes."""


class Leaving(NamedTuple):
    """In one reading of whether a notice on the last day is in time: the last day for notice and the end that it is
    for, and the earliest end that a notice on the day asked brings about. NOTHING where there is none."""

    notice: Ints
    effect: Ints
    exit: Ints


class Outlook(NamedTuple):
    """What comes next in each row, NOTHING where nothing of the kind does.

    expired, survived: the end of the term that is the last (FOREVER: none is), and that of what survives it; `over`:
    the end of survival, if it still lies ahead. renewal: the end of the current term, at which it renews itself to
    `renewed`. runs_on: the end of the term, from which it runs on without one. expiry: the day on which it expires, if
    that does not lie behind. in_time, late: leaving, by the two positions of the rule `notice-on-last-day`.
    """

    expired: Ints
    survived: Ints
    renewal: Ints
    renewed: Ints
    runs_on: Ints
    expiry: Ints
    over: Ints
    in_time: Leaving
    late: Leaving


def outlook(held: Terms, on: Day) -> Outlook:
    """What comes next in each row, as seen from the day `on`."""
    clauses = held.clauses
    last = clauses.fixed & ~clauses.renews & ~clauses.runs_on
    zero = np.zeros_like(held.start)
    first_end = np.where(clauses.fixed, boundary(held, zero), FOREVER).astype(np.int32)
    expired = np.where(last, first_end, FOREVER).astype(np.int32)
    survives = last & clauses.survives & (expired < FOREVER)
    survived = np.where(survives, moved(expired, *clauses.survival), expired).astype(np.int32)
    begin = np.maximum(held.start, on).astype(np.int32)
    number = np.where(clauses.renews, term_at(held, begin), zero).astype(np.int32)
    end = np.where(clauses.renews, boundary(held, number), first_end).astype(np.int32)
    renews = clauses.renews & (end < FOREVER)
    opens = clauses.runs_on & (begin < end) & (end < FOREVER)
    return Outlook(
        expired,
        survived,
        _where(renews, end),
        _where(renews, boundary(held, number + 1)),
        _where(opens, end),
        _where(last & (on <= expired) & (expired < FOREVER), expired),
        _where(survives & (survived > expired) & (survived >= on) & (survived < FOREVER), survived),
        _leaving(held, on, begin, number, end, 0),
        _leaving(held, on, begin, number, end, 1),
    )


def _where(holds: Bools, days: Ints) -> Ints:
    return np.where(holds, days, NOTHING).astype(np.int32)


def _leaving(held: Terms, on: Day, begin: Ints, number: Ints, end: Ints, eve: int) -> Leaving:
    """Leaving in one reading; `eve` is 1 where a notice on the last day is late. `end` is that of term `number`."""
    clauses = held.clauses
    begun = clauses.leaves & (held.start <= on)
    goal = in_time(held, begin, number, eve)
    reached = np.where(clauses.renews, boundary(held, goal), end).astype(np.int32)
    last = last_day(held, reached)
    renews = clauses.renews & clauses.leaves & (reached < FOREVER)
    opens = clauses.runs_on & clauses.leaves & (begin < reached) & (reached < FOREVER)
    last_on = _still_by_then(held, last - eve, reached, opens)
    # where the term renews itself, a notice on the day of its end is one in the next term
    strict = np.where(clauses.renews, np.minimum(np.maximum(last - eve, 0), reached - 1), last_on).astype(np.int32)
    told = renews | (opens & (begin <= last_on))
    from_now = moved(np.full_like(held.start, on), *clauses.notice)
    late = opens & ((last < on) | ((last == on) & bool(eve)))
    by_term = np.where(late, np.maximum(reached, from_now), reached)
    free = ~clauses.fixed | (clauses.runs_on & (begin >= reached))  # no term runs
    leaving = np.where(free, from_now, by_term).astype(np.int32)
    exits = begun & (renews | opens | free) & (leaving < FOREVER)
    return Leaving(_where(told, strict), _where(told, reached), _where(exits, leaving))


def _still_by_then(held: Terms, last: Ints, end: Ints, opens: Bools) -> Ints:
    """The last day for notice where the treaty runs on after the term: a late notice runs its own time from its day,
    and that can still be over by the end of the term (a month from 31 January, and one before 28 February)."""
    found = last.copy()
    rows = np.flatnonzero(opens & (end < FOREVER))
    while rows.size:
        further = moved(found[rows] + 1, *held.clauses.notice.take(rows))
        rows = rows[further <= end[rows]]
        found[rows] += 1
    return found
