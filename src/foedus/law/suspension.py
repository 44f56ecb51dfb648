"""Suspension: the times for which a treaty is in force and not in operation (VCLT Art. 57-62, 72)."""

from __future__ import annotations

from foedus.chronology.days import FOREVER, Day
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of_moment, happened, in_order, reading_of
from foedus.law.defaults import UNILATERAL_SUSPENSION
from foedus.law.ends import HOSTILE, Ending, effective_day, may_end
from foedus.law.stint import Suspension
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay, shift


def suspensions(this: Case, ending: Ending | None, members: tuple[str, ...]) -> dict[str, tuple[Suspension, ...]]:
    """For each party the times for which the treaty was suspended for it (not for one pair alone).

    A treaty of two is suspended for both, and for whoever has taken the place of one of them.

    An act that comes when the treaty has ended is not looked at.
    """
    found: dict[str, list[Suspension]] = {}
    opened: dict[str, tuple[AnyDay, Reason]] = {}
    everyone = this.dossier.parties
    acts = (event for event in this.events("suspension", "resumption", "claim", *HOSTILE) if may_end(event))
    for day, event in in_order(this, acts):
        if ending is not None and not this.world.before(day, ending.day):
            break
        touched = members if len(everyone) == 2 else tuple(event.by)
        if event.event == "resumption":
            for party in touched:
                if party in opened:
                    start, why = opened.pop(party)
                    found.setdefault(party, []).append(Suspension(start, day, why))
            continue
        if (event.to and len(everyone) > 2) or not _suspends(this, event):
            continue
        reading = reading_of(this, event.effect)
        because = (happened(this, event, day), *((reading,) if reading else ()))
        start = effective_day(this, event, day)
        why = computed("suspended from {0:day}", start, because=because)
        if event.event != "suspension":  # until the act, in the course of that day, it was in operation
            start = shift(start, _next_day)
        if event.until is not None:
            end = day_of_moment(this, this.world.value(event.until), event, "until")
            for party in touched:
                found.setdefault(party, []).append(Suspension(start, end, why))
        else:
            opened.update(dict.fromkeys(touched, (start, why)))
    for party, (start, why) in opened.items():
        found.setdefault(party, []).append(Suspension(start, FOREVER, why))
    return {party: tuple(spans) for party, spans in found.items()}


def _next_day(day: Day) -> Day:
    return min(day + 1, FOREVER)


def _suspends(this: Case, event: Event) -> bool:
    match this.world.value(event.effect):
        case "suspends":
            return True
        case "by_clause" if event.event == "suspension":
            agreed = set(this.dossier.parties) <= set(event.by)
            return agreed or UNILATERAL_SUSPENSION.decide(this.world) == "suspends"
        case _:
            return False
