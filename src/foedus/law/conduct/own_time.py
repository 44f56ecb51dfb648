"""A duty's own time: a length that is not the treaty's (so many years from an event, or until it is performed)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from foedus.chronology.days import FOREVER
from foedus.chronology.periods import Counting, Period
from foedus.dossier.duties import ENTRY, Duty
from foedus.law.case import day_of, happened, reading_of
from foedus.law.life import Life
from foedus.law.timing import after
from foedus.reasons import Reason, absence, clause
from foedus.worlds import AnyDay, World


class OwnTime(StrEnum):
    """Whether a duty's own time has begun, runs, or has run out."""

    BEFORE = "before"
    RUNS = "runs"
    RUN_OUT = "run out"


class Timed(NamedTuple):
    """Where a day lies in a duty's own time, and why."""

    place: OwnTime
    why: Reason


def own_time(lived: Life, world: World, duty: Duty, bearer: str, when: AnyDay) -> Timed | None:
    """Where `when` lies in the own time of `duty`; None for a duty that lasts as long as its treaty.

    The time runs from the event that the duty names, else from the treaty's entry into force. It has run out
    on the day on which the length has effect; one that lasts until performed, on the day of the act of its
    bearer that the record says performs it.
    """
    if duty.lasts is None:
        return None
    article = duty.article or ""
    start: AnyDay | None = lived.entry.day
    because: tuple[Reason, ...] = (lived.entry.why,)
    if duty.after not in (None, ENTRY):
        event = lived.this.event(duty.after or "")
        start = None if event is None else day_of(lived.this, event)
        because = () if event is None or start is None else (happened(lived.this, event, start),)
    if start is None or world.before(when, start):
        return Timed(OwnTime.BEFORE, absence("the duty's time had not begun", because=because))
    length = world.value(duty.lasts)
    reading = reading_of(lived.this, duty.lasts)
    because = (*because, reading) if reading else because
    if not isinstance(length, Period):
        return _until_performed(lived, world, duty, bearer, when, because)
    end = after(start, length, Counting.SAME_DAY)
    if world.before(when, end):
        says = "binds for {0} from {1:day}, until {2:day}"
        return Timed(OwnTime.RUNS, clause(article, says, str(length), start, end, because=because))
    says = "the {0} from {1:day} had run on {2:day}"
    return Timed(OwnTime.RUN_OUT, clause(article, says, str(length), start, end, because=because))


def own_span(lived: Life, world: World, duty: Duty, bearer: str) -> tuple[AnyDay | None, AnyDay]:
    """The days from which and before which `bearer` is bound by a duty with a time of its own, as `own_time` has it.

    A start of None: its time has not begun by what the record holds.
    """
    start: AnyDay | None = lived.entry.day
    if duty.after not in (None, ENTRY):
        event = lived.this.event(duty.after or "")
        start = None if event is None else day_of(lived.this, event)
    if start is None or duty.lasts is None:
        return start, FOREVER
    length = world.value(duty.lasts)
    if isinstance(length, Period):
        return start, after(start, length, Counting.SAME_DAY)
    end: AnyDay = FOREVER
    for event in lived.dossier.record:
        if duty.id in event.articles and bearer in event.by and event.event != "claim":
            end = world.earlier(end, day_of(lived.this, event))
    return start, end


def _until_performed(
    lived: Life, world: World, duty: Duty, bearer: str, when: AnyDay, because: tuple[Reason, ...]
) -> Timed:
    for event in lived.dossier.record:
        if duty.id not in event.articles or bearer not in event.by or event.event == "claim":
            continue
        done = day_of(lived.this, event)
        if not world.before(when, done):
            told = (*because, happened(lived.this, event, done))
            return Timed(OwnTime.RUN_OUT, clause(duty.article or "", "performed on {0:day}", done, because=told))
    return Timed(OwnTime.RUNS, clause(duty.article or "", "binds until it is performed", because=because))
