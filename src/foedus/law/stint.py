"""Stints: the times for which a treaty is in force for one party."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.dossier.record import Event
from foedus.law.ends import Ending
from foedus.law.standing import Standing
from foedus.reasons import Reason
from foedus.worlds import AnyDay


class Suspension(NamedTuple):
    """Days from `start` to the day before `end` on which the treaty is suspended, and why.

    `lapsed` is true where it had expired and was revived later; `act` is the act that suspended it in the
    course of its first day, None for a suspension of whole days.
    """

    start: AnyDay
    end: AnyDay
    why: Reason
    lapsed: bool = False
    act: Event | None = None


class Stint(NamedTuple):
    """One time for which the treaty is in force for one party.

    From `start` to the day before `end` (FOREVER: not ended); `ending` tells how, None while it goes on.
    `consented` is the day of the consent it rests on.
    """

    party: str
    consented: AnyDay
    start: AnyDay
    end: AnyDay
    why: Reason
    ending: Ending | None = None
    suspensions: tuple[Suspension, ...] = ()


@dataclass(slots=True)
class Member:
    """One party (or territory) while its acts are read in order; `of` is the state that a territory belongs to."""

    party: str
    stints: list[Stint] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    of: str | None = None
