"""What a notice brings about."""

from __future__ import annotations

from typing import NamedTuple

from foedus.chronology.periods import Period
from foedus.reasons import Reason
from foedus.worlds import AnyDay

NO_NOTICE = Period()
"""The period of a clause that names none."""


class Effect(NamedTuple):
    """What a notice brings about: the day on which it ends what it ends (None: nothing), and why.

    `by_act` is true where it ends it at once, by its own force, in the course of that day; `at_term_end`
    where it lets the term run out. `unheld` is the day on which it would have had its effect, were it not held back
    (by a war, for one).
    """

    day: AnyDay | None
    why: Reason
    by_act: bool = False
    at_term_end: bool = False
    unheld: AnyDay | None = None
