"""due: one date that falls due, and the time asked about."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.days import Day
from foedus.reasons import Reason

HORIZON = 60 * 366
"""How many days ahead an endless row of renewals, windows or cut-offs is told at most."""


class Time(NamedTuple):
    """The time asked about: from `first` to `last`, both included.

    `asked_on` is the day from which a party looks ahead (None: the whole life is asked about). What recurs
    is told to `recurs_to` and, with `at_least_next`, in any case once.
    """

    first: Day
    last: Day
    asked_on: Day | None
    recurs_to: Day
    at_least_next: bool


class Told(NamedTuple):
    """A due without what it rests on; the fields as in `Due`."""

    kind: str
    on: Day
    party: str
    about: str
    concerns: str
    effect: Day | None
    notice: Day | None
    arrives: bool
    survives: Day | None


class Due(NamedTuple):
    """One date that falls due.

    `kind` says what, `party` for whom ("" for all alike), `about` in words what it concerns, `concerns` by a name
    that does not hang on the date (`term-3`, `window-2`, `exit-2031`). `effect` is the end that a notice on that day
    brings about; `notice` the day of the notice that brings about an end on that day; `survives` is the end of what
    outlives that end; `arrives` tells that a notice must have been received. `bound_on` is a day on which whoever it
    concerns is bound.
    """

    kind: str
    on: Day
    party: str
    about: str
    concerns: str
    bound_on: Day
    why: Reason
    effect: Day | None = None
    notice: Day | None = None
    arrives: bool = False
    survives: Day | None = None

    @property
    def told(self) -> Told:
        """What two worlds must agree in to tell the same."""
        return Told(
            self.kind,
            self.on,
            self.party,
            self.about,
            self.concerns,
            self.effect,
            self.notice,
            self.arrives,
            self.survives,
        )


def past(time: Time, begin: Day, on: Day, told: int) -> bool:
    """Whether a row of dates has gone far enough."""
    limit = min(time.recurs_to, begin + HORIZON)
    return on > limit and not (time.at_least_next and told == 0)
