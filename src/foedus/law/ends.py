"""Ends: how a treaty, or a party's part in it, came to its end."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from foedus.dossier.record import Event
from foedus.law.case import Case, day_of, day_of_moment
from foedus.law.on_record import pair_of, parties_on
from foedus.reasons import Reason
from foedus.worlds import AnyDay, Choice

HOSTILE = ("attack", "declaration_of_war")


def of_some_only(this: Case, event: Event) -> bool:
    """Whether an act that ends a treaty is that of some parties of many: it ends their part alone (VCLT 54, 60).

    An end by agreement is the act of all if it names all that are parties on its day. Where the
    clause on leaving says that one who leaves ends the treaty for all, so does any such act.
    """
    exit_ = this.dossier.terms.denunciation
    if event.event not in ("termination", "replacement", "claim") or pair_of(this) is not None or not event.by:
        return False
    if exit_ is not None and exit_.ends_for == "all":
        return False
    if event.event == "claim":
        return True
    return bool(parties_on(this, day_of(this, event)) - set(event.by))


def may_end(event: Event) -> bool:
    """Whether an act can bear on a treaty's life in some position: a claim that excuses at most cannot."""
    if event.event != "claim":
        return True
    effects = event.effect.choices.values() if isinstance(event.effect, Choice) else (event.effect,)
    return any(effect not in ("excuses", "none") for effect in effects)


class HowEnded(StrEnum):
    """In which way a treaty, or a party's part in it, ended."""

    EXPIRY = "expired"
    NOTICE = "ended by notice"
    AT_ONCE = "ended at once by notice"
    AGREEMENT = "ended by agreement"
    REPLACED = "replaced"
    CLAIM = "ended on a ground of law"
    WAR = "ended at the outbreak of war"
    EXPULSION = "expelled"
    FLOOR = "too few parties"
    SUCCESSION = "state succession"


BY_ACT = frozenset({HowEnded.AT_ONCE, HowEnded.CLAIM, HowEnded.WAR})
"""Ends brought about by an act in the course of a day: until the act the treaty was in force that day."""


class Ending(NamedTuple):
    """When and how a treaty (or a party's part in it) ended; `act` is the act that ended it, for its hour.

    `day` is the day of the end: by an act it comes in the course of that day, else with its beginning.
    `expires` is true where a term ran out on `day` (whether that day still belongs to it is a rule).
    """

    day: AnyDay
    how: HowEnded
    why: Reason
    act: Event | None = None
    expires: bool = False

    @property
    def by_act(self) -> bool:
        """Whether it ended in the course of `day`, by an act."""
        return self.how in BY_ACT


def effective_day(this: Case, event: Event, day: AnyDay) -> AnyDay:
    """The day on which an act takes effect: the one that it names, else its own."""
    if event.effective is None:
        return day
    return day_of_moment(this, this.world.value(event.effective), event, "effective")
