"""Suspension: the times for which a treaty is in force and not in operation (VCLT Art. 57-62, 72)."""

from __future__ import annotations

from foedus.chronology.days import FOREVER
from foedus.dossier.actors import register
from foedus.dossier.record import Event
from foedus.law.case import Case, day_of_moment, happened, in_order, reading_of
from foedus.law.defaults import UNILATERAL_SUSPENSION
from foedus.law.ends import HOSTILE, Ending, effective_day, may_end
from foedus.law.stint import Suspension
from foedus.reasons import Reason, computed
from foedus.worlds import AnyDay


def suspensions(this: Case, ending: Ending | None, members: tuple[str, ...]) -> dict[str, tuple[Suspension, ...]]:
    """For each party the times for which the treaty was suspended for it (not for one pair alone).

    A treaty of two is suspended for both, and for whoever has taken the place of one of them.

    An act that comes when the treaty has ended is not looked at.
    """
    found: dict[str, list[Suspension]] = {}
    opened: dict[str, tuple[AnyDay, Reason, Event | None]] = {}
    everyone = this.dossier.parties
    if not this.events("suspension", "resumption", "claim", *HOSTILE):
        return {}
    acts = (event for event in this.events("suspension", "resumption", "claim", *HOSTILE) if may_end(event))
    for day, event in in_order(this, acts):
        if ending is not None and not this.world.before(day, ending.day):
            break
        touched = members if len(everyone) == 2 else tuple(event.by)
        if event.event == "resumption":
            for party in touched:
                if party in opened:
                    start, why, act = opened.pop(party)
                    end = effective_day(this, event, day)
                    found.setdefault(party, []).append(Suspension(start, end, why, act=act))
            continue
        if event.to and len(everyone) != 2:
            # an act of war bears on those who fight: see law.war_of_two
            touched = tuple(event.to) if _by_the_others(event) and event.event not in HOSTILE else ()
        if not touched or not _suspends(this, event, members):
            continue
        reading = reading_of(this, event.effect)
        because = (happened(this, event, day), *((reading,) if reading else ()))
        start = effective_day(this, event, day)
        why = computed("suspended from {0:day}", start, because=because)
        act = None if event.event == "suspension" and event.effective is not None else event
        if event.until is not None:
            end = day_of_moment(this, this.world.value(event.until), event, "until")
            for party in touched:
                found.setdefault(party, []).append(Suspension(start, end, why, act=act))
        else:
            opened.update(dict.fromkeys(touched, (start, why, act)))
    for party, (start, why, act) in opened.items():
        found.setdefault(party, []).append(Suspension(start, FOREVER, why, act=act))
    return {party: tuple(spans) for party, spans in found.items()}


def _by_the_others(event: Event) -> bool:
    """Whether an act toward one party is that of an organ or of several others, and not a matter of two."""
    known = register()
    organ = any(actor in known and known[actor].kind == "organisation" for actor in event.by)
    return len(event.to) == 1 and (organ or len(event.by) > 1)


def _suspends(this: Case, event: Event, members: tuple[str, ...]) -> bool:
    match this.world.value(event.effect):
        case "suspends":
            return True
        case "by_clause" if event.event == "suspension":
            everyone = set(this.dossier.parties or members)
            agreed = everyone <= set(event.by) or _by_the_others(event)
            return agreed or UNILATERAL_SUSPENSION.decide(this.world) == "suspends"
        case _:
            return False
