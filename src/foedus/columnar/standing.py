"""Whether treaties are in force on a day, and when each began and ended: the law's answer for all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.chronology.days import FOREVER, Day
from foedus.columnar.calendar import Bools, Ints, moved
from foedus.columnar.terms import Terms, boundary, in_time, last_day, term_at, terms
from foedus.columnar.treaties import NEVER, Treaties

OnLastDay = Literal["in-time", "late"]
OnExpiry = Literal["ended", "in-force"]


class Rules(NamedTuple):
    """Positions on the two rules of law that these treaties can hang on; None: not fixed, and all are told.

    on_last_day: `law/notice-on-last-day`. day_of_expiry: `law/day-of-expiry`. A notice that is late for one term
    stands for the end of the next (`law/late-notice`, as by default).
    """

    on_last_day: OnLastDay | None = None
    day_of_expiry: OnExpiry | None = None


class Verdict(IntEnum):
    """In how many readings something is so."""

    NONE = 0
    SOME = 1
    EVERY = 2


class Ground(IntEnum):
    """Why a treaty is in force on a day, or is not. The articles and events behind it are told by its life."""

    NOT_YET = 0  # the consent of one of the two, or of both, is still to come
    GOES_ON = 1  # nothing on record has ended it: it has no term, or one that renews itself
    TERM_RUNS = 2  # its only term still runs
    NOTICE_RUNS = 3  # notice was given, for an end that is still to come
    NOTICE = 4  # a notice ended it
    EXPIRED = 5  # its only term has run out
    RULE = 6  # it hangs on a rule of law that is disputed


class Lives(NamedTuple):
    """The first day in force and the first on which it is over (FOREVER: no end) of each treaty.

    `by_notice` tells where a notice brought the end about, `at_term` where it is that of a term.
    """

    entry: Ints
    end: Ints
    by_notice: Bools
    at_term: Bools


class OnDay(NamedTuple):
    """Of each treaty on one day: the `Verdict` whether it is in force, and the `Ground`."""

    verdict: NDArray[np.int8]
    ground: NDArray[np.int8]


def lives(held: Treaties, on_last_day: OnLastDay) -> Lives:
    """When each treaty was in force, in one reading of the law."""
    entry = held.entry
    found = Lives(
        entry,
        np.full_like(entry, FOREVER),
        np.zeros(entry.shape, np.bool_),
        np.zeros(entry.shape, np.bool_),
    )
    for rows, (end, by_notice, at_term) in _endings(held, entry, np.ones(entry.shape, np.bool_), on_last_day):
        found.end[rows], found.by_notice[rows], found.at_term[rows] = end, by_notice, at_term
    return found


def in_force(held: Treaties, on: Day, rules: Rules = Rules()) -> OnDay:  # noqa: B008
    """For each treaty in how many readings it is in force on the day `on`, and why.

    Only treaties on which something that can end them has happened by that day are looked at further.
    """
    entry = held.entry
    begun = entry <= on
    positions: tuple[OnLastDay, ...] = ("in-time", "late") if rules.on_last_day is None else (rules.on_last_day,)
    first, *others = (_on_day(held, entry, begun, on, position, rules.day_of_expiry) for position in positions)
    for other in others:
        differs = first.verdict != other.verdict
        first.verdict[differs] = Verdict.SOME
        first.ground[differs] = Ground.RULE
    return first


def _on_day(
    held: Treaties, entry: Ints, begun: Bools, on: Day, position: OnLastDay, day_of_expiry: OnExpiry | None
) -> OnDay:
    found = OnDay(begun * np.int8(Verdict.EVERY), begun * np.int8(Ground.GOES_ON))
    for rows, (end, by_notice, at_term) in _endings(held, entry, begun, position, on):
        over = end <= on
        on_its_day = at_term & (end == on)
        if day_of_expiry == "in-force":
            over &= ~on_its_day
        found.verdict[rows[over]] = Verdict.NONE
        ahead = np.where(by_notice, _NOTICE_RUNS, _TERM_RUNS)
        ended = np.where(by_notice, _NOTICE, _EXPIRED)
        found.ground[rows] = np.where(over, ended, np.where(end < FOREVER, ahead, _GOES_ON))
        if day_of_expiry is None:
            open_ = rows[on_its_day]
            found.verdict[open_], found.ground[open_] = Verdict.SOME, Ground.RULE
    return found


_GOES_ON, _TERM_RUNS, _NOTICE_RUNS, _NOTICE, _EXPIRED = (
    np.int8(ground) for ground in (Ground.GOES_ON, Ground.TERM_RUNS, Ground.NOTICE_RUNS, Ground.NOTICE, Ground.EXPIRED)
)

_Ending = tuple[Ints, Bools, Bools]


def _endings(
    held: Treaties, entry: Ints, begun: Bools, position: OnLastDay, on: Day = FOREVER
) -> Iterator[tuple[NDArray[Any], _Ending]]:
    """The rows that can have ended by `on`, with the end of each, and how: those with a notice, and those whose only
    term has run out."""
    eve = 0 if position == "in-time" else 1
    noticed, given = held.noticed, held.notice[held.noticed]
    own = held.clauses_noticed
    if noticed.size and int(given.max()) > on:
        by_then = np.flatnonzero(given <= on)
        noticed, given, own = noticed[by_then], given[by_then], own.take(by_then)
    if noticed.size:
        yield noticed, _by_notice(terms(entry[noticed], own), given, eve)
    expiring = held.clauses.fixed & ~held.clauses.renews & ~held.clauses.runs_on & begun
    rows = np.flatnonzero(expiring & ((held.notice == NEVER) | (held.notice > on)))
    if rows.size:
        of_rows = terms(entry[rows], held.clauses.take(rows))
        end = boundary(of_rows, np.zeros_like(of_rows.start))
        yield rows, (end, np.zeros(end.shape, np.bool_), end < FOREVER)


def _by_notice(held: Terms, given: Ints, eve: int) -> _Ending:
    """The end of treaties under which a notice was given, and whether it is the notice that brought it about."""
    clauses = held.clauses
    if clauses.renews.all():
        end = boundary(held, in_time(held, given, _running(held, given), eve))
        every = end < FOREVER
        return end, every, every
    zero = np.zeros_like(given)
    first_end = boundary(held, zero)
    last = last_day(held, first_end)
    runs = clauses.fixed & (given < first_end)
    timely = runs & ((given < last) | ((given == last) & (eve == 0)))
    from_notice = moved(given, *clauses.notice)
    renewed = boundary(held, in_time(held, given, _running(held, given), eve))
    expiring = clauses.fixed & ~clauses.renews & ~clauses.runs_on
    after_term = np.where(timely, first_end, np.where(runs, np.maximum(first_end, from_notice), from_notice))
    end = np.where(clauses.renews, renewed, np.where(expiring, first_end, after_term)).astype(np.int32)
    by_notice = (end < FOREVER) & (~expiring | timely)
    return end, by_notice, (end < FOREVER) & (clauses.renews | expiring | (clauses.runs_on & timely))


def _running(held: Terms, given: Ints) -> Ints:
    """The term that runs when a notice is given: needed alone where a notice needs no time ahead."""
    notice = held.clauses.notice
    if notice.months.all() or (notice.months + notice.days).all():
        return np.zeros_like(given)
    return np.where(held.clauses.renews, term_at(held, given), 0).astype(np.int32)
